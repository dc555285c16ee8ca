/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-evaluation.h"
#include "rw-labels.h"
#include "rw-risk.h"

G_BEGIN_DECLS

/* Two models, A and B, on the same customers. */
typedef struct
{
  RwEvaluation *a; /* on the rows that have a label */
  RwEvaluation *b;
  double differences[RW_N_FIGURES];              /* B's figure − A's; NAN where undefined */
  RwInterval difference_intervals[RW_N_FIGURES]; /* 95 %, both measured on the same resamples */
  guint32 n_rows;                                /* labelled or not */
  guint32 bands[RW_N_RISKS][RW_N_RISKS];         /* rows by A's band, then by B's */
  GArray *changed; /* guint32: rows whose band is another with B, ascending */
} RwModelComparison;

/* What a difference's interval says. */
typedef enum
{
  RW_BETTER_NEITHER, /* it holds 0: may be chance; also where no figure is better than another */
  RW_BETTER_A,       /* A is better */
  RW_BETTER_B,
} RwBetter;

/**
 * rw_model_comparison_new: compares the probabilities that two models give @n_rows rows. Evaluated
 * are those of @labels (NULL: none, so that no figure is defined). Takes twice as long as
 * rw_evaluation_new(), whose figures and intervals of either model it has for the same @seed. Fails
 * only when cancelled.
 */
RwModelComparison *rw_model_comparison_new (const float *a, const float *b, guint32 n_rows,
                                            const RwLabels *labels, const RwRiskBands *bands,
                                            double threshold, guint64 seed,
                                            GCancellable *cancellable, GError **error);
void rw_model_comparison_free (RwModelComparison *comparison);

/* In the reader's language: "A is better", "may be chance". */
const char *rw_better_get_title (RwBetter better);

RwBetter rw_model_comparison_get_better (const RwModelComparison *comparison, RwFigureId figure);

/* Rows whose band is higher with B than with A, or lower. */
guint32 rw_model_comparison_count_higher (const RwModelComparison *comparison);
guint32 rw_model_comparison_count_lower (const RwModelComparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwModelComparison, rw_model_comparison_free)

G_END_DECLS
