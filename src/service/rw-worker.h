/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"
#include "rw-model-feed.h"

G_BEGIN_DECLS

/* ms: a job whose worker gives no sign of life for so long goes to another one. */
#define RW_WORKER_LEASE (30 * 1000)

/**
 * RwWorker: takes one job after another off the queue and works on it (rw_attempt_run()); as soon
 * as it has a job, the next one of its user may be put on the queue. Any number of them may share a
 * backend. One is used by one thread; drain and stop may be called by any.
 */
typedef struct _RwWorker RwWorker;

/* @backend: kept, not owned. @n_threads: 0 is one for each core. @lease: ms. */
RwWorker *rw_worker_new (RwBackend *backend, RwModel *model, guint n_threads, gint64 lease);
void rw_worker_free (RwWorker *self);

/* Takes its model from @feed (kept, not owned) before each message from now on. */
void rw_worker_follow (RwWorker *self, RwModelFeed *feed);

/* Waits up to @wait ms for a message and does what it asks for. FALSE: none came, or with @error
 * queue or jobs cannot be used, there is no model, or rw_worker_drain() was called. */
gboolean rw_worker_run_once (RwWorker *self, gint64 wait, GError **error);

/* Does so, through all faults of the backend, until rw_worker_drain() is called. */
void rw_worker_run (RwWorker *self);

/* Takes no new message. */
void rw_worker_drain (RwWorker *self);

/* Neither, and gives back the job that is being worked on. */
void rw_worker_stop (RwWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwWorker, rw_worker_free)

G_END_DECLS
