/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long a model is looked for. */
typedef enum
{
  RW_BUDGET_NORMAL,
  RW_BUDGET_QUICK,
  RW_BUDGET_THOROUGH,
  RW_N_BUDGETS
} RwBudget;

/* "quick", "normal", "thorough". FALSE: @id is none of them. */
gboolean rw_budget_parse (const char *id, RwBudget *budget);
const char *rw_budget_get_id (RwBudget budget);

/* How often the cross-validation is repeated at most, each time with other folds. */
guint rw_budget_get_n_repeats (RwBudget budget);

G_END_DECLS
