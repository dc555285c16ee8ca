/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-test-app.h"
#include "rw-test-states.h"

G_BEGIN_DECLS

/* Looks at the train window of @window in all its states: a refusal, a training and its result, and
 * the questions. */
void rw_test_train_look (RwWindow *window, RwTestSize size, RwTestLook look);

G_END_DECLS
