/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-metrics.h"

#include "rw-radix.h"

#include <math.h>

static double
divide (double a, double b)
{
  return b > 0 ? a / b : 0;
}

/* AUC and average precision, one step for each distinct probability. */
static void
compute_ranking (const float *probabilities, const float *labels, const guint32 *rows,
                 RwMetrics *metrics)
{
  double positives = metrics->n_positive;
  double negatives = (double) metrics->n - positives;
  double hits = 0;
  double misses = 0;

  for (guint32 i = 0; i < metrics->n;)
    {
      float probability = probabilities[rows[i]];
      double new_hits = 0;
      double new_misses = 0;
      for (; i < metrics->n && probabilities[rows[i]] >= probability; i++)
        {
          new_hits += (double) labels[rows[i]];
          new_misses += 1 - (double) labels[rows[i]];
        }
      metrics->auc += new_misses * (hits + new_hits / 2);
      hits += new_hits;
      misses += new_misses;
      metrics->average_precision += divide (new_hits, positives) * divide (hits, hits + misses);
    }
  metrics->auc = divide (metrics->auc, positives * negatives);
}

static void
compute_lift (const float *labels, const guint32 *rows, RwMetrics *metrics)
{
  guint32 top = MAX (metrics->n / 10, 1);
  double hits = 0;

  for (guint32 i = 0; i < top && i < metrics->n; i++)
    hits += (double) labels[rows[i]];
  metrics->lift = divide (hits / top, divide (metrics->n_positive, metrics->n));
}

static void
compute_losses (const float *probabilities, const float *labels, RwMetrics *metrics)
{
  for (guint32 i = 0; i < metrics->n; i++)
    {
      double p = (double) probabilities[i];
      double y = (double) labels[i];
      double kept = CLAMP (p, 1e-15, 1 - 1e-15);
      metrics->mean_probability += p;
      metrics->brier += (p - y) * (p - y);
      metrics->log_loss -= y * log (kept) + (1 - y) * log1p (-kept);
    }
  metrics->mean_probability = divide (metrics->mean_probability, metrics->n);
  metrics->brier = divide (metrics->brier, metrics->n);
  metrics->log_loss = divide (metrics->log_loss, metrics->n);
}

static void
compute_calibration (const float *probabilities, const float *labels, RwMetrics *metrics)
{
  double gaps[RW_METRICS_N_BINS] = { 0 }; /* Σ (p − y) of each bin */

  for (guint32 i = 0; i < metrics->n; i++)
    {
      guint bin =
          MIN ((guint) ((double) probabilities[i] * RW_METRICS_N_BINS), RW_METRICS_N_BINS - 1);
      gaps[bin] += (double) probabilities[i] - (double) labels[i];
    }
  for (guint bin = 0; bin < RW_METRICS_N_BINS; bin++)
    metrics->ece += divide (fabs (gaps[bin]), metrics->n);
}

static void
compute_decisions (const float *probabilities, const float *labels, RwMetrics *metrics)
{
  double called = 0;
  double hits = 0;
  double right = 0;

  for (guint32 i = 0; i < metrics->n; i++)
    {
      gboolean call = (double) probabilities[i] >= metrics->threshold;
      gboolean positive = labels[i] > 0;
      called += call;
      hits += call && positive;
      right += call == positive;
    }
  metrics->accuracy = divide (right, metrics->n);
  metrics->precision = divide (hits, called);
  metrics->recall = divide (hits, metrics->n_positive);
  metrics->f1 = divide (2 * hits, called + metrics->n_positive);
}

void
rw_metrics_compute (const float *probabilities, const float *labels, guint32 n, double threshold,
                    RwMetrics *metrics)
{
  g_autofree guint32 *rows = rw_radix_order_floats (probabilities, n, TRUE, NULL, NULL);

  *metrics = (RwMetrics){ .n = n, .threshold = threshold };
  for (guint32 i = 0; i < n; i++)
    metrics->n_positive += labels[i] > 0;
  compute_ranking (probabilities, labels, rows, metrics);
  compute_lift (labels, rows, metrics);
  compute_losses (probabilities, labels, metrics);
  compute_calibration (probabilities, labels, metrics);
  compute_decisions (probabilities, labels, metrics);
}
