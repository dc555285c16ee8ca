/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the time of each step from a CSV file to a scored one. usage: bench-steps CSV MODEL OUT */
#include "rw-encoder.h"
#include "rw-export.h"
#include "rw-matching.h"
#include "rw-order.h"
#include "rw-parallel.h"
#include "rw-scores.h"

#include <glib/gprintf.h>

#define BLOCK_ROWS 4096u

typedef struct
{
  RwTable *table;
  const RwManifest *manifest;
  const RwEncoder *encoder;
} Encoding;

static void
print_step (const char *name, double seconds, RwTable *table)
{
  g_printf ("  %-16s %8.3f s %10.1f million rows/s\n", name, seconds,
            rw_table_get_n_rows (table) / seconds / 1e6);
}

static gboolean
encode_block (gsize task, gpointer data, GError **error G_GNUC_UNUSED)
{
  Encoding *encoding = data;
  guint32 first = (guint32) task * BLOCK_ROWS;
  guint32 n = MIN (BLOCK_ROWS, rw_table_get_n_rows (encoding->table) - first);
  guint n_features = encoding->manifest->features->len;
  g_autofree float *features = g_new (float, (gsize) n *n_features);
  g_autofree RwInputCounts *counts = g_new0 (RwInputCounts, encoding->manifest->inputs->len);

  rw_encoder_encode (encoding->encoder, first, n, features, counts);
  return TRUE;
}

/* Seconds to make the features of all rows, and throw them away. */
static double
time_encoding (RwTable *table, RwModel *model, const RwMapping *mapping, GError **error)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  g_autoptr (RwEncoder) encoder = rw_encoder_new (manifest, mapping, table, error);
  Encoding encoding = { table, manifest, encoder };
  gint64 start = g_get_monotonic_time ();

  if (encoder != NULL)
    rw_parallel_run ((rw_table_get_n_rows (table) + (gsize) BLOCK_ROWS - 1) / BLOCK_ROWS, 0,
                     encode_block, &encoding, NULL, error);
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static gboolean
run_steps (char **paths, GError **error)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (RwSource) source = rw_source_open (paths[1], NULL, error);
  g_autoptr (RwModel) model = source != NULL ? rw_model_load (paths[2], NULL, error) : NULL;
  g_autoptr (RwOutput) output = model != NULL ? rw_output_open (paths[3], error) : NULL;

  if (output == NULL)
    return FALSE;
  g_auto (RwMatching) matching = { .manifest = rw_model_get_manifest (model), .file = paths[1] };
  RwTableOptions options = { .hint = rw_matching_hint, .hint_data = &matching };
  g_autoptr (RwTable) table = rw_table_load (source, &options, progress, NULL, error);
  g_autoptr (RwScores) scores =
      table != NULL ? rw_scores_compute (table, model, matching.mapping, 0, progress, NULL, error)
                    : NULL;
  g_autoptr (RwRows) order =
      scores != NULL ? rw_order_by_scores (scores, TRUE, progress, NULL, error) : NULL;
  if (order == NULL ||
      !rw_export_write (table, scores, &rw_risk_bands, NULL, output, progress, NULL, error))
    return FALSE;
  RwProgressState state = rw_progress_get (progress);
  print_step ("index", state.seconds[RW_STAGE_INDEXING], table);
  print_step ("parse", state.seconds[RW_STAGE_PARSING], table);
  print_step ("encode", time_encoding (table, model, matching.mapping, error), table);
  print_step ("encode + score", state.seconds[RW_STAGE_SCORING], table);
  print_step ("sort by score", state.seconds[RW_STAGE_SORTING], table);
  print_step ("write", state.seconds[RW_STAGE_WRITING], table);
  return rw_output_commit (output, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 4)
    {
      g_printerr ("usage: bench-steps CSV MODEL OUT\n");
      return 2;
    }
  if (run_steps (argv, &error))
    return 0;
  g_printerr ("bench-steps: %s\n", error->message);
  return 1;
}
