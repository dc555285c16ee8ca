/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-row-private.h"

#include "rw-application.h"
#include "rw-clock.h"
#include "rw-job-check.h"
#include "rw-job-text.h"
#include "rw-scored-name.h"

#include <glib/gi18n.h>

static gboolean
is_in_state (RwJobRow *self, RwJobState wanted)
{
  RwJobState state = RW_JOB_QUEUED;

  return rw_job_get_phase (self->job) == RW_JOB_PHASE_SENT &&
         rw_job_get_state (self->job, &state) && state == wanted;
}

/* Whether the server can be asked: it is the one that is set up. */
static gboolean
is_reachable (RwJobRow *self)
{
  RwEndpoint *endpoint = rw_hosted_get_endpoint (self->hosted);

  return endpoint != NULL &&
         g_strcmp0 (rw_endpoint_get_url (endpoint), rw_job_get_server (self->job)) == 0;
}

static gboolean
can_cancel (RwJobRow *self)
{
  if (rw_job_is_downloading (self->job))
    return TRUE;
  return !rw_job_is_over (self->job) &&
         (rw_job_get_phase (self->job) != RW_JOB_PHASE_SENT || is_reachable (self));
}

static gboolean
can_retry (RwJobRow *self)
{
  return is_reachable (self) &&
         (rw_job_get_phase (self->job) == RW_JOB_PHASE_UNSENT ||
          is_in_state (self, RW_JOB_FAILED) || is_in_state (self, RW_JOB_CANCELLED));
}

static gboolean
can_download (RwJobRow *self)
{
  return is_reachable (self) && is_in_state (self, RW_JOB_COMPLETED) &&
         !rw_job_is_downloading (self->job);
}

static gboolean
can_open (RwJobRow *self)
{
  return can_download (self) ||
         (is_in_state (self, RW_JOB_COMPLETED) && rw_job_get_result_path (self->job) != NULL);
}

static gboolean
can_compare (RwJobRow *self)
{
  return self->check == NULL && rw_job_check_is_possible (self->job);
}

static gboolean
can_score_here (RwJobRow *self)
{
  return rw_job_get_phase (self->job) == RW_JOB_PHASE_UNSENT ||
         rw_job_text_is_late (self->job, rw_clock_now ());
}

static gboolean
can_forget (RwJobRow *self)
{
  return rw_job_is_over (self->job) && !rw_job_is_downloading (self->job);
}

static gboolean
has_request_id (RwJobRow *self)
{
  return rw_job_get_request_id (self->job) != NULL;
}

static RwApplication *
get_application (RwJobRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return RW_APPLICATION (gtk_window_get_application (GTK_WINDOW (root)));
}

static void
cancel (RwJobRow *self)
{
  self->opens_result = FALSE;
  rw_hosted_cancel (self->hosted, self->job);
}

static void
retry (RwJobRow *self)
{
  rw_hosted_retry (self->hosted, self->job);
}

static void
forget (RwJobRow *self)
{
  rw_hosted_forget (self->hosted, self->job);
}

static void
chosen_cb (RwJobRow *self, int response, GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_assert (RW_IS_JOB_ROW (self));
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    rw_hosted_download (self->hosted, self->job, path);
  g_clear_object (&self->chooser);
}

static void
download (RwJobRow *self)
{
  self->opens_result = FALSE;
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Download Result"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Download"), _ ("_Cancel"));
  rw_scored_name_propose (GTK_FILE_CHOOSER (self->chooser), rw_job_get_path (self->job));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Where a result is kept that is only looked at. */
static char *
make_result_path (RwJobRow *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rw_job_get_number (self->job));
  g_autofree char *name = rw_scored_name_dup (rw_job_get_path (self->job));
  g_autofree char *folder =
      g_build_filename (g_get_user_data_dir (), "retainwise", "results", number, NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

void
rw_job_row_take_result (RwJobRow *self, const char *path)
{
  if (self->opens_result)
    rw_application_open_result (get_application (self), path);
  self->opens_result = FALSE;
}

static void
open_result (RwJobRow *self)
{
  const char *path = rw_job_get_result_path (self->job);

  self->opens_result = TRUE;
  if (path != NULL)
    {
      rw_job_row_take_result (self, path);
      return;
    }
  g_autofree char *kept = make_result_path (self);
  rw_hosted_download (self->hosted, self->job, kept);
}

static void
set_checking (RwJobRow *self, const char *text, gboolean checking)
{
  gtk_label_set_text (self->verdict, text);
  gtk_spinner_set_spinning (self->spinner, checking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), checking);
  gtk_widget_set_visible (self->checking, TRUE);
  rw_job_row_update_actions (self);
}

static void
checked_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwJobRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RwComparison) comparison = rw_job_check_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->check);
  g_autofree char *text = comparison != NULL ? rw_job_check_dup_text (comparison) : NULL;
  set_checking (self, text != NULL ? text : error->message, FALSE);
}

static void
compare (RwJobRow *self)
{
  RwModel *model = rw_application_find_model (get_application (self), rw_job_get_path (self->job));

  self->check = g_cancellable_new ();
  set_checking (self, _ ("Scoring the file here…"), TRUE);
  rw_job_check_async (self->job, model, self->check, checked_cb, g_object_ref (self));
}

static void
score_here (RwJobRow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (rw_job_get_path (self->job));

  rw_application_open_file (get_application (self), NULL, file);
}

static void
copy_request (RwJobRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          rw_job_get_request_id (self->job));
}

static const struct
{
  const char *name;
  gboolean (*is_possible) (RwJobRow *self);
  void (*activate) (RwJobRow *self);
} actions[] = {
  { "job.open-result", can_open, open_result },
  { "job.download", can_download, download },
  { "job.compare", can_compare, compare },
  { "job.score-here", can_score_here, score_here },
  { "job.retry", can_retry, retry },
  { "job.cancel", can_cancel, cancel },
  { "job.forget", can_forget, forget },
  { "job.copy-request", has_request_id, copy_request },
};

static void
activate_cb (GtkWidget *widget, const char *name, GVariant *target G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].activate (RW_JOB_ROW (widget));
}

void
rw_job_row_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, activate_cb);
}

static void
show_button (RwJobRow *self, const char *action, gboolean visible)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->buttons); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)), action) == 0)
      {
        if (!visible && gtk_widget_has_focus (child))
          gtk_widget_grab_focus (GTK_WIDGET (self));
        gtk_widget_set_visible (child, visible);
      }
}

void
rw_job_row_update_actions (RwJobRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gboolean is_possible = actions[i].is_possible (self);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, is_possible);
      show_button (self, actions[i].name, is_possible);
    }
}
