/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-model-store.h"

G_BEGIN_DECLS

/* RwModelRow: a model that is kept; expanded, its card and what can be done with it. Its buttons
 * activate "models.use" and so on with the model's path, "" for the one that ships. */
#define RW_TYPE_MODEL_ROW (rw_model_row_get_type ())
G_DECLARE_FINAL_TYPE (RwModelRow, rw_model_row, RW, MODEL_ROW, AdwExpanderRow)

GtkWidget *rw_model_row_new (const RwStoredModel *stored);

/* "" for the model that ships. */
const char *rw_model_row_get_path (RwModelRow *self);

/* Shows whether files are scored with it: @sha256 is the one that is in use, "" the one that ships.
 */
void rw_model_row_mark (RwModelRow *self, const char *sha256);

G_END_DECLS
