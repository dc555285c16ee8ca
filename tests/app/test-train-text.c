/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-text.h"

#include "rw-test-app.h"

#include <math.h>

#define assert_text(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = call;                                                                  \
    g_assert_cmpstr (text, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
free_role (gpointer role)
{
  rw_role_free (role);
}

/* What is said of a column that training treats so, before and after a person changes that. */
static void
check_role (RwRole role, const char *reason, const char *before, const char *after)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (free_role);

  role.name = g_strdup ("x");
  role.reason = g_strdup (reason);
  g_ptr_array_add (roles, g_memdup2 (&role, sizeof role));
  g_autoptr (RwColumnChoice) choice = rw_column_choice_new (roles, 0, FALSE);
  assert_text (rw_train_text_dup_role (choice), before);
  rw_column_choice_set_used (choice, !role.used);
  assert_text (rw_train_text_dup_role (choice), after);
}

static void
test_roles (void)
{
  check_role ((RwRole){ .kind = RW_ROLE_NUMBER, .used = TRUE }, NULL, "Used as a number",
              "Left out, as you said");
  check_role ((RwRole){ .kind = RW_ROLE_CATEGORY, .used = TRUE }, NULL, "Used as a category",
              "Left out, as you said");
  check_role ((RwRole){ .kind = RW_ROLE_DATE, .used = TRUE, .doubtful = TRUE }, "why?",
              "Used as a date. Look at it: why?", "Left out, as you said");
  check_role ((RwRole){ .kind = RW_ROLE_ID }, "it names customers", "Left out: it names customers",
              "Used, as you said, although it names customers");
  check_role ((RwRole){ .kind = RW_ROLE_IGNORED }, NULL, "Left out", "Used, as you said");
  check_role ((RwRole){ .kind = RW_ROLE_LABEL }, NULL, "Says who left: this is what is learned",
              "Says who left: this is what is learned");
}

static void
test_budgets (void)
{
  g_assert_cmpstr (rw_train_text_get_budget (RW_BUDGET_QUICK), ==, "Quick");
  g_assert_cmpstr (rw_train_text_get_budget (RW_BUDGET_NORMAL), ==, "Normal");
  g_assert_cmpstr (rw_train_text_get_budget (RW_BUDGET_THOROUGH), ==, "Thorough");
  assert_text (rw_train_text_dup_budget (RW_BUDGET_QUICK),
               "Every customer is held back once to test on.");
  assert_text (rw_train_text_dup_budget (RW_BUDGET_NORMAL),
               "Every customer is held back 3 times: steadier.");
  assert_text (rw_train_text_dup_shape (3), "depth 3");
}

static RwEvaluation
make_evaluation (void)
{
  RwEvaluation evaluation = {
    .metrics = { .n = 1000,
                 .n_positive = 265,
                 .mean_probability = 0.2637,
                 .auc = 0.8494,
                 .log_loss = 0.4106,
                 .ece = 0.0083 },
    .intervals = { [RW_FIGURE_AUC] = { 0.8412, 0.8577 }, [RW_FIGURE_LOG_LOSS] = { 0.4, 0.42 } },
    .calibration = { .ece_floor = 0.0094 },
    .gains = { { .reached = 0.2874 } },
  };

  return evaluation;
}

static void
test_figures (void)
{
  RwEvaluation evaluation = make_evaluation ();

  assert_text (rw_train_text_dup_customers (1000, 265),
               "1000 customers; 265 of them left (26.5 %)");
  assert_text (rw_train_text_dup_reach (&evaluation),
               "Call the 10 % most likely to leave and you reach 28.7 % of those who leave.");
  assert_text (
      rw_train_text_dup_auc (&evaluation),
      "0.849 (95 % sure: 0.841 to 0.858). Of one customer who left and one who stayed, the "
      "one who left has the higher risk in 85 of 100 cases.");
  assert_text (rw_train_text_dup_log_loss (&evaluation),
               "0.411 (95 % sure: 0.400 to 0.420). Less is better: probabilities that are wrong "
               "cost the more the surer they were.");
  assert_text (rw_train_text_dup_calibration (&evaluation),
               "On average 26.4 % were expected to leave, and 26.5 % left. The calibration error "
               "is 0.008; right probabilities would have 0.009 by chance.");
}

/* What is beyond chance says so. */
static void
test_bins (void)
{
  RwCalibration calibration = {
    .bins = { [3] = { 412, 145, 0.348, 0.352, { 0.31, 0.39 } },
              [9] = { 50, 30, 0.95, 0.6, { 0.88, 1 } } },
  };

  assert_text (rw_train_text_dup_bin (&calibration, 3),
               "30 to 40 %: 412 customers, 34.8 % expected to leave, 35.2 % left");
  assert_text (
      rw_train_text_dup_bin (&calibration, 9),
      "90 to 100 %: 50 customers, 95.0 % expected to leave, 60.0 % left: more than chance");
}

static void
test_gains (void)
{
  const RwGain gains[RW_N_GAINS] = { [1] = { .reached = 0.471 }, [9] = { .reached = 1 } };

  assert_text (rw_train_text_dup_gain (gains, 1), "The riskiest 20 %: 47.1 % of those who leave");
  assert_text (rw_train_text_dup_gain (gains, 9), "The riskiest 100 %: 100.0 % of those who leave");
}

static void
test_newest (void)
{
  char column[] = "since";
  RwNewest newest = { column, { .auc = 0.8116, .log_loss = 0.4402 } };

  assert_text (rw_train_text_dup_newest (&newest),
               "By “since”, a model of the older four fifths has an AUC of 0.812 and a log loss of "
               "0.440 on the newest fifth.");
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/train-text/roles", test_roles);
  g_test_add_func ("/train-text/budgets", test_budgets);
  g_test_add_func ("/train-text/figures", test_figures);
  g_test_add_func ("/train-text/bins", test_bins);
  g_test_add_func ("/train-text/gains", test_gains);
  g_test_add_func ("/train-text/newest", test_newest);
  return rw_test_app_run ();
}
