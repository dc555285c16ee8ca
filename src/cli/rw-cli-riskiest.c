/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-report.h"

#include "rw-cli-table.h"
#include "rw-format.h"
#include "rw-key-columns.h"
#include "rw-rank.h"
#include "rw-risk.h"

#include <glib/gi18n.h>

#define N_RISKIEST 10u
#define N_REASONS  4u /* columns shown behind the name */
#define N_OWN      3u /* columns in front of those of the file */
#define MAX_WIDTH  20

static char *
dup_cell (GPtrArray *cells, guint column)
{
  gsize length = 0;
  const char *bytes = column < cells->len ? g_bytes_get_data (cells->pdata[column], &length) : "";

  return g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);
}

static GStrv
new_line (guint n_cells)
{
  return g_new0 (char *, n_cells + 1);
}

static GStrv
make_heading (RwTable *table, GArray *columns)
{
  GStrv line = new_line (N_OWN + columns->len);

  /* Translators: title of a narrow column: 1 is the customer most likely to leave */
  line[0] = g_strdup (C_ ("column", "Rank"));
  /* Translators: title of a narrow column: the churn probability */
  line[1] = g_strdup (C_ ("column", "Churn"));
  line[2] = g_strdup (C_ ("column", "Risk"));
  for (guint i = 0; i < columns->len; i++)
    line[N_OWN + i] = g_strdup (
        rw_column_get_name (rw_table_get_column (table, g_array_index (columns, guint, i))));
  return line;
}

static GStrv
make_customer (RwTable *table, RwScores *scores, guint32 row, guint32 rank, GArray *columns,
               GError **error)
{
  float probability = rw_scores_get_probabilities (scores)[row];
  RwRisk risk = rw_risk_bands_classify (&rw_risk_bands, probability);
  g_autoptr (GPtrArray) cells = rw_table_read_record (table, (guint64) row + 1, error);

  if (cells == NULL)
    return NULL;
  GStrv line = new_line (N_OWN + columns->len);
  line[0] = rw_format_count (rank);
  line[1] = rw_format_percent ((double) probability);
  line[2] = g_strdup (rw_risk_get_title (risk));
  for (guint i = 0; i < columns->len; i++)
    line[N_OWN + i] = dup_cell (cells, g_array_index (columns, guint, i));
  return line;
}

static gboolean
add_customers (GPtrArray *lines, RwTable *table, RwScores *scores, GArray *columns, GError **error)
{
  const RwRows *order = rw_scores_get_descending (scores);
  g_autofree guint32 *ranks = rw_rank_scores (scores);

  for (guint32 i = 0; i < MIN (rw_rows_get_n (order), N_RISKIEST); i++)
    {
      guint32 row = rw_rows_get (order)[i];
      GStrv line = make_customer (table, scores, row, ranks[row], columns, error);
      if (line == NULL)
        return FALSE;
      g_ptr_array_add (lines, line);
    }
  return TRUE;
}

gboolean
rw_cli_report_riskiest (RwAnalysis *analysis, FILE *file, GError **error)
{
  RwTable *table = rw_analysis_get_table (analysis);
  RwScores *scores = rw_analysis_get_scores (analysis);
  g_autoptr (GPtrArray) lines = rw_cli_table_new ();
  g_autoptr (GArray) columns = rw_key_columns_pick (table, rw_analysis_get_model (analysis),
                                                    rw_analysis_get_mapping (analysis), N_REASONS);

  g_ptr_array_add (lines, make_heading (table, columns));
  if (!add_customers (lines, table, scores, columns, error))
    return FALSE;
  fprintf (file, "\n%s\n", _ ("Riskiest customers"));
  rw_cli_table_print (lines, "rr", MAX_WIDTH, file);
  return TRUE;
}
