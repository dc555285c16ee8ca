/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-training-run.h"

G_BEGIN_DECLS

/* RwTrainWindow: a model is trained on a person's own customers: what on, how far it is, how good
 * it became. Signal "use" (path of the customers, SHA-256 of the model, which is kept by now). */
#define RW_TYPE_TRAIN_WINDOW (rw_train_window_get_type ())
G_DECLARE_FINAL_TYPE (RwTrainWindow, rw_train_window, RW, TRAIN_WINDOW, AdwWindow)

/* @path: of the customers that are offered, and @choices how they are read; NULL: none are. */
RwTrainWindow *rw_train_window_new (GtkWindow *parent, const char *path, const RwChoices *choices);

/* Closes it; FALSE if it asks before. */
gboolean rw_train_window_end (RwTrainWindow *self);

RwTrainingRun *rw_train_window_get_run (RwTrainWindow *self);

G_END_DECLS
