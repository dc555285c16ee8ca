/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-budget.h"

#include <string.h>

static const struct
{
  const char *id;
  guint n_repeats;
} budgets[RW_N_BUDGETS] = {
  [RW_BUDGET_QUICK] = { "quick", 1 },
  [RW_BUDGET_NORMAL] = { "normal", 3 },
  [RW_BUDGET_THOROUGH] = { "thorough", 5 },
};

gboolean
rw_budget_parse (const char *id, RwBudget *budget)
{
  for (RwBudget i = 0; i < RW_N_BUDGETS; i++)
    if (strcmp (budgets[i].id, id) == 0)
      {
        *budget = i;
        return TRUE;
      }
  return FALSE;
}

const char *
rw_budget_get_id (RwBudget budget)
{
  return budgets[budget].id;
}

guint
rw_budget_get_n_repeats (RwBudget budget)
{
  return budgets[budget].n_repeats;
}
