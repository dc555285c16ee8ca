/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-models-window-private.h"

#include "rw-chooser.h"
#include "rw-model-import-window.h"
#include "rw-work.h"

#include <glib/gi18n.h>

/* The model in the file with a proposal of its columns, if it does not say them. */
static gpointer
open_model (gpointer path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwModelImport) import = rw_model_import_open (path, cancellable, error);

  if (import == NULL ||
      (!rw_model_import_is_ready (import) && !rw_model_import_guess (import, NULL, error)))
    return NULL;
  return g_steal_pointer (&import);
}

static void
opened_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (RwModelsWindow) self = RW_MODELS_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModelImport) import = rw_work_run_finish (result, &error);

  if (self->models == NULL)
    return;
  if (import == NULL)
    rw_models_window_show_error (self, error->message);
  else if (rw_model_import_is_ready (import))
    rw_model_list_add (self->models, import->bytes);
  else
    gtk_window_present (GTK_WINDOW (
        rw_model_import_window_new (GTK_WINDOW (self), self->models, g_steal_pointer (&import))));
}

static void
import_chosen (gpointer owner, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    rw_models_window_import_file (RW_MODELS_WINDOW (owner), path);
}

void
rw_models_window_import_file (RwModelsWindow *self, const char *path)
{
  rw_work_run_async (NULL, open_model, g_strdup (path), g_free,
                     (GDestroyNotify) rw_model_import_free, NULL, opened_cb, g_object_ref (self));
}

void
rw_models_window_import (RwModelsWindow *self)
{
  rw_chooser_show (gtk_file_chooser_native_new (_ ("Import Model"), GTK_WINDOW (self),
                                                GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"),
                                                _ ("_Cancel")),
                   &self->chooser, self, import_chosen);
}
