/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model-store.h"

G_BEGIN_DECLS

/**
 * RwModelList: the models that are kept, as a window lists them, and what is done with them on
 * worker threads. To be used in one thread, whose main context runs.
 *
 * Signals: "changed": there is another list. "added" (RwStoredModel): a model was kept, or was
 * there before. "removed" (name, path where it is now): until the handler restores or deletes it
 * there. "exported" (path). "failed" (message in the reader's language): nothing was changed.
 */
#define RW_TYPE_MODEL_LIST (rw_model_list_get_type ())
G_DECLARE_FINAL_TYPE (RwModelList, rw_model_list, RW, MODEL_LIST, GObject)

/* Starts to read the list. */
RwModelList *rw_model_list_new (void);

/* RwStoredModel, as rw_model_store_list() orders them; empty before the first "changed". */
const GPtrArray *rw_model_list_get (RwModelList *self);

/* Each does what rw_model_store_… of its name does, and reads the list again. */
void rw_model_list_reload (RwModelList *self);
void rw_model_list_add (RwModelList *self, GBytes *bytes);
void rw_model_list_rename (RwModelList *self, const char *path, const char *name);
void rw_model_list_remove (RwModelList *self, const char *path);
void rw_model_list_restore (RwModelList *self, const char *removed, const char *name);

/* Writes the bytes of the model at @path (NULL: of the one that ships) to @target. */
void rw_model_list_export (RwModelList *self, const char *path, const char *target);

/* Ends what is going on; nothing is emitted any more. */
void rw_model_list_stop (RwModelList *self);

G_END_DECLS
