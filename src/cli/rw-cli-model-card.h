/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cli.h"

G_BEGIN_DECLS

/* Prints for people what a model reads, what it was trained on and how good it is. */
void rw_cli_model_card_print (RwModel *model);

/* The same: the description in the model's file with "sha256", "trees" and the inputs'
 * "importance". */
json_t *rw_cli_model_card_to_json (RwModel *model);

G_END_DECLS
