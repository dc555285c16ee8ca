/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-analysis.h"

#include "rw-matching.h"
#include "rw-result.h"

struct _RwAnalysis
{
  GObject parent_instance;

  RwTable *table;
  RwScores *scores;
  RwSummary summary;
  RwHistogram *histogram;
};

G_DEFINE_FINAL_TYPE (RwAnalysis, rw_analysis, G_TYPE_OBJECT)

static void
rw_analysis_finalize (GObject *object)
{
  RwAnalysis *self = RW_ANALYSIS (object);

  g_clear_object (&self->table);
  g_clear_object (&self->scores);
  g_clear_pointer (&self->histogram, rw_histogram_free);
  G_OBJECT_CLASS (rw_analysis_parent_class)->finalize (object);
}

static void
rw_analysis_class_init (RwAnalysisClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_analysis_finalize;
}

static void
rw_analysis_init (RwAnalysis *self G_GNUC_UNUSED)
{
}

static RwAnalysis *
analysis_new (RwTable *table, RwScores *scores, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwAnalysis) self = g_object_new (RW_TYPE_ANALYSIS, NULL);

  self->table = g_object_ref (table);
  self->scores = g_object_ref (scores);
  self->summary = rw_summary_compute (scores, &rw_risk_bands);
  self->histogram = rw_histogram_new_scores (scores, NULL, RW_ANALYSIS_N_BINS, cancellable, error);
  return self->histogram != NULL ? g_steal_pointer (&self) : NULL;
}

RwAnalysis *
rw_analysis_run (RwSource *source, RwModel *model, const RwMapping *given,
                 const RwTableOptions *options, RwProgress *progress, GCancellable *cancellable,
                 GError **error)
{
  g_auto (RwMatching) matching = { .manifest = rw_model_get_manifest (model),
                                   .given = given,
                                   .file = rw_source_get_name (source) };
  RwTableOptions loading = options != NULL ? *options : (RwTableOptions){ 0 };
  guint n_threads = loading.n_threads;

  loading.hint = rw_matching_hint;
  loading.hint_data = &matching;
  g_autoptr (RwTable) table = rw_table_load (source, &loading, progress, cancellable, error);
  g_autoptr (RwScores) scores = table != NULL
                                    ? rw_scores_compute (table, model, matching.mapping, n_threads,
                                                         progress, cancellable, error)
                                    : NULL;

  return scores != NULL ? analysis_new (table, scores, cancellable, error) : NULL;
}

RwAnalysis *
rw_analysis_read_result (RwSource *source, RwProgress *progress, GCancellable *cancellable,
                         GError **error)
{
  RwTableOptions options = { 0 };
  g_autoptr (RwTable) table = rw_table_load (source, &options, progress, cancellable, error);
  g_autoptr (RwScores) scores = table != NULL ? rw_result_read_scores (table, error) : NULL;

  return scores != NULL ? analysis_new (table, scores, cancellable, error) : NULL;
}

RwTable *
rw_analysis_get_table (RwAnalysis *self)
{
  return self->table;
}

RwScores *
rw_analysis_get_scores (RwAnalysis *self)
{
  return self->scores;
}

RwModel *
rw_analysis_get_model (RwAnalysis *self)
{
  return rw_scores_get_model (self->scores);
}

const RwMapping *
rw_analysis_get_mapping (RwAnalysis *self)
{
  return rw_scores_get_mapping (self->scores);
}

const RwSummary *
rw_analysis_get_summary (RwAnalysis *self)
{
  return &self->summary;
}

const RwHistogram *
rw_analysis_get_histogram (RwAnalysis *self)
{
  return self->histogram;
}
