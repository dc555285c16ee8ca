/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-training-run.h"

G_BEGIN_DECLS

/* RwTrainSetup: what is trained on and how: file, label, budget, title and columns. Signal
 * "choose-file". */
#define RW_TYPE_TRAIN_SETUP (rw_train_setup_get_type ())
G_DECLARE_FINAL_TYPE (RwTrainSetup, rw_train_setup, RW, TRAIN_SETUP, GtkBox)

/* Shows what @run (kept) has read by now. To be called whenever it changes. */
void rw_train_setup_show (RwTrainSetup *self, RwTrainingRun *run);

G_END_DECLS
