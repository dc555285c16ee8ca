/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* RwModelsWindow: the models that are kept, the one that ships first, with their cards. */
#define RW_TYPE_MODELS_WINDOW (rw_models_window_get_type ())
G_DECLARE_FINAL_TYPE (RwModelsWindow, rw_models_window, RW, MODELS_WINDOW, AdwWindow)

RwModelsWindow *rw_models_window_new (GtkApplication *application);

/* Keeps the model in that file, after asking for its columns if it does not say them. */
void rw_models_window_import_file (RwModelsWindow *self, const char *path);

/* Shows what somebody else keeps or removed. */
void rw_models_window_reload (RwModelsWindow *self);

G_END_DECLS
