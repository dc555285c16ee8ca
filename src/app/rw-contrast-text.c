/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast-text.h"

#include "rw-format.h"

#include <glib/gi18n.h>

char *
rw_contrast_text_dup_customers (const RwContrast *contrast)
{
  const RwMetrics *metrics = &contrast->comparison->a->metrics;
  g_autofree char *customers = rw_format_customers (metrics->n);
  g_autofree char *left = rw_format_count (metrics->n_positive);
  g_autofree char *share = rw_format_percent ((double) metrics->n_positive / MAX (metrics->n, 1));

  if (contrast->label == NULL)
    return g_strdup (_ ("Which model is better can only be told with a column that says who "
                        "left. Choose it above if the file has one."));
  /* Translators: “2,000 customers; 530 of them left (26.5 %), for whom “Churn” is “Yes”.” */
  return g_strdup_printf (_ ("%s; %s of them left (%s), for whom “%s” is “%s”."), customers, left,
                          share, contrast->label, contrast->positive);
}

/* AUC and log loss decide: how well leavers are told from stayers, and how well probabilities fit.
 */
char *
rw_contrast_text_dup_verdict (const RwContrast *contrast)
{
  RwBetter ranking = rw_model_comparison_get_better (contrast->comparison, RW_FIGURE_AUC);
  RwBetter fit = rw_model_comparison_get_better (contrast->comparison, RW_FIGURE_LOG_LOSS);
  RwBetter better = ranking != RW_BETTER_NEITHER ? ranking : fit;
  const char *name = contrast->names[better == RW_BETTER_A ? RW_CONTRAST_A : RW_CONTRAST_B];

  if (better == RW_BETTER_NEITHER)
    return g_strdup (_ ("Neither model is clearly better: the differences may be chance."));
  if (fit != RW_BETTER_NEITHER && fit != ranking && ranking != RW_BETTER_NEITHER)
    return g_strdup_printf (
        /* Translators: names of two models */
        _ ("Each is better at something: “%s” ranks customers better, the probabilities of “%s” "
           "are closer to what happened."),
        name, contrast->names[fit == RW_BETTER_A ? RW_CONTRAST_A : RW_CONTRAST_B]);
  if (fit == RW_BETTER_NEITHER)
    /* Translators: the name of a model */
    return g_strdup_printf (_ ("“%s” is better: it ranks customers better."), name);
  if (ranking == RW_BETTER_NEITHER)
    /* Translators: the name of a model */
    return g_strdup_printf (_ ("“%s” is better: its probabilities are closer to what happened."),
                            name);
  /* Translators: the name of a model */
  return g_strdup_printf (_ ("“%s” is better: it ranks customers better, and its probabilities are "
                             "closer to what happened."),
                          name);
}

char *
rw_contrast_text_dup_changes (const RwContrast *contrast)
{
  const RwModelComparison *comparison = contrast->comparison;
  g_autofree char *customers = rw_format_customers (comparison->changed->len);
  g_autofree char *share =
      rw_format_percent ((double) comparison->changed->len / MAX (comparison->n_rows, 1));
  g_autofree char *higher = rw_format_count (rw_model_comparison_count_higher (comparison));
  g_autofree char *lower = rw_format_count (rw_model_comparison_count_lower (comparison));

  if (comparison->changed->len == 0)
    return g_strdup (_ ("Every customer is in the same risk band with both models."));
  /* Translators: “In another risk band with B: 812 customers (11.5 %). Higher: 500, lower: 312.” */
  return g_strdup_printf (_ ("In another risk band with B: %s (%s). Higher: %s, lower: %s."),
                          customers, share, higher, lower);
}

char *
rw_contrast_text_dup_move (RwRisk from, RwRisk to)
{
  /* Translators: “Low → High”: a customer's risk with one model and with another one */
  return g_strdup_printf (_ ("%s → %s"), rw_risk_get_title (from), rw_risk_get_title (to));
}

char *
rw_contrast_text_dup_means (const RwContrast *contrast)
{
  g_autofree char *a = rw_format_percent (contrast->means[RW_CONTRAST_A]);
  g_autofree char *b = rw_format_percent (contrast->means[RW_CONTRAST_B]);
  g_autofree char *rising = rw_format_customers (contrast->n_rising);
  g_autofree char *falling = rw_format_customers (contrast->n_falling);

  /* Translators: two percentages, and two numbers of customers as “500 customers” */
  return g_strdup_printf (_ ("Mean churn probability: %s with A, %s with B. With B it is higher "
                             "for %s and lower for %s."),
                          a, b, rising, falling);
}

char *
rw_contrast_text_dup_subset (const RwContrast *contrast)
{
  guint n = contrast->comparison->changed->len;
  g_autofree char *count = rw_format_count (n);

  return g_strdup_printf (
      /* Translators: how many, and the name of a model */
      ngettext ("%s customer whose risk changes with “%s”",
                "%s customers whose risk changes with “%s”", n),
      count, contrast->names[RW_CONTRAST_B]);
}
