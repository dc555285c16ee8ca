/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-histogram.h"
#include "rw-summary.h"

G_BEGIN_DECLS

/* Bins of the histogram that is kept; those shown are merged from it. */
#define RW_ANALYSIS_N_BINS 100u

/**
 * RwAnalysis: a customer file scored by a model, with its figures: what window, command line and
 * workers start from. Immutable and thread-safe.
 */
#define RW_TYPE_ANALYSIS (rw_analysis_get_type ())
G_DECLARE_FINAL_TYPE (RwAnalysis, rw_analysis, RW, ANALYSIS, GObject)

/* Matches the columns, loads and scores. @given: what somebody said of the columns, or NULL;
 * @options: how to load (NULL: the defaults); its hint is rw_matching_hint(). Errors: those of
 * rw_table_load(), rw_matching_hint() and rw_scores_compute(): RW_ERROR_MISMATCH when a person must
 * say first which columns are read. */
RwAnalysis *rw_analysis_run (RwSource *source, RwModel *model, const RwMapping *given,
                             const RwTableOptions *options, RwProgress *progress,
                             GCancellable *cancellable, GError **error);

/* A file that was scored elsewhere, with the scores that are in it. Errors: those of
 * rw_table_load() and rw_result_read_scores(). */
RwAnalysis *rw_analysis_read_result (RwSource *source, RwProgress *progress,
                                     GCancellable *cancellable, GError **error);

RwTable *rw_analysis_get_table (RwAnalysis *self);
RwScores *rw_analysis_get_scores (RwAnalysis *self);

/* NULL for a file that was scored elsewhere. */
RwModel *rw_analysis_get_model (RwAnalysis *self);
const RwMapping *rw_analysis_get_mapping (RwAnalysis *self);

/* With the bands that ship (rw_risk_bands). */
const RwSummary *rw_analysis_get_summary (RwAnalysis *self);

/* All churn probabilities in RW_ANALYSIS_N_BINS bins. */
const RwHistogram *rw_analysis_get_histogram (RwAnalysis *self);

G_END_DECLS
