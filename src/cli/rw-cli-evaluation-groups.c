/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-evaluation-groups.h"

#include "rw-cli-output.h"
#include "rw-cli-table.h"
#include "rw-evaluation-json.h"
#include "rw-figure-text.h"
#include "rw-format.h"

#include <glib/gi18n.h>

#define MAX_WIDTH 30
#define MAX_NAMES 10u /* of groups that are too small */

static char *
dup_name (const RwEvaluationGroup *group)
{
  return group->name != NULL ? rw_cli_make_printable (group->name) : g_strdup (_ ("(missing)"));
}

static void
add_heading (GPtrArray *lines)
{
  rw_cli_table_add (lines, g_strdup (_ ("Value")), g_strdup (_ ("Customers")),
                    g_strdup (_ ("Left")),
                    /* Translators: mean churn probability; a narrow column */
                    g_strdup (_ ("Mean")), g_strdup (_ ("AUC")), g_strdup (_ ("95 % interval")),
                    g_strdup (_ ("Precision")), g_strdup (_ ("Recall")),
                    /* Translators: calibration error; a narrow column */
                    g_strdup (_ ("ECE")), g_strdup (_ ("By chance")), NULL);
}

static void
add_group (GPtrArray *lines, const RwEvaluationGroup *group)
{
  const RwEvaluation *evaluation = group->evaluation;
  const RwMetrics *metrics = &evaluation->metrics;

  rw_cli_table_add (lines, dup_name (group), rw_format_count (group->n),
                    rw_format_percent ((double) group->n_positive / group->n),
                    rw_format_percent (metrics->mean_probability),
                    rw_figure_text_dup (metrics->auc),
                    rw_figure_text_dup_interval (evaluation->intervals[RW_FIGURE_AUC]),
                    rw_format_percent (metrics->precision), rw_format_percent (metrics->recall),
                    rw_figure_text_dup (metrics->ece),
                    rw_figure_text_dup (evaluation->calibration.ece_floor), NULL);
}

static void
print_small (const GPtrArray *groups)
{
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const RwEvaluationGroup *group = groups->pdata[i];
      if (group->evaluation != NULL || n++ >= MAX_NAMES)
        continue;
      g_autofree char *name = dup_name (group);
      g_autofree char *rows = rw_format_customers (group->n);
      /* Translators: a value of a column, "7 customers", how many of them left, and 10 */
      g_print (_ ("  too few to tell: %s (%s, of them left: %u; at least %u who left and %u who "
                  "stayed are needed)\n"),
               name, rows, group->n_positive, RW_GROUP_MIN_EACH, RW_GROUP_MIN_EACH);
    }
  if (n > MAX_NAMES)
    g_print (ngettext ("  too few to tell: %u more value; --json lists it\n",
                       "  too few to tell: %u more values; --json lists them\n", n - MAX_NAMES),
             n - MAX_NAMES);
}

void
rw_cli_evaluation_groups_print (const char *by, const GPtrArray *groups)
{
  g_autoptr (GPtrArray) lines = rw_cli_table_new ();
  g_autofree char *name = rw_cli_make_printable (by);

  /* Translators: %s is a column */
  g_print (_ ("\nBy “%s”: is the model as good for all?\n"), name);
  add_heading (lines);
  for (guint i = 0; i < groups->len; i++)
    if (((const RwEvaluationGroup *) groups->pdata[i])->evaluation != NULL)
      add_group (lines, groups->pdata[i]);
  if (lines->len > 1)
    rw_cli_table_print (lines, "lrrrrrrrrr", MAX_WIDTH, stdout);
  print_small (groups);
}

json_t *
rw_cli_evaluation_groups_to_json (const char *by, const GPtrArray *groups)
{
  json_t *array = json_array ();

  for (guint i = 0; i < groups->len; i++)
    {
      const RwEvaluationGroup *group = groups->pdata[i];
      json_t *object = json_pack (
          "{s:s?, s:I, s:I, s:b}", "value", group->name, "rows", (json_int_t) group->n, "positives",
          (json_int_t) group->n_positive, "too_few", group->evaluation == NULL);
      if (group->evaluation != NULL)
        {
          json_t *evaluation = rw_evaluation_to_json (group->evaluation);
          json_object_update (object, evaluation);
          json_decref (evaluation);
        }
      json_array_append_new (array, object);
    }
  return json_pack ("{s:s, s:o}", "column", by, "groups", array);
}
