/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-comparison.h"

#include "rw-cli-output.h"
#include "rw-cli-table.h"
#include "rw-figure-text.h"
#include "rw-format.h"

#include <glib/gi18n.h>

#define MAX_WIDTH 40

static void
add_figure (GPtrArray *lines, const RwModelComparison *comparison, RwFigureId figure)
{
  gboolean judged = rw_figure_get_direction (figure) != 0;
  RwBetter better = rw_model_comparison_get_better (comparison, figure);

  rw_cli_table_add (
      lines, g_strdup (rw_figure_text_get_title (rw_figure_get_id (figure))),
      rw_figure_text_dup (rw_figure_get (figure, &comparison->a->metrics)),
      rw_figure_text_dup (rw_figure_get (figure, &comparison->b->metrics)),
      rw_figure_text_dup_difference (comparison->differences[figure]),
      rw_figure_text_dup_difference_interval (comparison->difference_intervals[figure]),
      g_strdup (judged ? rw_better_get_title (better) : ""), NULL);
}

/* The calibration error has no interval; what chance gives stands below it. */
static void
add_calibration (GPtrArray *lines, const RwModelComparison *comparison)
{
  const RwEvaluation *a = comparison->a;
  const RwEvaluation *b = comparison->b;

  rw_cli_table_add (lines, g_strdup (rw_figure_text_get_title ("ece")),
                    rw_figure_text_dup (a->metrics.ece), rw_figure_text_dup (b->metrics.ece),
                    rw_figure_text_dup_difference (b->metrics.ece - a->metrics.ece), g_strdup (""),
                    g_strdup (""), NULL);
  /* Translators: the calibration error that chance alone gives */
  rw_cli_table_add (lines, g_strdup (_ ("  by chance")),
                    rw_figure_text_dup (a->calibration.ece_floor),
                    rw_figure_text_dup (b->calibration.ece_floor), g_strdup (""), g_strdup (""),
                    g_strdup (""), NULL);
}

static void
print_figures (const RwModelComparison *comparison)
{
  g_autoptr (GPtrArray) lines = rw_cli_table_new ();

  rw_cli_table_add (lines, g_strdup (_ ("Figure")), g_strdup ("A"), g_strdup ("B"),
                    g_strdup ("B − A"), g_strdup (_ ("95 % interval")), g_strdup (""), NULL);
  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    add_figure (lines, comparison, figure);
  add_calibration (lines, comparison);
  rw_cli_table_print (lines, "lrrrr", MAX_WIDTH, stdout);
}

static void
print_bands (const RwModelComparison *comparison)
{
  g_autoptr (GPtrArray) lines = rw_cli_table_new ();

  rw_cli_table_add (
      lines, /* Translators: heads of a table of customers, by their risk with model A and with B */
      g_strdup (_ ("Risk with A")), g_strdup (_ ("low with B")), g_strdup (_ ("medium with B")),
      g_strdup (_ ("high with B")), NULL);
  for (RwRisk from = 0; from < RW_N_RISKS; from++)
    rw_cli_table_add (lines, g_strdup (rw_risk_get_title (from)),
                      rw_format_count (comparison->bands[from][RW_RISK_LOW]),
                      rw_format_count (comparison->bands[from][RW_RISK_MEDIUM]),
                      rw_format_count (comparison->bands[from][RW_RISK_HIGH]), NULL);
  rw_cli_table_print (lines, "lrrr", MAX_WIDTH, stdout);
}

static void
print_changed (const RwModelComparison *comparison)
{
  double all = MAX (comparison->n_rows, 1);
  g_autofree char *rows = rw_format_customers (comparison->changed->len);
  g_autofree char *share = rw_format_percent (comparison->changed->len / all);
  g_autofree char *higher = rw_format_count (rw_model_comparison_count_higher (comparison));
  g_autofree char *lower = rw_format_count (rw_model_comparison_count_lower (comparison));

  /* Translators: "812 customers", "11.5 %", and how many of them are in a higher and a lower band
   */
  g_print (_ ("\nIn another band with B: %s (%s); higher: %s, lower: %s\n"), rows, share, higher,
           lower);
}

void
rw_cli_comparison_print (const RwModelComparison *comparison, const char *const titles[2])
{
  const RwMetrics *metrics = &comparison->a->metrics;
  g_autofree char *a = rw_cli_make_printable (titles[0]);
  g_autofree char *b = rw_cli_make_printable (titles[1]);
  g_autofree char *rows = rw_format_count (metrics->n);
  g_autofree char *positives = rw_format_count (metrics->n_positive);
  g_autofree char *share = rw_format_percent ((double) metrics->n_positive / MAX (metrics->n, 1));
  g_autofree char *threshold = rw_format_percent (metrics->threshold);

  /* Translators: how many customers there are, how many of them left, and that as a percentage */
  g_print (_ ("Customers: %s; of them left: %s (%s)\n"), rows, positives, share);
  /* Translators: names of two models, and a probability, "50.0 %" */
  g_print (_ ("A: %s\nB: %s\nCustomers from %s on are called leavers.\n\n"), a, b, threshold);
  print_figures (comparison);
  print_changed (comparison);
  print_bands (comparison);
}
