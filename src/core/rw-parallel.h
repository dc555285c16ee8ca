/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Does task number @task; called from several threads at once, each task once. */
typedef gboolean (*RwTaskFunc) (gsize task, gpointer data, GError **error);

/**
 * rw_parallel_run: does tasks 0 … @n_tasks - 1 on @n_threads threads (0: one for each core), the
 * calling one among them, in order of their start, and returns when all threads are back.
 *
 * The first failure or a cancel stops the rest; of several failures the one of the lowest task is
 * reported, so the message does not depend on timing more than the work does.
 */
gboolean rw_parallel_run (gsize n_tasks, guint n_threads, RwTaskFunc func, gpointer data,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
