/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-row.h"

#include "rw-accessible.h"
#include "rw-clock.h"
#include "rw-job-row-private.h"
#include "rw-job-text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (RwJobRow, rw_job_row, GTK_TYPE_LIST_BOX_ROW)

/* A label that is there only when it has something to say. */
static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_progress (RwJobRow *self)
{
  gint64 total = rw_job_get_total (self->job);
  gboolean is_moving = !rw_job_is_over (self->job) || rw_job_is_downloading (self->job);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_moving && total > 0);
  if (is_moving && total > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   (double) rw_job_get_done (self->job) / (double) total);
}

/* A screen reader says the whole row when it is reached, but not every second. */
static void
name_row (RwJobRow *self, const char *state)
{
  /* Translators: the name of a file and the state of its job */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), gtk_label_get_text (self->name), state);

  rw_accessible_set_name (GTK_WIDGET (self), name);
}

/* What changes by time alone. */
static void
show_ages (RwJobRow *self)
{
  gint64 now = rw_clock_now ();
  g_autofree char *state = rw_job_text_dup_state (self->job, now);
  g_autofree char *details = rw_job_text_dup_details (self->job, now);
  gboolean is_late = rw_job_text_is_late (self->job, now);

  gtk_label_set_text (self->state, state);
  gtk_label_set_text (self->details, details);
  name_row (self, state);
  if (gtk_widget_get_visible (self->late) == is_late)
    return;
  gtk_widget_set_visible (self->late, is_late);
  rw_job_row_update_actions (self);
}

static gboolean
tick_cb (gpointer data)
{
  show_ages (RW_JOB_ROW (data));
  return G_SOURCE_CONTINUE;
}

static void
update_timer (RwJobRow *self)
{
  gboolean ticks = gtk_widget_get_mapped (GTK_WIDGET (self)) && !rw_job_is_over (self->job);

  if (ticks && self->timer == 0)
    self->timer = g_timeout_add_seconds (1, tick_cb, self);
  else if (!ticks)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
job_changed_cb (RwJobRow *self)
{
  const char *error = rw_job_get_error (self->job);
  const char *request_id = rw_job_get_request_id (self->job);
  /* Translators: %s is what to tell who runs the server */
  g_autofree char *request =
      request_id != NULL ? g_strdup_printf (_ ("Request ID: %s"), request_id) : NULL;

  g_assert (RW_IS_JOB_ROW (self));
  gtk_image_set_from_icon_name (self->icon, rw_job_text_get_icon (self->job));
  show_text (self->error, error);
  gtk_label_set_text (self->request_id, request != NULL ? request : "");
  gtk_widget_set_visible (self->request, error != NULL && request != NULL);
  show_progress (self);
  show_ages (self);
  rw_job_row_update_actions (self);
  update_timer (self);
}

static void
downloaded_cb (RwJobRow *self, RwJob *job, const char *path)
{
  g_assert (RW_IS_JOB_ROW (self));
  if (job == self->job)
    rw_job_row_take_result (self, path);
}

static void
rw_job_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rw_job_row_parent_class)->map (widget);
  show_ages (RW_JOB_ROW (widget));
  update_timer (RW_JOB_ROW (widget));
}

static void
rw_job_row_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rw_job_row_parent_class)->unmap (widget);
  update_timer (RW_JOB_ROW (widget));
}

static void
rw_job_row_dispose (GObject *object)
{
  RwJobRow *self = RW_JOB_ROW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->check != NULL)
    g_cancellable_cancel (self->check);
  g_clear_object (&self->check);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_JOB_ROW);
  G_OBJECT_CLASS (rw_job_row_parent_class)->dispose (object);
}

static void
rw_job_row_finalize (GObject *object)
{
  RwJobRow *self = RW_JOB_ROW (object);

  g_clear_object (&self->hosted);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (rw_job_row_parent_class)->finalize (object);
}

static void
rw_job_row_class_init (RwJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_job_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_job_row_finalize;
  widget_class->map = rw_job_row_map;
  widget_class->unmap = rw_job_row_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/retainwiseanalytics/Desktop/ui/job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, name);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, details);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, state);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, progress);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, error);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, late);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, checking);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, verdict);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, request);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, request_id);
  gtk_widget_class_bind_template_child (widget_class, RwJobRow, buttons);
  rw_job_row_install_actions (widget_class);
}

static void
rw_job_row_init (RwJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rw_accessible_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
rw_job_row_new (RwHosted *hosted, RwJob *job)
{
  RwJobRow *self = g_object_new (RW_TYPE_JOB_ROW, NULL);
  g_autofree char *name = rw_job_text_dup_name (job);

  self->hosted = g_object_ref (hosted);
  self->job = g_object_ref (job);
  gtk_label_set_text (self->name, name);
  g_signal_connect_object (job, "notify::changed-at", G_CALLBACK (job_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hosted, "downloaded", G_CALLBACK (downloaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hosted, "notify::endpoint", G_CALLBACK (rw_job_row_update_actions), self,
                           G_CONNECT_SWAPPED);
  job_changed_cb (self);
  return GTK_WIDGET (self);
}

RwJob *
rw_job_row_get_job (RwJobRow *self)
{
  return self->job;
}
