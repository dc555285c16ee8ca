/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

G_BEGIN_DECLS

/* ms: files that no job owns are looked for so often, and removed when they are so old. */
#define RW_TIDIER_EVERY (24 * 60 * 60 * 1000)
#define RW_TIDIER_AGE   RW_TIDIER_EVERY

/**
 * RwTidier: a thread of the server's that removes what no job owns: of an upload whose job was
 * never made, of an attempt that lost its lease. It begins an hour after the start. In a bucket
 * only what came since the last pass is looked at: there may be millions of files, and rules of the
 * bucket let them all expire.
 */
typedef struct _RwTidier RwTidier;

/* @backend: kept, not owned. */
RwTidier *rw_tidier_start (RwBackend *backend);

/* Ends a pass that runs, and frees. */
void rw_tidier_stop (RwTidier *self);

/* One pass. Errors: those of the backend, and cancelled. */
gboolean rw_tidier_run (RwBackend *backend, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTidier, rw_tidier_stop)

G_END_DECLS
