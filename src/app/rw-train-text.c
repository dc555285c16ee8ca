/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-text.h"

#include "rw-format.h"

#include <glib/gi18n.h>
#include <math.h>

char *
rw_train_text_dup_shape (guint depth)
{
  /* Translators: how many splits a decision tree has in a row at most: “depth 3” */
  return g_strdup_printf (_ ("depth %u"), depth);
}

const char *
rw_train_text_get_budget (RwBudget budget)
{
  static const char *const titles[RW_N_BUDGETS] = {
    /* Translators: how much time is taken to train a model */
    [RW_BUDGET_QUICK] = NC_ ("budget", "Quick"),
    [RW_BUDGET_NORMAL] = NC_ ("budget", "Normal"),
    [RW_BUDGET_THOROUGH] = NC_ ("budget", "Thorough"),
  };

  return g_dpgettext2 (NULL, "budget", titles[budget]);
}

char *
rw_train_text_dup_budget (RwBudget budget)
{
  guint n = rw_budget_get_n_repeats (budget);

  if (n == 1)
    return g_strdup (_ ("Every customer is held back once to test on."));
  /* Translators: in a cross-validation, which is repeated with other parts */
  return g_strdup_printf (ngettext ("Every customer is held back %u time: steadier.",
                                    "Every customer is held back %u times: steadier.", n),
                          n);
}

static const char *
get_use (RwRoleKind kind)
{
  switch (kind)
    {
    case RW_ROLE_NUMBER:
      return _ ("Used as a number");
    case RW_ROLE_DATE:
      return _ ("Used as a date");
    case RW_ROLE_CATEGORY:
      return _ ("Used as a category");
    default:
      return _ ("Used");
    }
}

char *
rw_train_text_dup_role (RwColumnChoice *choice)
{
  const RwRole *role = rw_column_choice_get_role (choice);
  gboolean used = rw_column_choice_get_used (choice);

  if (role->kind == RW_ROLE_LABEL)
    return g_strdup (_ ("Says who left: this is what is learned"));
  if (!rw_column_choice_is_changed (choice))
    {
      if (role->reason == NULL)
        return g_strdup (used ? get_use (role->kind) : _ ("Left out"));
      if (used)
        /* Translators: what is done with a column, and why one should look at it */
        return g_strdup_printf (_ ("%s. Look at it: %s"), get_use (role->kind), role->reason);
      /* Translators: a column is not used; %s is the reason */
      return g_strdup_printf (_ ("Left out: %s"), role->reason);
    }
  if (!used)
    return g_strdup (_ ("Left out, as you said"));
  if (role->reason == NULL)
    return g_strdup (_ ("Used, as you said"));
  /* Translators: %s is the reason against it */
  return g_strdup_printf (_ ("Used, as you said, although %s"), role->reason);
}

char *
rw_train_text_dup_customers (guint64 n_rows, guint64 n_positive)
{
  g_autofree char *rows = rw_format_customers (n_rows);
  g_autofree char *positive = rw_format_count (n_positive);
  g_autofree char *share =
      rw_format_percent (n_rows > 0 ? (double) n_positive / (double) n_rows : 0);

  /* Translators: “7,043 customers; 1,869 of them left (26.5 %)” */
  return g_strdup_printf (_ ("%s; %s of them left (%s)"), rows, positive, share);
}

char *
rw_train_text_dup_reach (const RwEvaluation *evaluation)
{
  g_autofree char *reached = rw_format_percent (evaluation->gains[0].reached);

  return g_strdup_printf (
      _ ("Call the 10 %% most likely to leave and you reach %s of those who leave."), reached);
}

/* "0.841 to 0.858" */
static char *
format_interval (const RwEvaluation *evaluation, RwFigureId figure)
{
  g_autofree char *low = rw_format_decimal (evaluation->intervals[figure].low, 3);
  g_autofree char *high = rw_format_decimal (evaluation->intervals[figure].high, 3);

  /* Translators: an interval: “0.841 to 0.858” */
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

char *
rw_train_text_dup_auc (const RwEvaluation *evaluation)
{
  g_autofree char *auc = rw_format_decimal (evaluation->metrics.auc, 3);
  g_autofree char *interval = format_interval (evaluation, RW_FIGURE_AUC);

  /* Translators: the AUC and its 95 % confidence interval */
  return g_strdup_printf (
      _ ("%s (95 %% sure: %s). Of one customer who left and one who stayed, the "
         "one who left has the higher risk in %.0f of 100 cases."),
      auc, interval, evaluation->metrics.auc * 100);
}

char *
rw_train_text_dup_log_loss (const RwEvaluation *evaluation)
{
  g_autofree char *loss = rw_format_decimal (evaluation->metrics.log_loss, 3);
  g_autofree char *interval = format_interval (evaluation, RW_FIGURE_LOG_LOSS);

  /* Translators: the log loss and its 95 % confidence interval */
  return g_strdup_printf (_ ("%s (95 %% sure: %s). Less is better: probabilities that are wrong "
                             "cost the more the surer they were."),
                          loss, interval);
}

char *
rw_train_text_dup_calibration (const RwEvaluation *evaluation)
{
  const RwMetrics *metrics = &evaluation->metrics;
  g_autofree char *told = rw_format_percent (metrics->mean_probability);
  g_autofree char *rate = rw_format_percent ((double) metrics->n_positive / MAX (metrics->n, 1));
  g_autofree char *ece = rw_format_decimal (metrics->ece, 3);
  g_autofree char *floor = rw_format_decimal (evaluation->calibration.ece_floor, 3);

  /* Translators: a mean probability, the share that really left, and the expected calibration
   * error beside the one that right probabilities would have */
  return g_strdup_printf (_ ("On average %s were expected to leave, and %s left. The calibration "
                             "error is %s; right probabilities would have %s by chance."),
                          told, rate, ece, floor);
}

char *
rw_train_text_dup_bin (const RwCalibration *calibration, guint number)
{
  const RwCalibrationBin *bin = &calibration->bins[number];
  g_autofree char *customers = rw_format_customers (bin->n);
  g_autofree char *told = rw_format_percent (bin->mean_probability);
  g_autofree char *rate = rw_format_percent (bin->rate);
  gboolean is_chance = bin->rate >= bin->expected.low && bin->rate <= bin->expected.high;
  guint low = number * 100 / RW_METRICS_N_BINS;
  guint high = (number + 1) * 100 / RW_METRICS_N_BINS;

  /* Translators: customers with a churn probability in this range, how many of them were expected
   * to leave and how many did: “30 to 40 %: 412 customers, 34.8 % expected to leave, 35.2 % left”
   */
  return g_strdup_printf (is_chance
                              ? _ ("%u to %u %%: %s, %s expected to leave, %s left")
                              : _ ("%u to %u %%: %s, %s expected to leave, %s left: more than "
                                   "chance"),
                          low, high, customers, told, rate);
}

char *
rw_train_text_dup_gain (const RwGain *gains, guint tenth)
{
  g_autofree char *reached = rw_format_percent (gains[tenth].reached);

  return g_strdup_printf (_ ("The riskiest %u %%: %s of those who leave"),
                          (tenth + 1) * 100 / RW_N_GAINS, reached);
}

char *
rw_train_text_dup_newest (const RwNewest *newest)
{
  g_autofree char *auc = rw_format_decimal (newest->metrics.auc, 3);
  g_autofree char *loss = rw_format_decimal (newest->metrics.log_loss, 3);

  /* Translators: a column of dates, the AUC and the log loss */
  return g_strdup_printf (_ ("By “%s”, a model of the older four fifths has an AUC of %s and a log "
                             "loss of %s on the newest fifth."),
                          newest->column, auc, loss);
}
