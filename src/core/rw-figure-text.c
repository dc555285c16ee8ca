/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-figure-text.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  const char *id;
  const char *title;
  const char *meaning;
} Figure;

static const Figure figures[] = {
  { "mean_probability", N_ ("Mean churn probability"), N_ ("about the share that really left") },
  /* Translators: area under the receiver operating characteristic, from 0.5 (chance) to 1 */
  { "auc", N_ ("AUC"), N_ ("leavers above stayers; 0.5 is chance") },
  /* Translators: area under the curve of precision and recall */
  { "average_precision", N_ ("Average precision"), N_ ("precision down the ranking") },
  /* Translators: the mean of -log(probability of what really happened) */
  { "log_loss", N_ ("Log loss"), N_ ("less is better; sure and wrong costs most") },
  /* Translators: the mean squared error of the probabilities */
  { "brier", N_ ("Brier score"), N_ ("squared error; less is better") },
  /* Translators: expected calibration error: how far probabilities are from shares that left */
  { "ece", N_ ("Calibration error (ECE)"), N_ ("probabilities beside shares that left") },
  /* Translators: how many times more of the riskiest tenth left than of all */
  { "lift", N_ ("Lift of the riskiest tenth"), N_ ("times as many leavers as in all") },
  /* Translators: share of customers who were told right, at the threshold */
  { "accuracy", N_ ("Accuracy"), N_ ("share of customers told right") },
  /* Translators: of those at or above the threshold, the share that left */
  { "precision", N_ ("Precision"), N_ ("of those called leavers, the share that left") },
  /* Translators: of those who left, the share at or above the threshold */
  { "recall", N_ ("Recall"), N_ ("of those who left, the share called leavers") },
  /* Translators: the harmonic mean of precision and recall */
  { "f1", N_ ("F1 score"), N_ ("precision and recall in one figure") },
};

static const Figure *
find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (g_str_equal (figures[i].id, id))
      return &figures[i];
  return NULL;
}

const char *
rw_figure_text_get_title (const char *id)
{
  const Figure *figure = find (id);

  return figure != NULL ? _ (figure->title) : id;
}

const char *
rw_figure_text_get_meaning (const char *id)
{
  const Figure *figure = find (id);

  return figure != NULL ? _ (figure->meaning) : "";
}

char *
rw_figure_text_dup (double figure)
{
  return isnan (figure) ? g_strdup ("–") : g_strdup_printf ("%.4f", figure);
}

char *
rw_figure_text_dup_difference (double difference)
{
  return isnan (difference) ? g_strdup ("–") : g_strdup_printf ("%+.4f", difference);
}

char *
rw_figure_text_dup_interval (RwInterval interval)
{
  return isnan (interval.low) ? g_strdup ("–")
                              : g_strdup_printf ("%.4f – %.4f", interval.low, interval.high);
}

char *
rw_figure_text_dup_difference_interval (RwInterval interval)
{
  return isnan (interval.low) ? g_strdup ("–")
                              : g_strdup_printf (_ ("%+.4f to %+.4f"), interval.low, interval.high);
}
