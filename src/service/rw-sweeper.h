/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

G_BEGIN_DECLS

/**
 * RwSweeper: a thread that does the upkeep (rw_upkeep_run()) once a second. That it fails is
 * logged once, and that it works again.
 */
typedef struct _RwSweeper RwSweeper;

/* @backend: kept, not owned. */
RwSweeper *rw_sweeper_start (RwBackend *backend);

/* Waits for a pass that runs, and frees. */
void rw_sweeper_stop (RwSweeper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwSweeper, rw_sweeper_stop)

G_END_DECLS
