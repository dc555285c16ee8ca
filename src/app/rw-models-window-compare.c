/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-models-window-private.h"

#include "rw-contrast-window.h"
#include "rw-settings.h"

#include <glib/gi18n.h>

static gboolean
shows_file (gpointer window)
{
  return RW_IS_WINDOW (window) && rw_session_get_analysis (rw_window_get_session (window)) != NULL;
}

static gboolean
compares (gpointer window)
{
  return RW_IS_CONTRAST_WINDOW (window);
}

/* Of the windows that fit, the one that was used last; NULL: none does. */
static gpointer
find_window (RwModelsWindow *self, gboolean (*fits) (gpointer window))
{
  GList *windows = gtk_application_get_windows (gtk_window_get_application (GTK_WINDOW (self)));

  for (GList *item = windows; item != NULL; item = item->next)
    if (fits (item->data))
      return item->data;
  return NULL;
}

/* What files are scored with. */
static const RwStoredModel *
find_in_use (const GPtrArray *models)
{
  g_autofree char *sha256 = g_settings_get_string (rw_settings_get (), "model");

  for (guint i = 0; i < models->len; i++)
    {
      const RwStoredModel *stored = models->pdata[i];
      if (stored->model != NULL && g_str_equal (rw_model_get_sha256 (stored->model), sha256))
        return stored;
    }
  return models->pdata[0];
}

void
rw_models_window_compare (RwModelsWindow *self, const RwStoredModel *stored)
{
  const GPtrArray *models = rw_model_list_get (self->models);
  RwWindow *customers = find_window (self, shows_file);
  gpointer former = find_window (self, compares);

  if (former != NULL)
    gtk_window_destroy (former);
  if (customers == NULL)
    {
      rw_models_window_show_error (
          self, _ ("Models are compared on customers. Open a file of customers first."));
      return;
    }
  GtkWidget *window = rw_contrast_window_new (customers, models, find_in_use (models), stored);
  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    rw_models_window_show_error (
        self, _ ("There is no other model to compare it with. Train or import one first."));
}
