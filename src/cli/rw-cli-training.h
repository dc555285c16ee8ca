/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-training.h"

G_BEGIN_DECLS

/* For people: what was learned from, what was left out and why, how good the model is and beside
 * what, and what is worth knowing. */
void rw_cli_training_print (const RwTraining *training);

/* All of it, and the SHA-256 of the model. */
gboolean rw_cli_training_print_json (const RwTraining *training, GError **error);

G_END_DECLS
