/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-report.h"

#include "rw-cli-mapping.h"
#include "rw-cli-output.h"
#include "rw-format.h"
#include "rw-histogram.h"
#include "rw-risk.h"

#include <glib/gi18n.h>

#define MAX_ASIDES 10u /* that are listed */

#define N_BINS    20u
#define BAR_WIDTH 50u

static void
print_band (const RwSummary *summary, RwRisk risk, const char *range, FILE *file)
{
  g_autofree char *count = rw_format_count (summary->n_of_risk[risk]);
  g_autofree char *percent =
      rw_format_percent ((double) summary->n_of_risk[risk] / summary->n_rows);

  fputs ("  ", file);
  rw_cli_print_cell (file, rw_risk_get_title (risk), 8);
  rw_cli_print_cell (file, range, 14);
  rw_cli_print_cell (file, count, -12);
  rw_cli_print_cell (file, percent, -9);
  fputc ('\n', file);
}

static void
print_bands (const RwSummary *summary, FILE *file)
{
  int high = (int) (rw_risk_bands.high / 10000);
  int medium = (int) (rw_risk_bands.medium / 10000);
  /* Translators: the churn probabilities of a band of risk; at most 13 letters each */
  g_autofree char *from_high = g_strdup_printf (_ ("from %d %%"), high);
  g_autofree char *between = g_strdup_printf (_ ("%d to %d %%"), medium, high);
  g_autofree char *below = g_strdup_printf (_ ("below %d %%"), medium);

  print_band (summary, RW_RISK_HIGH, from_high, file);
  print_band (summary, RW_RISK_MEDIUM, between, file);
  print_band (summary, RW_RISK_LOW, below, file);
}

static void
print_head (RwTable *table, RwScores *scores, FILE *file)
{
  RwModel *model = rw_scores_get_model (scores);
  g_autofree char *customers = rw_format_customers (rw_table_get_n_rows (table));
  g_autofree char *columns = rw_format_columns (rw_table_get_n_columns (table));
  g_autofree char *name = rw_cli_make_printable (rw_source_get_name (rw_table_get_source (table)));
  g_autofree char *title = rw_cli_make_printable (rw_model_get_manifest (model)->title);
  g_autofree char *coverage = rw_cli_format_coverage (model, rw_scores_get_mapping (scores));

  fprintf (file, "%s: %s, %s\n", name, customers, columns);
  /* Translators: the name of the model and the first digits of its hash */
  fprintf (file, _ ("Model: %s (%.8s)\n"), title, rw_model_get_sha256 (model));
  /* Translators: how many of the columns that the model reads were found */
  fprintf (file, _ ("Its columns: %s\n\n"), coverage);
}

static void
print_mean (const RwSummary *summary, FILE *file)
{
  g_autofree char *mean = rw_format_percent (summary->mean);
  g_autofree char *median = rw_format_percent (summary->quantiles[2]);
  g_autofree char *low = rw_format_percent (summary->quantiles[0]);
  g_autofree char *high = rw_format_percent (summary->quantiles[4]);

  /* Translators: of the churn probabilities of all customers */
  fprintf (file,
           _ ("\nChurn probability: mean %s, median %s, nine in ten customers between %s and %s\n"),
           mean, median, low, high);
}

static void
print_problems (RwTable *table, FILE *file)
{
  RwProblems *problems = rw_table_get_problems (table);

  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    {
      guint64 count = rw_problems_get_count (problems, (RwProblemCause) cause);
      g_autofree char *text = rw_format_count (count);
      if (count > 0)
        /* Translators: how often, and what is wrong: “3 × text in a column of numbers” */
        fprintf (file, _ ("Note: %s × %s (“retainwise-cli inspect” lists them)\n"), text,
                 rw_problem_cause_get_title ((RwProblemCause) cause));
    }
}

void
rw_cli_report_asides (RwTable *table, FILE *file)
{
  const GArray *asides = rw_index_get_asides (rw_table_get_index (table));
  guint64 n = rw_index_get_n_aside (rw_table_get_index (table));
  g_autofree char *rows = rw_format_rows (n);
  guint shown = 0;

  if (n > 0)
    fprintf (file, _ ("Set aside, not among the rows: %s\n"), rows);
  for (guint i = 0; i < asides->len && shown < MAX_ASIDES; i++)
    {
      const RwAside *aside = &g_array_index (asides, RwAside, i);
      if (aside->cause == RW_N_PROBLEM_CAUSES)
        continue;
      g_autofree char *line = rw_format_count (aside->line);
      /* Translators: a line of the file and what is wrong there */
      fprintf (file, _ ("  line %s: %s\n"), line, rw_problem_cause_get_title (aside->cause));
      shown++;
    }
}

static void
print_inputs (RwScores *scores, FILE *file)
{
  const RwManifest *manifest = rw_model_get_manifest (rw_scores_get_model (scores));
  const RwInputCounts *counts = rw_scores_get_counts (scores);
  const RwMapping *mapping = rw_scores_get_mapping (scores);

  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      g_autofree char *name = rw_cli_make_printable (input->name);
      g_autofree char *missing = rw_format_count (counts[i].n_missing);
      g_autofree char *unseen = rw_format_count (counts[i].n_unseen);
      if (((const RwInputMapping *) mapping->inputs->pdata[i])->column == NULL)
        fprintf (file, _ ("Note: the file has no column for “%s”\n"), name);
      else if (counts[i].n_missing > 0)
        fprintf (file,
                 ngettext ("Note: “%s” is missing in %s row\n",
                           "Note: “%s” is missing in %s rows\n", (gulong) counts[i].n_missing),
                 name, missing);
      if (counts[i].n_unseen > 0)
        fprintf (file,
                 ngettext ("Note: “%s” has a value the model does not know in %s row\n",
                           "Note: “%s” has a value the model does not know in %s rows\n",
                           (gulong) counts[i].n_unseen),
                 name, unseen);
    }
}

void
rw_cli_report_summary (RwAnalysis *analysis, FILE *file)
{
  RwTable *table = rw_analysis_get_table (analysis);
  RwScores *scores = rw_analysis_get_scores (analysis);
  const RwSummary *summary = rw_analysis_get_summary (analysis);

  print_head (table, scores, file);
  print_bands (summary, file);
  print_mean (summary, file);
  print_problems (table, file);
  rw_cli_report_asides (table, file);
  print_inputs (scores, file);
}

static void
print_bin (const RwHistogram *histogram, guint bin, guint64 most, FILE *file)
{
  const char *mark = g_get_charset (NULL) ? "█" : "#";
  guint64 length = most > 0 ? (histogram->counts[bin] * BAR_WIDTH + most - 1) / most : 0;
  g_autofree char *count = rw_format_count (histogram->counts[bin]);

  /* Translators: a bar of the histogram: churn probability from 5 to 10 percent */
  fprintf (file, _ ("  %3u – %3u %%  "), bin * 100 / histogram->n_bins,
           (bin + 1) * 100 / histogram->n_bins);
  for (guint64 i = 0; i < length; i++)
    fputs (mark, file);
  fprintf (file, "%s%s\n", length > 0 ? " " : "", count);
}

void
rw_cli_report_histogram (RwAnalysis *analysis, FILE *file)
{
  g_autoptr (RwHistogram) histogram =
      rw_histogram_new_merged (rw_analysis_get_histogram (analysis), N_BINS);
  guint64 most = 0;

  for (guint i = 0; i < N_BINS; i++)
    most = MAX (most, histogram->counts[i]);
  fprintf (file, "\n%s\n", _ ("Customers by churn probability"));
  for (guint i = 0; i < N_BINS; i++)
    print_bin (histogram, i, most, file);
}
