/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-ranking.h"

#include "rw-radix.h"

#include <math.h>

/* What was seen of a table on the way from the highest probability down. */
typedef struct
{
  double hits;   /* rows that left */
  double misses; /* rows that stayed */
  double top;    /* rows of the riskiest tenth */
  double top_hits;
  double called; /* rows at or above the threshold */
  double called_hits;
  double gaps[RW_METRICS_N_BINS]; /* Σ (p − y) */
} Walk;

static double
divide (double a, double b)
{
  return b > 0 ? a / b : 0;
}

static RwRankingStep
make_step (float probability)
{
  double p = (double) probability;
  double kept = CLAMP (p, RW_METRICS_KEPT_OFF, 1 - RW_METRICS_KEPT_OFF);

  return (RwRankingStep){
    .bin = MIN ((guint) (p * RW_METRICS_N_BINS), RW_METRICS_N_BINS - 1),
    .probability = p,
    .log_left = log (kept),
    .log_stayed = log1p (-kept),
  };
}

RwRanking *
rw_ranking_new (const float *probabilities, const float *labels, guint32 n)
{
  RwRanking *ranking = g_new0 (RwRanking, 1);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (RwRankingStep));

  ranking->n = n;
  ranking->rows = rw_radix_order_floats (probabilities, n, TRUE, NULL, NULL);
  ranking->labels = g_new (guint8, n);
  for (guint32 place = 0; place < n; place++)
    {
      guint32 row = ranking->rows[place];
      ranking->labels[place] = labels[row] > 0;
      if (place == 0 || probabilities[row] < probabilities[ranking->rows[place - 1]])
        {
          RwRankingStep step = make_step (probabilities[row]);
          g_array_append_val (steps, step);
        }
      g_array_index (steps, RwRankingStep, steps->len - 1).end = place + 1;
    }
  ranking->n_steps = steps->len;
  ranking->steps = (RwRankingStep *) (gpointer) g_array_free (steps, FALSE);
  return ranking;
}

void
rw_ranking_free (RwRanking *ranking)
{
  g_free (ranking->rows);
  g_free (ranking->labels);
  g_free (ranking->steps);
  g_free (ranking);
}

/* Of equal probabilities each row stands as much in the riskiest tenth as the others. */
static void
fill_top (Walk *walk, double hits, double all, double top)
{
  double taken = MIN (all, top - walk->top);

  walk->top += taken;
  walk->top_hits += hits * taken / all;
}

static void
add_step (const RwRankingStep *step, double hits, double misses, Walk *walk, RwMetrics *metrics)
{
  double p = step->probability;
  double all = hits + misses;

  metrics->auc += misses * (walk->hits + hits / 2);
  walk->hits += hits;
  walk->misses += misses;
  metrics->average_precision += hits * walk->hits / (walk->hits + walk->misses);
  metrics->log_loss -= hits * step->log_left + misses * step->log_stayed;
  metrics->brier += hits * (1 - p) * (1 - p) + misses * p * p;
  metrics->mean_probability += all * p;
  walk->gaps[step->bin] += all * p - hits;
  if (p >= metrics->threshold)
    {
      walk->called += all;
      walk->called_hits += hits;
    }
}

/* Makes figures of sums. */
static void
finish (const Walk *walk, RwMetrics *metrics)
{
  double n = walk->hits + walk->misses;
  double gap = 0;

  for (guint bin = 0; bin < RW_METRICS_N_BINS; bin++)
    gap += fabs (walk->gaps[bin]);
  metrics->n_positive = (guint32) walk->hits;
  metrics->mean_probability = divide (metrics->mean_probability, n);
  metrics->auc = divide (metrics->auc, walk->hits * walk->misses);
  metrics->average_precision = divide (metrics->average_precision, walk->hits);
  metrics->log_loss = divide (metrics->log_loss, n);
  metrics->brier = divide (metrics->brier, n);
  metrics->ece = divide (gap, n);
  metrics->lift = divide (divide (walk->top_hits, walk->top), divide (walk->hits, n));
  metrics->accuracy =
      divide (walk->called_hits + walk->misses - (walk->called - walk->called_hits), n);
  metrics->precision = divide (walk->called_hits, walk->called);
  metrics->recall = divide (walk->called_hits, walk->hits);
  metrics->f1 = divide (2 * walk->called_hits, walk->called + walk->hits);
}

/* Of the rows of @step, which starts at @place: how many left, and how many there are. */
static void
count_step (const RwRanking *ranking, const RwRankingStep *step, guint32 place,
            const guint16 *counts, guint32 *n_left, guint32 *n_all)
{
  guint32 left = 0;
  guint32 all = 0;

  for (; place < step->end; place++)
    {
      guint32 count = counts != NULL ? counts[ranking->rows[place]] : 1;
      left += count * ranking->labels[place];
      all += count;
    }
  *n_left = left;
  *n_all = all;
}

void
rw_ranking_measure (const RwRanking *ranking, const guint16 *counts, double threshold,
                    RwMetrics *metrics)
{
  Walk walk = { 0 };
  guint32 place = 0;

  *metrics = (RwMetrics){ .n = ranking->n, .threshold = threshold };
  for (guint32 i = 0; i < ranking->n_steps; place = ranking->steps[i++].end)
    {
      guint32 left = 0;
      guint32 all = 0;
      count_step (ranking, &ranking->steps[i], place, counts, &left, &all);
      if (all == 0)
        continue;
      fill_top (&walk, left, all, MAX (ranking->n / 10, 1));
      add_step (&ranking->steps[i], left, all - left, &walk, metrics);
    }
  finish (&walk, metrics);
}
