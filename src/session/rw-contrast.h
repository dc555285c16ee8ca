/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-analysis.h"
#include "rw-choices.h"
#include "rw-model-comparison.h"

G_BEGIN_DECLS

/* The models that are compared, by their places. */
typedef enum
{
  RW_CONTRAST_A,
  RW_CONTRAST_B,
  RW_CONTRAST_N_MODELS
} RwContrastSide;

/* What is to be compared. Borrowed. */
typedef struct
{
  RwAnalysis *analysis;     /* of the file that is shown */
  const RwChoices *choices; /* with which it was read; NULL: nothing was said */
  RwModel *models[RW_CONTRAST_N_MODELS];
  const char *names[RW_CONTRAST_N_MODELS];
  const char *label; /* the column that says who left; NULL: found out; "": none */
  double threshold;  /* as in RwMetrics */
} RwContrastRequest;

/**
 * RwContrast: what two models say of the customers of one file. Immutable, reference counted,
 * thread-safe.
 */
typedef struct
{
  RwAnalysis *analysis;
  char *names[RW_CONTRAST_N_MODELS];
  GStrv candidates; /* names of the columns with exactly two different values */
  char *label;      /* one of them; NULL: none, so that no figure is defined */
  char *positive;   /* its value that means “left”; the rarer one where no value says so */
  RwModelComparison *comparison;
  double means[RW_CONTRAST_N_MODELS]; /* churn probability, of all rows */
  guint32 n_rising; /* rows whose probability, in millionths, is higher with B; and lower */
  guint32 n_falling;
} RwContrast;

/**
 * rw_contrast_run: reads the file once more for each model that has not scored it yet, and once for
 * B at least. Its columns are found as somebody said, if that is known, else by their names.
 * Errors: RW_ERROR_MISMATCH, naming the model that the file does not fit; those of rw_table_load(),
 * rw_scores_compute() and rw_labels_read().
 */
RwContrast *rw_contrast_run (const RwContrastRequest *request, RwProgress *progress,
                             GCancellable *cancellable, GError **error);

RwContrast *rw_contrast_ref (RwContrast *self);
void rw_contrast_unref (RwContrast *self);

/* The rows whose band is another one with B (transfer full). */
RwRows *rw_contrast_list_changed (const RwContrast *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwContrast, rw_contrast_unref)

G_END_DECLS
