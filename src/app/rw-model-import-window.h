/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-model-import.h"
#include "rw-model-list.h"

G_BEGIN_DECLS

/* RwModelImportWindow: asks whether the columns are right that were found for a model whose file
 * does not say them, and keeps it then. */
#define RW_TYPE_MODEL_IMPORT_WINDOW (rw_model_import_window_get_type ())
G_DECLARE_FINAL_TYPE (RwModelImportWindow, rw_model_import_window, RW, MODEL_IMPORT_WINDOW,
                      AdwWindow)

/* Takes @import, which has a proposal. */
GtkWidget *rw_model_import_window_new (GtkWindow *parent, RwModelList *models,
                                       RwModelImport *import);

/* Finds the columns in the file at @path, as the button does. */
void rw_model_import_window_find (RwModelImportWindow *self, const char *path);

G_END_DECLS
