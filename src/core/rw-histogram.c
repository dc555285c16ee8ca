/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram.h"

#include "rw-risk.h"

#include <math.h>

/* Values between two looks at the cancellable. */
#define CANCEL_MASK 0xffffu

static RwHistogram *
histogram_new (double low, double high, guint n_bins)
{
  RwHistogram *histogram = g_new0 (RwHistogram, 1);

  histogram->low = low;
  histogram->high = high;
  histogram->n_bins = n_bins;
  histogram->counts = g_new0 (guint64, n_bins);
  return histogram;
}

static void
count (RwHistogram *histogram, guint bin, double value)
{
  histogram->counts[bin]++;
  histogram->n++;
  histogram->mean += value; /* the sum, until finish() */
}

static RwHistogram *
finish (RwHistogram *histogram, gboolean cancelled)
{
  if (histogram->n > 0)
    histogram->mean /= (double) histogram->n;
  if (cancelled)
    g_clear_pointer (&histogram, rw_histogram_free);
  return histogram;
}

/* By the rounded probability, as bands and filters are. */
static void
count_probability (RwHistogram *histogram, float probability)
{
  guint32 millionths = rw_probability_to_millionths (probability);
  guint bin = MIN (millionths / (RW_MILLION / histogram->n_bins), histogram->n_bins - 1);

  count (histogram, bin, (double) probability);
}

RwHistogram *
rw_histogram_new_scores (RwScores *scores, const RwRows *rows, guint n_bins,
                         GCancellable *cancellable, GError **error)
{
  const float *probabilities = rw_scores_get_probabilities (scores);
  const guint32 *numbers = rows != NULL ? rw_rows_get (rows) : NULL;
  guint32 n = rows != NULL ? rw_rows_get_n (rows) : rw_scores_get_n_rows (scores);
  gboolean cancelled = FALSE;

  g_return_val_if_fail (n_bins > 0 && RW_MILLION % n_bins == 0, NULL);
  RwHistogram *histogram = histogram_new (0, 1, n_bins);
  for (guint32 i = 0; i < n && !cancelled; i++)
    {
      count_probability (histogram, probabilities[numbers != NULL ? numbers[i] : i]);
      cancelled =
          (i & CANCEL_MASK) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  return finish (histogram, cancelled);
}

RwHistogram *
rw_histogram_new_merged (const RwHistogram *fine, guint n_bins)
{
  g_return_val_if_fail (n_bins > 0 && fine->n_bins % n_bins == 0, NULL);
  RwHistogram *histogram = histogram_new (fine->low, fine->high, n_bins);

  for (guint i = 0; i < fine->n_bins; i++)
    histogram->counts[i / (fine->n_bins / n_bins)] += fine->counts[i];
  histogram->n = fine->n;
  histogram->n_missing = fine->n_missing;
  histogram->mean = fine->mean;
  return histogram;
}

RwHistogram *
rw_histogram_new_column (const RwColumn *column, guint32 n_rows, guint n_bins,
                         GCancellable *cancellable, GError **error)
{
  const double *numbers = rw_column_get_numbers (column);
  double low = INFINITY;
  double high = -INFINITY;
  gboolean cancelled = FALSE;

  for (guint32 i = 0; i < n_rows; i++)
    {
      low = numbers[i] < low ? numbers[i] : low;
      high = numbers[i] > high ? numbers[i] : high;
    }
  RwHistogram *histogram = histogram_new (low <= high ? low : 0, low <= high ? high : 0, n_bins);
  for (guint32 i = 0; i < n_rows && !cancelled; i++)
    {
      if (isnan (numbers[i]))
        histogram->n_missing++;
      else
        count (histogram, rw_histogram_find_bin (histogram, numbers[i]), numbers[i]);
      cancelled =
          (i & CANCEL_MASK) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  return finish (histogram, cancelled);
}

void
rw_histogram_free (RwHistogram *histogram)
{
  g_free (histogram->counts);
  g_free (histogram);
}

guint
rw_histogram_find_bin (const RwHistogram *histogram, double value)
{
  /* Halves, as the whole width may be more than the largest double. */
  double width = histogram->high / 2 - histogram->low / 2;
  double place = width > 0 ? (value / 2 - histogram->low / 2) / width * histogram->n_bins : 0;

  return MIN ((guint) CLAMP (place, 0, (double) histogram->n_bins), histogram->n_bins - 1);
}
