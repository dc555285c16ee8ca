/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"
#include "rw-table.h"

G_BEGIN_DECLS

/**
 * RwModelImport: a model's file from elsewhere on its way to one that says which columns it reads.
 * One that says so already is ready as it is, byte for byte. Of another one the columns are found
 * out, and the trees behind the best round of an early stopping are left out, as scikit-learn's
 * wrapper does when it predicts:
 *
 *     rw_model_import_open(), then unless rw_model_import_is_ready():
 *     rw_model_import_guess(), with a table or without, until a person confirms @manifest;
 *     rw_model_import_finish()
 */
typedef struct
{
  char *title;          /* what to call it: the file's name without its end */
  GBytes *bytes;        /* of the file */
  json_t *document;     /* it passed rw_model_check() */
  guint n_left_out;     /* trees behind the best round of an early stopping */
  RwManifest *manifest; /* the proposal; NULL as long as there is none */
} RwModelImport;

/* Errors: RW_ERROR_FILE, RW_ERROR_MODEL. */
RwModelImport *rw_model_import_open (const char *path, GCancellable *cancellable, GError **error);
void rw_model_import_free (RwModelImport *import);

/* Whether the file has a description of ours. */
gboolean rw_model_import_is_ready (const RwModelImport *import);

/* Makes the proposal anew by the features' names and, unless it is NULL, by a file that the model
 * is for; @table was loaded with rw_manifest_guess_hint() and @import's document. Errors:
 * RW_ERROR_MODEL. */
gboolean rw_model_import_guess (RwModelImport *import, RwTable *table, GError **error);

/* The file to keep: with the proposal in it, the label (NULL: not told; then @positive counts for
 * nothing), and the base score as every XGBoost reads it. Errors: those of rw_model_load_bytes().
 */
GBytes *rw_model_import_finish (RwModelImport *import, const char *label, const char *positive,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwModelImport, rw_model_import_free)

G_END_DECLS
