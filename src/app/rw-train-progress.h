/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-training-run.h"

G_BEGIN_DECLS

/* RwTrainProgress: how far training is, with the learning curve as it grows. */
#define RW_TYPE_TRAIN_PROGRESS (rw_train_progress_get_type ())
G_DECLARE_FINAL_TYPE (RwTrainProgress, rw_train_progress, RW, TRAIN_PROGRESS, GtkBox)

/* Follows what @run (kept) trains until it is over. */
void rw_train_progress_follow (RwTrainProgress *self, RwTrainingRun *run);

G_END_DECLS
