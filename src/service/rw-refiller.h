/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

G_BEGIN_DECLS

/**
 * RwRefiller: a thread that sends what waits in the outbox (rw_outbox_send()) when it is told that
 * there may be room on the queue, so that whoever works need not wait for it. A fault is logged;
 * the upkeep tries again.
 */
typedef struct _RwRefiller RwRefiller;

/* @backend: kept, not owned. */
RwRefiller *rw_refiller_start (RwBackend *backend);

/* Returns at once. Told while it sends, it looks once more. */
void rw_refiller_tell (RwRefiller *self);

/* Does what it was told, and frees. */
void rw_refiller_stop (RwRefiller *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwRefiller, rw_refiller_stop)

G_END_DECLS
