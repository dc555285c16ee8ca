/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-progress-view.h"

#include "rw-format.h"

#include <glib/gi18n.h>

struct _RwProgressView
{
  RwSessionBox parent_instance;

  /* template */
  GtkLabel *stage;
  GtkLabel *amount;
  GtkProgressBar *bar;

  guint timer; /* source id, 0 while nothing runs */
};

G_DEFINE_FINAL_TYPE (RwProgressView, rw_progress_view, RW_TYPE_SESSION_BOX)

/* Milliseconds between two looks at the progress. */
#define INTERVAL 100

static char *
format_amount (const RwProgressState *state)
{
  gboolean is_bytes = state->stage == RW_STAGE_DECODING || state->stage == RW_STAGE_INDEXING ||
                      state->stage == RW_STAGE_PARSING;

  if (is_bytes)
    {
      g_autofree char *done = g_format_size (state->done);
      g_autofree char *total = g_format_size (state->total);
      /* Translators: “12.1 MB of 30.0 MB” are read */
      return g_strdup_printf (C_ ("bytes", "%s of %s"), done, total);
    }
  g_autofree char *done = rw_format_count (state->done);
  g_autofree char *total = rw_format_count (state->total);
  /* Translators: “400,000 of 1,000,000 customers” are scored; counted is the second number */
  return g_strdup_printf (
      ngettext ("%s of %s customer", "%s of %s customers", (gulong) state->total), done, total);
}

static gboolean
show_progress (RwProgressView *self)
{
  RwProgress *progress = rw_session_get_progress (rw_session_box_get_session (self));

  if (progress == NULL)
    return FALSE;
  RwProgressState state = rw_progress_get (progress);
  if (state.stage == RW_STAGE_WAITING || state.total == 0)
    return TRUE;
  g_autofree char *amount = format_amount (&state);
  gtk_label_set_text (self->stage, rw_stage_get_title (state.stage));
  gtk_label_set_text (self->amount, amount);
  gtk_progress_bar_set_fraction (self->bar, (double) state.done / (double) state.total);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  amount, -1);
  return TRUE;
}

static gboolean
tick_cb (gpointer data)
{
  RwProgressView *self = RW_PROGRESS_VIEW (data);

  if (show_progress (self))
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

static void
task_changed_cb (RwProgressView *self)
{
  g_assert (RW_IS_PROGRESS_VIEW (self));
  if (rw_session_get_progress (rw_session_box_get_session (self)) == NULL || self->timer != 0)
    return;
  gtk_label_set_text (self->stage, rw_stage_get_title (RW_STAGE_WAITING));
  gtk_label_set_text (self->amount, "");
  gtk_progress_bar_set_fraction (self->bar, 0);
  self->timer = g_timeout_add (INTERVAL, tick_cb, self);
}

static void
start (RwSessionBox *box, RwSession *session G_GNUC_UNUSED)
{
  RwProgressView *self = RW_PROGRESS_VIEW (box);

  rw_session_box_watch (box, "task", G_CALLBACK (task_changed_cb));
  task_changed_cb (self);
}

static void
rw_progress_view_dispose (GObject *object)
{
  RwProgressView *self = RW_PROGRESS_VIEW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  rw_session_box_clear (RW_SESSION_BOX (object), RW_TYPE_PROGRESS_VIEW);
  G_OBJECT_CLASS (rw_progress_view_parent_class)->dispose (object);
}

static void
rw_progress_view_class_init (RwProgressViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_progress_view_dispose;
  RW_SESSION_BOX_CLASS (klass)->start = start;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/progress-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RwProgressView, stage);
  gtk_widget_class_bind_template_child (widget_class, RwProgressView, amount);
  gtk_widget_class_bind_template_child (widget_class, RwProgressView, bar);
}

static void
rw_progress_view_init (RwProgressView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
