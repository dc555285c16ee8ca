/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"
#include "rw-storage.h"

G_BEGIN_DECLS

/* ms: how often a worker looks whether another model is in use. */
#define RW_MODEL_FEED_EVERY (60 * 1000)

/**
 * RwModelFeed: the model that is in use (see rw-model-shelf.h), followed through its changes; the
 * one that ships while none was published. Copies of models are kept on this computer, in a folder
 * that any number of processes may share. Used by one thread.
 */
typedef struct _RwModelFeed RwModelFeed;

/* @storage: kept, not owned. @folder: for copies; made if need be. @every: ms. */
RwModelFeed *rw_model_feed_new (RwStorage *storage, const char *folder, gint64 every);
void rw_model_feed_free (RwModelFeed *self);

/* A model by its SHA-256: the one that ships, or a published one (transfer full). Errors:
 * RW_ERROR_MODEL, those of RwStorage. */
RwModel *rw_model_feed_load (RwModelFeed *self, const char *sha256, GCancellable *cancellable,
                             GError **error);

/* The model in use (owned by the feed, as long as no other one is). What is in use is looked up if
 * that was not done for so long. A fault leaves the model that there is, and is logged; NULL, with
 * @error: there is none yet. */
RwModel *rw_model_feed_get (RwModelFeed *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwModelFeed, rw_model_feed_free)

G_END_DECLS
