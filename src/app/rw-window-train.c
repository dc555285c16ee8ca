/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-application.h"
#include "rw-settings.h"
#include "rw-train-window.h"

/* All windows score with it from now on, and this one whatever it scored with; a window without a
 * file gets the one that was trained on. */
static void
use_cb (RwWindow *self, const char *path, const char *sha256)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_assert (RW_IS_WINDOW (self));
  g_settings_set_string (rw_settings_get (), "model", sha256);
  rw_application_reload_models (RW_APPLICATION (application));
  if (rw_session_get_analysis (self->session) != NULL ||
      rw_session_get_failed_task (self->session) == RW_TASK_OPENING)
    rw_session_use_model (self->session, sha256);
  else
    rw_session_open (self->session, path);
}

void
rw_window_train (RwWindow *self)
{
  if (self->train_window == NULL)
    {
      RwTrainWindow *window =
          rw_train_window_new (GTK_WINDOW (self), rw_session_get_path (self->session),
                               rw_session_get_choices (self->session));
      g_set_weak_pointer (&self->train_window, GTK_WIDGET (window));
      g_signal_connect_object (window, "use", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->train_window));
}

gboolean
rw_window_end_training (RwWindow *self)
{
  return self->train_window == NULL || rw_train_window_end (RW_TRAIN_WINDOW (self->train_window));
}
