/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs-window.h"

#include "rw-accessible.h"
#include "rw-job-row.h"

#include <glib/gi18n.h>

struct _RwJobsWindow
{
  AdwWindow parent_instance;

  /* template */
  GtkInfoBar *strip;
  GtkLabel *strip_title;
  GtkLabel *strip_text;
  GtkButton *strip_button;
  GtkStack *pages;
  GtkListBox *list;

  RwHostedSetup *setup;
  RwHosted *hosted; /* whose jobs are listed, or NULL */
};

G_DEFINE_FINAL_TYPE (RwJobsWindow, rw_jobs_window, ADW_TYPE_WINDOW)

/* What the strip says, and the button that helps. */
typedef struct
{
  const char *title;
  const char *text;
  const char *label;
  const char *action;
} Notice;

static guint
count_jobs (RwJobsWindow *self)
{
  return self->hosted != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->hosted)) : 0;
}

/* Whether an open job gets no further for now; it says why itself. */
static gboolean
has_trouble (RwJobsWindow *self)
{
  for (guint i = 0; i < count_jobs (self); i++)
    {
      g_autoptr (RwJob) job = g_list_model_get_item (G_LIST_MODEL (self->hosted), i);
      if (!rw_job_is_over (job) && rw_job_get_error (job) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* FALSE: all is well. */
static gboolean
find_notice (RwJobsWindow *self, Notice *notice)
{
  const GError *error = rw_hosted_setup_get_error (self->setup);

  if (error != NULL)
    *notice = (Notice){ _ ("The Hosted Queue Cannot Be Used"), error->message, _ ("_Set Up…"),
                        "app.set-up-hosted" };
  else if (!rw_hosted_setup_is_on (self->setup) && count_jobs (self) > 0)
    *notice = (Notice){ _ ("The Hosted Queue Is Off"),
                        _ ("Jobs stay in the list, and the server is not asked for them."),
                        _ ("_Set Up…"), "app.set-up-hosted" };
  else if (has_trouble (self))
    *notice = (Notice){ _ ("Waiting for Network"),
                        _ ("Jobs are kept and go on when the server can be reached."),
                        _ ("_Try Now"), "jobs.refresh" };
  else
    return FALSE;
  return TRUE;
}

static void
show_strip (RwJobsWindow *self)
{
  Notice notice = { NULL };
  gboolean revealed = find_notice (self, &notice);

  if (revealed)
    {
      gtk_label_set_text (self->strip_title, notice.title);
      gtk_label_set_text (self->strip_text, notice.text);
      gtk_button_set_label (self->strip_button, notice.label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->strip_button), notice.action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->strip), revealed);
  gtk_info_bar_set_revealed (self->strip, revealed);
}

static void
show_page (RwJobsWindow *self)
{
  gboolean has_jobs = count_jobs (self) > 0;
  gboolean is_on = rw_hosted_setup_is_on (self->setup);

  gtk_stack_set_visible_child_name (self->pages, has_jobs ? "jobs" : is_on ? "empty" : "off");
  show_strip (self);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  RwJobsWindow *self = user_data;

  g_signal_connect_object (item, "notify::changed-at", G_CALLBACK (show_strip), self,
                           G_CONNECT_SWAPPED);
  return rw_job_row_new (self->hosted, item);
}

static void
setup_changed_cb (RwJobsWindow *self)
{
  RwHosted *hosted = rw_hosted_setup_get_hosted (self->setup);

  g_assert (RW_IS_JOBS_WINDOW (self));
  if (g_set_object (&self->hosted, hosted))
    {
      gtk_list_box_bind_model (self->list, G_LIST_MODEL (hosted), make_row, self, NULL);
      g_signal_connect_object (hosted, "items-changed", G_CALLBACK (show_page), self,
                               G_CONNECT_SWAPPED);
    }
  show_page (self);
}

static void
refresh_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_hosted_refresh (RW_JOBS_WINDOW (widget)->hosted);
}

static void
rw_jobs_window_dispose (GObject *object)
{
  RwJobsWindow *self = RW_JOBS_WINDOW (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_JOBS_WINDOW);
  g_clear_object (&self->hosted);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (rw_jobs_window_parent_class)->dispose (object);
}

static void
rw_jobs_window_class_init (RwJobsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_jobs_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/jobs-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RwJobsWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, RwJobsWindow, strip_title);
  gtk_widget_class_bind_template_child (widget_class, RwJobsWindow, strip_text);
  gtk_widget_class_bind_template_child (widget_class, RwJobsWindow, strip_button);
  gtk_widget_class_bind_template_child (widget_class, RwJobsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RwJobsWindow, list);
  gtk_widget_class_install_action (widget_class, "jobs.refresh", NULL, refresh_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
rw_jobs_window_init (RwJobsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rw_accessible_name_buttons (GTK_WIDGET (self));
}

RwJobsWindow *
rw_jobs_window_new (GtkApplication *application, RwHostedSetup *setup)
{
  RwJobsWindow *self = g_object_new (RW_TYPE_JOBS_WINDOW, "application", application, NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (setup_changed_cb), self,
                           G_CONNECT_SWAPPED);
  setup_changed_cb (self);
  return self;
}

void
rw_jobs_window_show_job (RwJobsWindow *self, gint64 number)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (rw_job_get_number (rw_job_row_get_job (RW_JOB_ROW (row))) == number)
      gtk_widget_grab_focus (GTK_WIDGET (row));
}
