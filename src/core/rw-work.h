/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A blocking piece of work: returns its result, or NULL with @error set. */
typedef gpointer (*RwWorkFunc) (gpointer data, GCancellable *cancellable, GError **error);

/**
 * rw_work_run_async: runs any blocking function of the core on a worker thread and calls @callback
 * in the main context of the caller. One pair serves them all: @func unpacks @data and calls the
 * blocking function.
 *
 * @data is freed with @free_data on the worker; a result nobody takes is freed with @free_result.
 * @source is kept alive until @callback ran.
 */
void rw_work_run_async (gpointer source, RwWorkFunc func, gpointer data, GDestroyNotify free_data,
                        GDestroyNotify free_result, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);

/* The result (transfer full), or NULL with @error set. */
gpointer rw_work_run_finish (GAsyncResult *result, GError **error);

/* Frees @data (may be NULL) on a worker thread: a large table takes its time. */
void rw_work_release (gpointer data, GDestroyNotify free_data);

G_END_DECLS
