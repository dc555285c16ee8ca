/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-rejects.h"

#include "rw-error.h"
#include "rw-format.h"

#include <glib/gi18n.h>

static void
append_quoted (GString *text, const char *bytes, gsize length)
{
  g_string_append_c (text, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, bytes[i]);
    }
  g_string_append_c (text, '"');
}

/* A row may be far longer than any should be: its start tells enough. */
static gboolean
write_aside (RwSource *source, const RwAside *aside, RwOutput *output, GError **error)
{
  gsize length = (gsize) MIN (aside->end - aside->start, RW_CSV_MAX_CELL);
  g_autofree char *bytes = g_malloc (length + 1);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!rw_source_read (source, aside->start, bytes, length, error))
    return FALSE;
  g_string_append_printf (text, "%" G_GUINT64_FORMAT ",%s,", aside->line,
                          rw_problem_cause_get_id (aside->cause));
  append_quoted (text, bytes, rw_csv_strip_line_ends (bytes, length));
  g_string_append_c (text, '\n');
  return rw_output_write (output, text->str, text->len, error);
}

gboolean
rw_cli_write_rejects (RwCli *cli, RwTable *table, const char *path, GError **error)
{
  static const char header[] = "line,reason,row\n";
  RwSource *source = rw_table_get_source (table);
  RwSource *text = rw_table_get_text (table);
  const GArray *asides = rw_index_get_asides (rw_table_get_index (table));
  g_autoptr (RwOutput) output = rw_cli_open_output (cli, source, path, error);

  if (output == NULL || !rw_output_write (output, header, sizeof header - 1, error))
    return FALSE;
  for (guint i = 0; i < asides->len; i++)
    {
      const RwAside *aside = &g_array_index (asides, RwAside, i);
      if (aside->cause != RW_N_PROBLEM_CAUSES && !write_aside (text, aside, output, error))
        return FALSE;
    }
  return rw_source_check (source, error) && rw_output_commit (output, error);
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
