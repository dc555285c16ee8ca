/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RW_METRICS_N_BINS 10u

/* How far probabilities are kept off 0 and 1 in logarithms. */
#define RW_METRICS_KEPT_OFF 1e-15

/**
 * RwMetrics: how well probabilities p foretell labels y (0 or 1). All are defined as in
 * scikit-learn 1.2 where it has them; 0 where they are undefined (a class is missing).
 */
typedef struct
{
  guint32 n;
  guint32 n_positive;
  double mean_probability;
  double auc;               /* area under the ROC curve, ties counted half */
  double average_precision; /* Σ (recall step) × precision, over distinct probabilities */
  double log_loss; /* −mean (y ln p + (1 − y) ln (1 − p)), p kept 1e-15 off 0 and 1 */
  double brier;    /* mean (p − y)² */
  double ece;      /* Σ over 10 bins of width 0.1: share × |mean p − rate of y| */
  double lift;     /* rate of y in the tenth with the highest p / overall rate; rows of equal p that
                    * are not all in it count as their mean, so no figure depends on the rows' order */
  /* Calling those with p ≥ threshold positive: */
  double threshold;
  double accuracy;
  double precision;
  double recall;
  double f1;
} RwMetrics;

void rw_metrics_compute (const float *probabilities, const float *labels, guint32 n,
                         double threshold, RwMetrics *metrics);

/* One of them alone. */
double rw_metrics_compute_auc (const float *probabilities, const float *labels, guint32 n);
double rw_metrics_compute_log_loss (const float *probabilities, const float *labels, guint32 n);

/* The threshold with the highest F1, of several the highest; 0.5 when nobody left. */
double rw_metrics_find_threshold (const float *probabilities, const float *labels, guint32 n);

G_END_DECLS
