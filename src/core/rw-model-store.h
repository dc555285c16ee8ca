/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"

G_BEGIN_DECLS

/**
 * The models that a user keeps: the files in $XDG_DATA_HOME/retainwise/models, and the one that
 * ships. A model is called what its file is called without “.json” or “.ubj”, so that it can get
 * another name without another SHA-256, and the folder says all that there is to say. The functions
 * block, keep no state, and never replace a model by another one.
 */

/* The fewest digits of a SHA-256 that name a model. */
#define RW_MODEL_STORE_MIN_DIGITS 6u

/* A model that is kept. */
typedef struct
{
  char *name;
  char *path;     /* NULL: the one that ships */
  gint64 kept_at; /* when its file was written: milliseconds since 1970; 0 for the one that ships */
  RwModel *model; /* NULL: it cannot be used */
  char *problem;  /* why it cannot be used, in the reader's language; NULL: it can */
  double auc;     /* the mean AUC on rows not trained on that it carries; NAN: it carries none */
  guint64 n_rows; /* that it was trained on; 0: it does not say */
} RwStoredModel;

void rw_stored_model_free (RwStoredModel *stored);

/* Where the models are; it may not be there yet (transfer full). */
char *rw_model_store_dup_folder (void);

/* What the model in @path is called (transfer full). */
char *rw_model_store_dup_name (const char *path);

/* All models (RwStoredModel, transfer full): the one that ships, then the others by their names in
 * the order of the reader's language. Errors: RW_ERROR_FILE if the folder cannot be read,
 * cancelled; a model that cannot be used is listed with its problem. */
GPtrArray *rw_model_store_list (GCancellable *cancellable, GError **error);

/* The model of that name, or whose SHA-256 begins with it. Errors: RW_ERROR_MODEL if there is none
 * or are several; those of rw_model_store_list(). */
RwStoredModel *rw_model_store_find (const char *what, GCancellable *cancellable, GError **error);

/* The model in the file @what; if there is no such file, the one that rw_model_store_find() finds.
 * Errors: those of rw_model_load() and rw_model_store_find(). */
RwModel *rw_model_store_load (const char *what, GCancellable *cancellable, GError **error);

/* Keeps @bytes as @name (NULL: its title), with a number behind it if that is taken. Bytes that are
 * kept already are not kept again. Errors: RW_ERROR_FILE; those of rw_model_load_bytes(). */
RwStoredModel *rw_model_store_add (GBytes *bytes, const char *name, GCancellable *cancellable,
                                   GError **error);

/* Calls the model in @path @name; returns its new path (transfer full). Errors: RW_ERROR_FILE, also
 * for a name that is taken or that cannot be one of a file. */
char *rw_model_store_rename (const char *path, const char *name, GError **error);

/* Takes the model in @path out of the list; returns where it is from now on, for
 * rw_model_store_restore() or for who wants to delete it for good (transfer full). Errors:
 * RW_ERROR_FILE. */
char *rw_model_store_remove (const char *path, GError **error);

/* Puts a removed model back as @name, with a number behind it if that is taken; returns its path
 * (transfer full). Errors: RW_ERROR_FILE. */
char *rw_model_store_restore (const char *removed, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwStoredModel, rw_stored_model_free)

G_END_DECLS
