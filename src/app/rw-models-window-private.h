/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model-list.h"
#include "rw-models-window.h"

G_BEGIN_DECLS

struct _RwModelsWindow
{
  AdwWindow parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  GtkInfoBar *strip;
  GtkLabel *strip_text;
  GtkListBox *list;

  RwModelList *models;
  GtkFileChooserNative *chooser; /* the one that is open */
  char *was_in_use;              /* SHA-256 of the model that is being deleted, or NULL */
  char *wanted;                  /* SHA-256 of the model to be in use as soon as it is back */
};

/* Actions "models.…". */
void rw_models_window_install_actions (GtkWidgetClass *widget_class);

/* Says what went wrong. */
void rw_models_window_show_error (RwModelsWindow *self, const char *message);

/* Compares the model with another one on the customers of the window that was used last. */
void rw_models_window_compare (RwModelsWindow *self, const RwStoredModel *stored);

/* Asks for a file, and keeps the model in it. */
void rw_models_window_import (RwModelsWindow *self);

G_END_DECLS
