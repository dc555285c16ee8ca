/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

G_BEGIN_DECLS

/* ms: what was left in the spool is removed so often, when it is so old. */
#define RW_UPKEEP_CLEAN_EVERY (60 * 60 * 1000)
#define RW_UPKEEP_CLEAN_AGE   (24 * RW_UPKEEP_CLEAN_EVERY)

/**
 * RwUpkeep: what server and worker both do once a second, that nothing stays where it must not:
 * leases that ran out, the outbox, dead letters, the spool. Any number of processes
 * may do it at the same time; one of it is used by one thread.
 */
typedef struct _RwUpkeep RwUpkeep;

/* @backend: kept, not owned. */
RwUpkeep *rw_upkeep_new (RwBackend *backend);
void rw_upkeep_free (RwUpkeep *self);

/* Gives up the jobs of all dead letters that can be had now, if they have no attempt left, and
 * notes the letters of those that were; other letters go. */
gboolean rw_upkeep_settle_dead (RwBackend *backend, GError **error);

/* One pass. What fails is tried again by the next one. */
gboolean rw_upkeep_run (RwUpkeep *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwUpkeep, rw_upkeep_free)

G_END_DECLS
