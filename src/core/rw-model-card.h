/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"

G_BEGIN_DECLS

/* A line of a model's card, in the reader's language: “Trained on”, “7,043 customers…”. */
typedef struct
{
  char *title;
  char *text;
} RwCardLine;

/* What a model is and where it comes from (RwCardLine, transfer full): its SHA-256, and as far as
 * it says so its label, what it was trained on, and how. */
GPtrArray *rw_model_card_list (RwModel *model);

/* How good it is on customers that it was not trained on, mean ± standard deviation: “AUC 0.850 ±
 * 0.011, log loss …” (transfer full); NULL: it does not say. */
char *rw_model_card_dup_quality (RwModel *model);

/* The columns that it reads, the most important first, with their share of the importance:
 * “Contract (33.2 %), tenure (19.4 %)” (transfer full). */
char *rw_model_card_dup_columns (RwModel *model);

G_END_DECLS
