/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-rejects.h"

#include "rw-error.h"
#include "rw-format.h"
#include "rw-rejects.h"

#include <glib/gi18n.h>

gboolean
rw_cli_write_rejects (RwCli *cli, RwTable *table, const char *path, GError **error)
{
  RwSource *source = rw_table_get_source (table);
  g_autoptr (RwOutput) output = rw_cli_open_output (cli, source, path, error);

  return output != NULL && rw_rejects_write (table, FALSE, output, cli->cancellable, error) &&
         rw_output_commit (output, error);
}

/* The first line with a problem, and which one it is; FALSE: there is none. */
static gboolean
find_first (RwTable *table, guint64 *line, RwProblemCause *cause)
{
  GPtrArray *examples = rw_problems_get_examples (rw_table_get_problems (table));
  const GArray *asides = rw_index_get_asides (rw_table_get_index (table));

  *cause = RW_N_PROBLEM_CAUSES;
  if (examples->len > 0)
    {
      const RwProblem *problem = examples->pdata[0];
      *line = rw_table_get_line (table, problem->record);
      *cause = problem->cause;
    }
  for (guint i = 0; i < asides->len; i++)
    {
      const RwAside *aside = &g_array_index (asides, RwAside, i);
      if (aside->cause == RW_N_PROBLEM_CAUSES)
        continue;
      if (*cause == RW_N_PROBLEM_CAUSES || aside->line < *line)
        {
          *line = aside->line;
          *cause = aside->cause;
        }
      break;
    }
  return *cause != RW_N_PROBLEM_CAUSES;
}

gboolean
rw_cli_check_strictly (RwTable *table, GError **error)
{
  guint64 line = 0;
  RwProblemCause cause;

  if (!find_first (table, &line, &cause))
    return TRUE;
  g_autofree char *number = rw_format_count (line);
  /* Translators: the file, a line, and what is wrong there */
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
               _ ("“%s” has a problem on line %s: %s. Mend it, or leave --strict out."),
               rw_source_get_name (rw_table_get_source (table)), number,
               rw_problem_cause_get_title (cause));
  return FALSE;
}
