/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-report.h"

#include "rw-cli-output.h"
#include "rw-histogram.h"
#include "rw-order.h"
#include "rw-rank.h"
#include "rw-risk.h"

#include <glib/gi18n.h>

#define N_RISKIEST 10u
#define N_REASONS  4u /* columns shown beside the name */
#define CELL_WIDTH 18
#define N_BINS     20u
#define BAR_WIDTH  50u

static void
print_band (const RwSummary *summary, RwRisk risk, const char *range, FILE *file)
{
  g_autofree char *count = rw_cli_format_count (summary->n_of_risk[risk]);
  g_autofree char *percent =
      rw_cli_format_percent ((double) summary->n_of_risk[risk] / summary->n_rows);

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
  g_autofree char *rows = rw_cli_format_count (rw_table_get_n_rows (table));
  const char *name = rw_source_get_name (rw_table_get_source (table));

  fprintf (file,
           g_dngettext (GETTEXT_PACKAGE, "%s: %s customer, %u columns\n",
                        "%s: %s customers, %u columns\n", rw_table_get_n_rows (table)),
           name, rows, rw_table_get_n_columns (table));
  fprintf (file, _ ("Model: %s (%.8s)\n\n"), rw_model_get_manifest (model)->title,
           rw_model_get_sha256 (model));
}

static void
print_mean (const RwSummary *summary, FILE *file)
{
  g_autofree char *mean = rw_cli_format_percent (summary->mean);
  g_autofree char *median = rw_cli_format_percent (summary->quantiles[2]);
  g_autofree char *low = rw_cli_format_percent (summary->quantiles[0]);
  g_autofree char *high = rw_cli_format_percent (summary->quantiles[4]);

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
      g_autofree char *text = rw_cli_format_count (count);
      if (count > 0)
        fprintf (file, _ ("Note: %s × %s (“retainwise-cli inspect” lists them)\n"), text,
                 rw_problem_cause_get_title ((RwProblemCause) cause));
    }
}

static void
print_inputs (RwScores *scores, FILE *file)
{
  const RwManifest *manifest = rw_model_get_manifest (rw_scores_get_model (scores));
  const RwInputCounts *counts = rw_scores_get_counts (scores);

  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      g_autofree char *missing = rw_cli_format_count (counts[i].n_missing);
      g_autofree char *unseen = rw_cli_format_count (counts[i].n_unseen);
      if (counts[i].n_missing > 0)
        fprintf (file, _ ("Note: “%s” is missing in %s rows\n"), input->name, missing);
      if (counts[i].n_unseen > 0)
        fprintf (file, _ ("Note: “%s” has a value the model does not know in %s rows\n"),
                 input->name, unseen);
    }
}

gboolean
rw_cli_report_summary (RwTable *table, RwScores *scores, GCancellable *cancellable, FILE *file,
                       GError **error)
{
  RwSummary summary;

  if (!rw_summary_compute (scores, &rw_risk_bands, &summary, cancellable, error))
    return FALSE;
  print_head (table, scores, file);
  print_bands (&summary, file);
  print_mean (&summary, file);
  print_problems (table, file);
  print_inputs (scores, file);
  return TRUE;
}

/* The column that names a customer: the first one of texts, else the first one. */
static guint
find_name_column (RwTable *table)
{
  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    if (rw_column_get_kind (rw_table_get_column (table, i)) == RW_COLUMN_TEXT)
      return i;
  return 0;
}

static guint
find_column_index (RwTable *table, const char *name)
{
  const RwColumn *column = rw_table_find_column (table, name);

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    if (rw_table_get_column (table, i) == column)
      return i;
  return 0;
}

/* The name, then the columns that the model makes most of. */
static GArray *
pick_columns (RwTable *table, RwModel *model)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) inputs = rw_model_rank_inputs (model);
  guint name = find_name_column (table);

  g_array_append_val (columns, name);
  for (guint i = 0; i < inputs->len && columns->len <= N_REASONS; i++)
    {
      const RwManifest *manifest = rw_model_get_manifest (model);
      const RwInput *input = manifest->inputs->pdata[g_array_index (inputs, guint, i)];
      guint column = find_column_index (table, input->name);
      if (column != name)
        g_array_append_val (columns, column);
    }
  return columns;
}

static char *
dup_cell (GPtrArray *cells, guint column)
{
  gsize length = 0;
  const char *bytes = column < cells->len ? g_bytes_get_data (cells->pdata[column], &length) : "";

  return g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);
}

static gboolean
print_customer (RwTable *table, RwScores *scores, guint32 row, guint32 rank, GArray *columns,
                FILE *file, GError **error)
{
  float probability = rw_scores_get_probabilities (scores)[row];
  RwRisk risk = rw_risk_bands_classify (&rw_risk_bands, probability);
  g_autoptr (GPtrArray) cells = rw_table_read_record (table, (guint64) row + 1, error);
  g_autofree char *number = rw_cli_format_count (rank);
  g_autofree char *percent = rw_cli_format_percent ((double) probability);

  if (cells == NULL)
    return FALSE;
  rw_cli_print_cell (file, number, -5);
  rw_cli_print_cell (file, percent, -9);
  fputs ("  ", file);
  rw_cli_print_cell (file, rw_risk_get_title (risk), 7);
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *cell = dup_cell (cells, g_array_index (columns, guint, i));
      fputs ("  ", file);
      rw_cli_print_cell (file, cell, CELL_WIDTH);
    }
  fputc ('\n', file);
  return TRUE;
}

static void
print_column_names (RwTable *table, GArray *columns, FILE *file)
{
  rw_cli_print_cell (file, _ ("Rank"), -5);
  rw_cli_print_cell (file, _ ("Churn"), -9);
  fputs ("  ", file);
  rw_cli_print_cell (file, _ ("Risk"), 7);
  for (guint i = 0; i < columns->len; i++)
    {
      const RwColumn *column = rw_table_get_column (table, g_array_index (columns, guint, i));
      fputs ("  ", file);
      rw_cli_print_cell (file, rw_column_get_name (column), CELL_WIDTH);
    }
  fputc ('\n', file);
}

gboolean
rw_cli_report_riskiest (RwTable *table, RwScores *scores, GCancellable *cancellable, FILE *file,
                        GError **error)
{
  g_autoptr (RwRows) order = rw_order_by_scores (scores, TRUE, NULL, cancellable, error);
  g_autofree guint32 *ranks = order != NULL ? rw_rank_scores (scores, cancellable, error) : NULL;

  if (ranks == NULL)
    return FALSE;
  g_autoptr (GArray) columns = pick_columns (table, rw_scores_get_model (scores));
  fprintf (file, "\n%s\n", _ ("Riskiest customers"));
  print_column_names (table, columns, file);
  for (guint32 i = 0; i < MIN (rw_rows_get_n (order), N_RISKIEST); i++)
    {
      guint32 row = rw_rows_get (order)[i];
      if (!print_customer (table, scores, row, ranks[row], columns, file, error))
        return FALSE;
    }
  return TRUE;
}

static void
print_bin (const RwHistogram *histogram, guint bin, guint64 most, FILE *file)
{
  const char *mark = g_get_charset (NULL) ? "█" : "#";
  guint64 length = most > 0 ? (histogram->counts[bin] * BAR_WIDTH + most - 1) / most : 0;
  g_autofree char *count = rw_cli_format_count (histogram->counts[bin]);

  fprintf (file, "  %3u – %3u %%  ", bin * 100 / histogram->n_bins,
           (bin + 1) * 100 / histogram->n_bins);
  for (guint64 i = 0; i < length; i++)
    fputs (mark, file);
  fprintf (file, "%s%s\n", length > 0 ? " " : "", count);
}

gboolean
rw_cli_report_histogram (RwScores *scores, GCancellable *cancellable, FILE *file, GError **error)
{
  g_autoptr (RwHistogram) histogram =
      rw_histogram_new_scores (scores, NULL, N_BINS, cancellable, error);
  guint64 most = 0;

  if (histogram == NULL)
    return FALSE;
  for (guint i = 0; i < N_BINS; i++)
    most = MAX (most, histogram->counts[i]);
  fprintf (file, "\n%s\n", _ ("Customers by churn probability"));
  for (guint i = 0; i < N_BINS; i++)
    print_bin (histogram, i, most, file);
  return TRUE;
}
