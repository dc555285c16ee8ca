/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast-text.h"

#include "rw-test-app.h"

#include <math.h>
#include <string.h>

/* A comparison that says so. */
typedef struct
{
  RwContrast contrast;
  RwModelComparison comparison;
  RwEvaluation a;
} Made;

static void
make (Made *made)
{
  memset (made, 0, sizeof *made);
  made->a.metrics.n = 2000;
  made->a.metrics.n_positive = 500;
  made->comparison.a = &made->a;
  made->comparison.n_rows = 4000;
  made->comparison.changed = g_array_new (FALSE, TRUE, sizeof (guint32));
  made->contrast = (RwContrast){
    .names = { (char *) "Old", (char *) "New" },
    .label = (char *) "Churn",
    .positive = (char *) "Yes",
    .comparison = &made->comparison,
    .means = { 0.265, 0.271 },
    .n_rising = 1234,
    .n_falling = 1,
  };
}

static void
clear (Made *made)
{
  g_array_unref (made->comparison.changed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, clear)

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_customers (void)
{
  g_auto (Made) made;

  make (&made);
  assert_text (rw_contrast_text_dup_customers (&made.contrast),
               "2000 customers; 500 of them left (25.0 %), for whom “Churn” is “Yes”.");
  made.contrast.label = NULL;
  assert_text (rw_contrast_text_dup_customers (&made.contrast),
               "Which model is better can only be told with a column that says who left. Choose "
               "it above if the file has one.");
}

/* More is better of an AUC, less of a log loss. */
static void
assert_verdict (Made *made, RwInterval auc, RwInterval log_loss, const char *expected)
{
  made->comparison.difference_intervals[RW_FIGURE_AUC] = auc;
  made->comparison.difference_intervals[RW_FIGURE_LOG_LOSS] = log_loss;
  assert_text (rw_contrast_text_dup_verdict (&made->contrast), expected);
}

static void
test_verdict (void)
{
  const RwInterval up = { 0.01, 0.02 };
  const RwInterval down = { -0.02, -0.01 };
  const RwInterval both = { -0.01, 0.01 };
  const RwInterval unknown = { (double) NAN, (double) NAN };
  g_auto (Made) made;

  make (&made);
  assert_verdict (&made, both, both,
                  "Neither model is clearly better: the differences may be chance.");
  assert_verdict (&made, unknown, unknown,
                  "Neither model is clearly better: the differences may be chance.");
  assert_verdict (&made, up, both, "“New” is better: it ranks customers better.");
  assert_verdict (&made, down, both, "“Old” is better: it ranks customers better.");
  assert_verdict (&made, both, down,
                  "“New” is better: its probabilities are closer to what happened.");
  assert_verdict (&made, both, up,
                  "“Old” is better: its probabilities are closer to what happened.");
  assert_verdict (&made, up, down,
                  "“New” is better: it ranks customers better, and its probabilities are closer to "
                  "what happened.");
  assert_verdict (&made, up, up,
                  "Each is better at something: “New” ranks customers better, the probabilities of "
                  "“Old” are closer to what happened.");
}

static void
test_changes (void)
{
  g_auto (Made) made;

  make (&made);
  assert_text (rw_contrast_text_dup_changes (&made.contrast),
               "Every customer is in the same risk band with both models.");
  g_array_set_size (made.comparison.changed, 1);
  assert_text (rw_contrast_text_dup_subset (&made.contrast),
               "1 customer whose risk changes with “New”");
  g_array_set_size (made.comparison.changed, 1200);
  made.comparison.bands[RW_RISK_LOW][RW_RISK_MEDIUM] = 150;
  made.comparison.bands[RW_RISK_LOW][RW_RISK_HIGH] = 50;
  made.comparison.bands[RW_RISK_HIGH][RW_RISK_LOW] = 1000;
  assert_text (rw_contrast_text_dup_changes (&made.contrast),
               "In another risk band with B: 1200 customers (30.0 %). Higher: 200, lower: 1000.");
  assert_text (rw_contrast_text_dup_subset (&made.contrast),
               "1200 customers whose risk changes with “New”");
  assert_text (rw_contrast_text_dup_move (RW_RISK_LOW, RW_RISK_HIGH), "Low → High");
  assert_text (rw_contrast_text_dup_means (&made.contrast),
               "Mean churn probability: 26.5 % with A, 27.1 % with B. With B it is higher for 1234 "
               "customers and lower for 1 customer.");
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/contrast-text/customers", test_customers);
  g_test_add_func ("/contrast-text/verdict", test_verdict);
  g_test_add_func ("/contrast-text/changes", test_changes);
  return rw_test_app_run ();
}
