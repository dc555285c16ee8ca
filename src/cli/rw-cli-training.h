/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-labels.h"
#include "rw-training.h"

G_BEGIN_DECLS

/* For people: which column said who left, what was learned from, what was left out and why, how
 * good the model is and beside what, and what is worth knowing. */
void rw_cli_training_print (const RwTraining *training, const RwLabels *labels);

/* All of it, and the SHA-256 of the model. */
gboolean rw_cli_training_print_json (const RwTraining *training, const RwLabels *labels,
                                     GError **error);

G_END_DECLS
