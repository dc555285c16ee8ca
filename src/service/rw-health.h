/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * RwHealth: whether jobs, queue and storage can be written to, by doing it. Thread-safe.
 */
typedef struct _RwHealth RwHealth;

/* @backend: kept, not owned. */
RwHealth *rw_health_new (RwBackend *backend);
void rw_health_free (RwHealth *self);

/* The answer of GET /health (transfer full). What fails is logged. One thread at a time checks; the
 * others are told at once what the last check found, or, when it takes longer than
 * rw_health_patience, that what it waits for fails. */
json_t *rw_health_check (RwHealth *self, gboolean *is_healthy);

/* ms. Tests make it short; programs never touch it. */
extern gint64 rw_health_patience;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwHealth, rw_health_free)

G_END_DECLS
