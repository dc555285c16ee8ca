/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"
#include "rw-storage.h"

G_BEGIN_DECLS

/**
 * The shelf: models that were published in a storage for all workers, each under its SHA-256, and
 * which of them is in use. RW_STORAGE_CURRENT has a line for each time that another one was put in
 * use, the last one first: its SHA-256, a blank, the time. Where it is not there, or says
 * "shipped", workers use the one that ships.
 *
 * Two who put models in use at the same moment do not see each other: the later one stays.
 * Errors are those of RwStorage, and RW_ERROR_MODEL.
 */

/* A model that was put in use. */
typedef struct
{
  char *sha256;
  char *since; /* "2026-11-28T20:15:00.000Z" */
} RwModelUse;

void rw_model_use_free (RwModelUse *use);

/* RwModelUse (transfer full), the one in use first; empty: no model was published. */
GPtrArray *rw_model_shelf_list_uses (RwStorage *storage, GCancellable *cancellable, GError **error);

/* SHA-256 of all models on the shelf (char *, transfer full), sorted. */
GPtrArray *rw_model_shelf_list (RwStorage *storage, GError **error);

/* The bytes of a model, which are those of its SHA-256. */
GBytes *rw_model_shelf_read (RwStorage *storage, const char *sha256, GCancellable *cancellable,
                             GError **error);

/* Puts a model on the shelf, in place of a damaged one of its SHA-256, and in use. @bytes: of a
 * model that can be used. Returns its SHA-256 (transfer full). */
char *rw_model_shelf_publish (RwStorage *storage, GBytes *bytes, GError **error);

/* Puts the one model in use whose SHA-256 begins with @digits, once it is known to be whole.
 * Returns its SHA-256 (transfer full). */
char *rw_model_shelf_use (RwStorage *storage, const char *digits, GError **error);

/* Puts that model in use again that was before the one that is. @sha256: it (transfer full); NULL:
 * that was the one that ships. */
gboolean rw_model_shelf_roll_back (RwStorage *storage, char **sha256, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwModelUse, rw_model_use_free)

G_END_DECLS
