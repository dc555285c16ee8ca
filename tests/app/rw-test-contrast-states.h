/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-test-app.h"
#include "rw-test-states.h"

G_BEGIN_DECLS

/* Looks at the window that compares models on the file of @window, which is the sample: who changes
 * risk band, and those in the table; a model that does not fit; then, of a file of whom it is known
 * who left, the figures. */
void rw_test_contrast_states_look (RwWindow *window, RwTestSize size, RwTestLook look);

G_END_DECLS
