/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-comparison.h"

#include "rw-analysis.h"
#include "rw-export.h"

/* SHA-256 of the file that would be written of @source. */
static char *
score (RwSource *source, RwModel *model, RwProgress *progress, GCancellable *cancellable,
       GError **error)
{
  g_autoptr (RwAnalysis) analysis =
      rw_analysis_run (source, model, NULL, NULL, progress, cancellable, error);
  g_autoptr (RwOutput) output = rw_output_open_sha256 ();

  if (analysis == NULL ||
      !rw_export_write (rw_analysis_get_table (analysis), rw_analysis_get_scores (analysis),
                        &rw_risk_bands, NULL, output, progress, cancellable, error))
    return NULL;
  return g_strdup (rw_output_get_sha256 (output));
}

static gboolean
has_changed (const RwScoredElsewhere *elsewhere, RwSource *source)
{
  return (gint64) rw_source_get_size (source) != elsewhere->size ||
         rw_source_get_modified_at (source) != elsewhere->modified_at;
}

static RwComparisonVerdict
judge (const RwScoredElsewhere *elsewhere, RwSource *source, const char *result_sha256,
       const char *model_sha256)
{
  if (g_str_equal (result_sha256, elsewhere->result_sha256))
    return RW_COMPARISON_SAME;
  if (has_changed (elsewhere, source))
    return RW_COMPARISON_OTHER_FILE;
  return g_strcmp0 (model_sha256, elsewhere->model_sha256) == 0 ? RW_COMPARISON_DIFFERENT
                                                                : RW_COMPARISON_OTHER_MODEL;
}

RwComparison *
rw_comparison_run (const RwScoredElsewhere *elsewhere, RwModel *model, RwProgress *progress,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (RwSource) source = rw_source_open (elsewhere->path, cancellable, error);
  g_autofree char *sha256 =
      source != NULL ? score (source, model, progress, cancellable, error) : NULL;

  if (sha256 == NULL)
    return NULL;
  RwComparison *comparison = g_new0 (RwComparison, 1);
  comparison->model_sha256 = g_strdup (rw_model_get_sha256 (model));
  comparison->other_model_sha256 = g_strdup (elsewhere->model_sha256);
  comparison->verdict = judge (elsewhere, source, sha256, comparison->model_sha256);
  return comparison;
}

void
rw_comparison_free (RwComparison *comparison)
{
  g_free (comparison->model_sha256);
  g_free (comparison->other_model_sha256);
  g_free (comparison);
}
