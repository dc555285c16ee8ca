/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-budget.h"

static void
test_ids (void)
{
  RwBudget budget = RW_BUDGET_NORMAL;

  g_assert_true (rw_budget_parse ("quick", &budget));
  g_assert_cmpint (budget, ==, RW_BUDGET_QUICK);
  g_assert_true (rw_budget_parse ("thorough", &budget));
  g_assert_cmpint (budget, ==, RW_BUDGET_THOROUGH);
  g_assert_false (rw_budget_parse ("Quick", &budget));
  g_assert_false (rw_budget_parse ("", &budget));
  g_assert_cmpint (budget, ==, RW_BUDGET_THOROUGH);
  for (RwBudget i = 0; i < RW_N_BUDGETS; i++)
    {
      g_assert_true (rw_budget_parse (rw_budget_get_id (i), &budget));
      g_assert_cmpint (budget, ==, i);
    }
}

static void
test_repeats (void)
{
  g_assert_cmpuint (rw_budget_get_n_repeats (RW_BUDGET_QUICK), ==, 1);
  g_assert_cmpuint (rw_budget_get_n_repeats (RW_BUDGET_NORMAL), >, 1);
  g_assert_cmpuint (rw_budget_get_n_repeats (RW_BUDGET_THOROUGH), >,
                    rw_budget_get_n_repeats (RW_BUDGET_NORMAL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/budget/ids", test_ids);
  g_test_add_func ("/budget/repeats", test_repeats);
  return g_test_run ();
}
