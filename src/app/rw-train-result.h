/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-trainer.h"

G_BEGIN_DECLS

/* RwTrainResult: how good a trained model is, beside simple ones, and what is worth knowing. */
#define RW_TYPE_TRAIN_RESULT (rw_train_result_get_type ())
G_DECLARE_FINAL_TYPE (RwTrainResult, rw_train_result, RW, TRAIN_RESULT, AdwBin)

void rw_train_result_show (RwTrainResult *self, const RwTraining *training);

G_END_DECLS
