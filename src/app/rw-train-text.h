/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column-choice.h"
#include "rw-trainer.h"

G_BEGIN_DECLS

/* What the train window says, in the reader's language. All that is dup is transfer full. */

/* "depth 3": how many splits a tree has in a row. */
char *rw_train_text_dup_shape (guint depth);

/* "Quick", and what it means. */
const char *rw_train_text_get_budget (RwBudget budget);
char *rw_train_text_dup_budget (RwBudget budget);

/* "Left out: it names customers instead of describing them" */
char *rw_train_text_dup_role (RwColumnChoice *choice);

/* "7,043 customers; 1,869 of them left (26.5 %)" */
char *rw_train_text_dup_customers (guint64 n_rows, guint64 n_positive);

/* "Call the 10 % most likely to leave and you reach 28.7 % of those who leave." */
char *rw_train_text_dup_reach (const RwEvaluation *evaluation);

/* What the AUC is and means, with its interval; the same of log loss and calibration. */
char *rw_train_text_dup_auc (const RwEvaluation *evaluation);
char *rw_train_text_dup_log_loss (const RwEvaluation *evaluation);
char *rw_train_text_dup_calibration (const RwEvaluation *evaluation);

/* "30 to 40 %: 412 customers, 34.8 % expected to leave, 35.2 % left"; whether so many would have
 * left by chance. */
char *rw_train_text_dup_bin (const RwCalibration *calibration, guint bin);

/* "The riskiest 20 %: 47.1 % of those who leave" */
char *rw_train_text_dup_gain (const RwGain *gains, guint tenth);

/* How a model of the older customers does on the newest ones. */
char *rw_train_text_dup_newest (const RwNewest *newest);

G_END_DECLS
