/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-evaluation.h"

#include "rw-cli-table.h"
#include "rw-figure-text.h"
#include "rw-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_WIDTH 70

/* Those that the threshold has nothing to do with, and those it has. */
static const RwFigureId of_probabilities[] = {
  RW_FIGURE_AUC,   RW_FIGURE_AVERAGE_PRECISION, RW_FIGURE_LIFT, RW_FIGURE_LOG_LOSS,
  RW_FIGURE_BRIER, RW_FIGURE_MEAN_PROBABILITY,
};
static const RwFigureId of_threshold[] = {
  RW_FIGURE_ACCURACY,
  RW_FIGURE_PRECISION,
  RW_FIGURE_RECALL,
  RW_FIGURE_F1,
};

static void
add_figures (GPtrArray *lines, const RwEvaluation *evaluation, const RwFigureId *figures, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *id = rw_figure_get_id (figures[i]);
      rw_cli_table_add (lines, g_strdup (rw_figure_text_get_title (id)),
                        rw_figure_text_dup (rw_figure_get (figures[i], &evaluation->metrics)),
                        rw_figure_text_dup_interval (evaluation->intervals[figures[i]]),
                        g_strdup (rw_figure_text_get_meaning (id)), NULL);
    }
}

static GPtrArray *
begin_figures (void)
{
  GPtrArray *lines = rw_cli_table_new ();

  rw_cli_table_add (lines, g_strdup (_ ("Figure")), g_strdup (_ ("Value")),
                    /* Translators: where a figure lies, 95 times in 100
                     * xgettext:no-c-format */
                    g_strdup (_ ("95 % interval")), g_strdup (_ ("What it means")), NULL);
  return lines;
}

static void
print_figures (const RwEvaluation *evaluation)
{
  g_autoptr (GPtrArray) lines = begin_figures ();
  double chance = evaluation->calibration.ece_floor;

  add_figures (lines, evaluation, of_probabilities, G_N_ELEMENTS (of_probabilities));
  rw_cli_table_add (lines, g_strdup (rw_figure_text_get_title ("ece")),
                    rw_figure_text_dup (evaluation->metrics.ece),
                    /* Translators: the calibration error that chance alone gives, as 0.0100 */
                    g_strdup_printf (_ ("by chance %.4f"), chance),
                    g_strdup (rw_figure_text_get_meaning ("ece")), NULL);
  rw_cli_table_print (lines, "lr", MAX_WIDTH, stdout);
}

static void
print_decisions (const RwEvaluation *evaluation)
{
  g_autoptr (GPtrArray) lines = begin_figures ();
  g_autofree char *threshold = rw_format_percent (evaluation->metrics.threshold);

  /* Translators: %s is a probability, "50.0 %" */
  g_print (_ ("\nCustomers from %s on called leavers:\n"), threshold);
  add_figures (lines, evaluation, of_threshold, G_N_ELEMENTS (of_threshold));
  rw_cli_table_print (lines, "lr", MAX_WIDTH, stdout);
}

static char *
dup_percents (double low, double high)
{
  g_autofree char *from = rw_format_percent (low);
  g_autofree char *to = rw_format_percent (high);

  return g_strdup_printf ("%s – %s", from, to);
}

static char *
dup_numbers (RwInterval interval)
{
  return g_strdup_printf ("%.2f – %.2f", interval.low, interval.high);
}

static const char *
judge (const RwCalibrationBin *bin)
{
  if (bin->rate > bin->expected.high)
    return _ ("probabilities too low");
  if (bin->rate < bin->expected.low)
    return _ ("probabilities too high");
  return "";
}

static void
print_calibration (const RwCalibrationBin *bins)
{
  g_autoptr (GPtrArray) lines = rw_cli_table_new ();

  g_print ("\n%s\n",
           _ ("Calibration: probabilities beside the shares that left, and the range that "
              "chance allows"));
  rw_cli_table_add (lines, g_strdup (_ ("Probability")), g_strdup (_ ("Customers")),
                    g_strdup (_ ("Mean")), g_strdup (_ ("Left")), g_strdup (_ ("By chance")),
                    g_strdup (""), NULL);
  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    if (bins[i].n > 0)
      rw_cli_table_add (
          lines,
          dup_percents (i / (double) RW_METRICS_N_BINS, (i + 1) / (double) RW_METRICS_N_BINS),
          rw_format_count (bins[i].n), rw_format_percent (bins[i].mean_probability),
          rw_format_percent (bins[i].rate),
          dup_percents (bins[i].expected.low, bins[i].expected.high), g_strdup (judge (&bins[i])),
          NULL);
  rw_cli_table_print (lines, "rrrrr", MAX_WIDTH, stdout);
}

static void
print_gains (const RwGain *gains)
{
  g_autoptr (GPtrArray) lines = rw_cli_table_new ();
  /* xgettext:no-c-format */
  const char *interval = _ ("95 % interval");

  g_print ("\n%s\n", _ ("Gains: tenths of the customers, the riskiest first; lift: times as many "
                        "leavers as in all"));
  rw_cli_table_add (lines, g_strdup (_ ("Tenth")), g_strdup (_ ("Customers")),
                    g_strdup (_ ("Left")), g_strdup (_ ("Share")), g_strdup (_ ("Lift")),
                    g_strdup (interval),
                    /* Translators: share of all leavers that this and riskier tenths have */
                    g_strdup (_ ("Reached so far")), g_strdup (interval), NULL);
  for (guint i = 0; i < RW_N_GAINS; i++)
    if (gains[i].n > 0)
      rw_cli_table_add (
          lines, rw_format_count (i + 1), rw_format_count (gains[i].n),
          rw_format_count ((guint64) lround (gains[i].positive)), rw_format_percent (gains[i].rate),
          g_strdup_printf ("%.2f", gains[i].lift), dup_numbers (gains[i].lift_interval),
          rw_format_percent (gains[i].reached),
          dup_percents (gains[i].reached_interval.low, gains[i].reached_interval.high), NULL);
  rw_cli_table_print (lines, "rrrrrrrr", MAX_WIDTH, stdout);
}

void
rw_cli_evaluation_print (const RwEvaluation *evaluation)
{
  const RwMetrics *metrics = &evaluation->metrics;
  g_autofree char *rows = rw_format_count (metrics->n);
  g_autofree char *positives = rw_format_count (metrics->n_positive);
  g_autofree char *share = rw_format_percent ((double) metrics->n_positive / MAX (metrics->n, 1));

  /* Translators: how many customers there are, how many of them left, and that as a percentage */
  g_print (_ ("Customers: %s; of them left: %s (%s)\n"), rows, positives, share);
  g_print ("\n");
  print_figures (evaluation);
  print_decisions (evaluation);
  print_calibration (evaluation->calibration.bins);
  print_gains (evaluation->gains);
}
