/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lets the main context run until that is so; at most ten seconds, a minute where
 * ThreadSanitizer watches. */
typedef gboolean (*RwTestCondition) (gpointer data);
void rw_test_wait_until (RwTestCondition condition, gpointer data);

/* Lets the main context run for a while. */
void rw_test_run_for (guint milliseconds);

G_END_DECLS
