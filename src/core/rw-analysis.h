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

/* Loads and scores on @n_threads threads (0: one for each core). Errors: those of rw_table_load()
 * and rw_scores_compute(). */
RwAnalysis *rw_analysis_run (RwSource *source, RwModel *model, guint n_threads,
                             RwProgress *progress, GCancellable *cancellable, GError **error);

/* The same where something is known of how the file is written. */
RwAnalysis *rw_analysis_run_given (RwSource *source, RwModel *model, guint n_threads,
                                   const RwDialectGiven *given, RwProgress *progress,
                                   GCancellable *cancellable, GError **error);

/* A file that was scored elsewhere, with the scores that are in it. Errors: those of
 * rw_table_load() and rw_result_read_scores(). */
RwAnalysis *rw_analysis_read_result (RwSource *source, RwProgress *progress,
                                     GCancellable *cancellable, GError **error);

RwTable *rw_analysis_get_table (RwAnalysis *self);
RwScores *rw_analysis_get_scores (RwAnalysis *self);

/* NULL for a file that was scored elsewhere. */
RwModel *rw_analysis_get_model (RwAnalysis *self);

/* With the bands that ship (rw_risk_bands). */
const RwSummary *rw_analysis_get_summary (RwAnalysis *self);

/* All churn probabilities in RW_ANALYSIS_N_BINS bins. */
const RwHistogram *rw_analysis_get_histogram (RwAnalysis *self);

G_END_DECLS
