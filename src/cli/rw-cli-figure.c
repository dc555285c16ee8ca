/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-figure.h"

#include "rw-cli.h"
#include "rw-format.h"

#include <glib/gi18n.h>

#define WIDTH 32

typedef struct
{
  const char *name;
  const char *title;
} Figure;

static const Figure figures[] = {
  { "rows", N_ ("Customers") },
  /* Translators: how many customers really left */
  { "positives", N_ ("Customers who left") },
  { "mean_probability", N_ ("Mean churn probability") },
  /* Translators: area under the receiver operating characteristic, from 0.5 (chance) to 1 */
  { "auc", N_ ("AUC") },
  /* Translators: area under the curve of precision and recall */
  { "average_precision", N_ ("Average precision") },
  /* Translators: the mean of -log(probability of what really happened) */
  { "log_loss", N_ ("Log loss") },
  /* Translators: the mean squared error of the probabilities */
  { "brier", N_ ("Brier score") },
  /* Translators: expected calibration error: how far probabilities are from shares that left */
  { "ece", N_ ("Calibration error (ECE)") },
  /* Translators: how many times more of the riskiest tenth left than of all */
  { "lift", N_ ("Lift of the riskiest tenth") },
  /* Translators: the probability from which on a customer counts as one who leaves */
  { "threshold", N_ ("Threshold") },
  /* Translators: share of customers who were told right, at the threshold */
  { "accuracy", N_ ("Accuracy") },
  /* Translators: of those at or above the threshold, the share that left */
  { "precision", N_ ("Precision") },
  /* Translators: of those who left, the share at or above the threshold */
  { "recall", N_ ("Recall") },
  /* Translators: the harmonic mean of precision and recall */
  { "f1", N_ ("F1 score") },
};

static void
print_title (const char *name)
{
  const char *title = name;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (g_str_equal (figures[i].name, name))
      title = _ (figures[i].title);
  g_print ("  ");
  rw_cli_print_cell (stdout, title, WIDTH);
}

void
rw_cli_figure_print (const char *name, const json_t *value)
{
  g_autofree char *text = json_is_real (value)
                              ? g_strdup_printf ("%.4f", json_real_value (value))
                              : rw_format_count ((guint64) json_integer_value (value));

  print_title (name);
  g_print ("%s\n", text);
}

void
rw_cli_figure_print_spread (const char *name, double mean, double deviation)
{
  print_title (name);
  g_print ("%.4f ± %.4f\n", mean, deviation);
}
