/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A stored file as one that can be opened here; a copy that is deleted when this is freed, or the
 * file itself. */
typedef struct
{
  char *path;
  gboolean is_copy;
} RwStorageFile;

void rw_storage_file_free (RwStorageFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwStorageFile, rw_storage_file_free)

/**
 * RwStorage: whole files under keys like "inputs/0f3a…/9c2e….csv". A key is written once and never
 * changed, but for RW_STORAGE_CURRENT. Keys are made by us (rw_storage_dup_key()), never by who
 * uploads. Thread-safe.
 * Errors: RW_ERROR_FILE, also for a key that is not of our making; of a storage that is elsewhere
 * RW_ERROR_NETWORK, RW_ERROR_ACCESS and RW_ERROR_SERVER; and cancelled.
 */
#define RW_TYPE_STORAGE (rw_storage_get_type ())
G_DECLARE_INTERFACE (RwStorage, rw_storage, RW, STORAGE, GObject)

/* When something was stored: from @after on, and before @before. Both in ms, as rw_clock_now(). */
typedef struct
{
  gint64 after;
  gint64 before;
} RwStorageSpan;

/* FALSE, with @error set, ends the list. */
typedef gboolean (*RwStorageFunc) (const char *key, gpointer data, GError **error);

struct _RwStorageInterface
{
  GTypeInterface parent;

  char *(*dup_spool_path) (RwStorage *self, GError **error);
  gboolean (*clean_spool) (RwStorage *self, gint64 before, GError **error);
  gboolean (*store) (RwStorage *self, const char *key, const char *path, GCancellable *cancellable,
                     GError **error);
  RwStorageFile *(*fetch) (RwStorage *self, const char *key, GCancellable *cancellable,
                           GError **error);
  gboolean (*remove) (RwStorage *self, const char *key, GError **error);
  char *(*dup_url) (RwStorage *self, const char *key, const char *name, gint64 expires_at,
                    GError **error);
  gboolean (*each) (RwStorage *self, const char *prefix, const RwStorageSpan *span,
                    RwStorageFunc func, gpointer data, GError **error);
  gboolean (*check) (RwStorage *self, GError **error); /* NULL: the spool is all there is */
};

/* "inputs/TENANT/ID.csv", or "results/TENANT/ID-ATTEMPT.csv" with an attempt above 0. TENANT is
 * made of the user's name by SHA-256: nothing of a name gets into a path. */
char *rw_storage_dup_key (const char *user, const char *id, gint64 attempt);

/* The ID in such a key (transfer full); NULL: it is none. */
char *rw_storage_dup_job_id (const char *key);

/* What all keys of models begin with, and the one that says which model is in use. */
#define RW_STORAGE_MODELS  "models/"
#define RW_STORAGE_CURRENT RW_STORAGE_MODELS "CURRENT"

/* "models/SHA256", in small letters. */
char *rw_storage_dup_model_key (const char *sha256);

/* Whether @key is one that we make: of a job, of a model, or RW_STORAGE_CURRENT. */
gboolean rw_storage_is_key (const char *key);

/* Sets @error to RW_ERROR_FILE: nothing is stored under @key; returns FALSE. */
gboolean rw_storage_miss (const char *key, GError **error);

/* Path of a new empty file (mode 0600) to write what will be stored. */
char *rw_storage_dup_spool_path (RwStorage *self, GError **error);

/* Removes those that were last written before @before, and what was begun to be stored before it:
 * nobody is left to end that. */
gboolean rw_storage_clean_spool (RwStorage *self, gint64 before, GError **error);

/* Moves the file at @path to @key; it is on the disk when this returns. Whatever happens, nothing
 * is left at @path. */
gboolean rw_storage_store (RwStorage *self, const char *key, const char *path,
                           GCancellable *cancellable, GError **error);

/* Errors: also RW_ERROR_FILE with "is not there" when nothing is stored under @key. */
RwStorageFile *rw_storage_fetch (RwStorage *self, const char *key, GCancellable *cancellable,
                                 GError **error);

/* That nothing is stored under @key is no error. */
gboolean rw_storage_remove (RwStorage *self, const char *key, GError **error);

/* An address where anybody who knows it gets a job's file until @expires_at (rw_clock_now()), to be
 * saved as @name. A storage may let it expire sooner: after a week, or with what it is signed by.
 */
char *rw_storage_dup_url (RwStorage *self, const char *key, const char *name, gint64 expires_at,
                          GError **error);

/* Calls @func for each key below @prefix that was stored in @span, as they are found. */
gboolean rw_storage_each (RwStorage *self, const char *prefix, const RwStorageSpan *span,
                          RwStorageFunc func, gpointer data, GError **error);

/* The keys (char *) below @prefix that were stored before @before: all at once, where they are few.
 */
GPtrArray *rw_storage_list (RwStorage *self, const char *prefix, gint64 before, GError **error);

/* That what is behind the spool can be reached and used now. */
gboolean rw_storage_check (RwStorage *self, GError **error);

G_END_DECLS
