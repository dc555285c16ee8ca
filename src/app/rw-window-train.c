/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-train-window.h"

/* Scores the file that is shown or failed to open; where there is none, the one that was trained
 * on. */
static void
use_cb (RwWindow *self, const char *path, const char *model_path)
{
  g_assert (RW_IS_WINDOW (self));
  if (rw_session_get_analysis (self->session) != NULL ||
      rw_session_get_failed_task (self->session) == RW_TASK_OPENING)
    rw_session_use_model (self->session, model_path);
  else
    rw_session_open_with (self->session, path, model_path);
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
  if (self->train_window == NULL)
    return TRUE;
  gtk_window_present (GTK_WINDOW (self->train_window));
  gtk_window_close (GTK_WINDOW (self->train_window));
  return self->train_window == NULL;
}
