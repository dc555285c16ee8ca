/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-application.h"
#include "rw-problems-window.h"
#include "rw-rejects.h"

#include <glib/gi18n.h>

static void
open_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_window_choose_file (RW_WINDOW (widget));
}

static void
open_recent_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (target, NULL));

  rw_window_open (RW_WINDOW (widget), file);
}

static void
open_sample_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  g_autoptr (GFile) file = rw_application_get_sample ();

  rw_window_open (RW_WINDOW (widget), file);
}

static void
open_folder_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target)
{
  gtk_show_uri (GTK_WINDOW (widget), g_variant_get_string (target, NULL), GDK_CURRENT_TIME);
}

static void
reload_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_session_reload (RW_WINDOW (widget)->session);
}

/* What failed is the file that was to be opened, or the one that is shown. */
static void
retry_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_session_retry (RW_WINDOW (widget)->session);
}

static void
review_import_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_window_review_import (RW_WINDOW (widget));
}

static void
choose_model_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_window_choose_model (RW_WINDOW (widget));
}

static void
default_model_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_session_use_model (RW_WINDOW (widget)->session, NULL);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *target G_GNUC_UNUSED)
{
  RwWindow *self = RW_WINDOW (widget);
  gboolean again = g_str_equal (name, "win.export-again");

  rw_window_choose_export (self,
                           again ? self->exports_shown : g_str_equal (name, "win.export-shown"));
}

static void
export_problems_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                    GVariant *target G_GNUC_UNUSED)
{
  rw_window_choose_problems_export (RW_WINDOW (widget));
}

static void
submit_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_window_submit (RW_WINDOW (widget));
}

static void
cancel_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_session_cancel (RW_WINDOW (widget)->session);
}

static void
search_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  RwWindow *self = RW_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
sort_columns_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_filter_bar_show_columns (RW_WINDOW (widget)->filter_bar);
}

static void
threshold_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_summary_bar_focus_threshold (RW_WINDOW (widget)->summary_bar);
}

static void
show_above_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  RwSession *session = RW_WINDOW (widget)->session;

  rw_session_set_range (session, (RwRange){ rw_session_get_threshold (session), RW_MILLION });
}

static void
clear_filters_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  RwWindow *self = RW_WINDOW (widget);

  rw_session_clear_filters (self->session);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
problems_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  RwAnalysis *analysis = rw_session_get_analysis (RW_WINDOW (widget)->session);
  GtkWidget *window =
      rw_problems_window_new (GTK_WINDOW (widget), rw_analysis_get_table (analysis));

  gtk_window_present (GTK_WINDOW (window));
}

static void
train_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_window_train (RW_WINDOW (widget));
}

static void
close_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (widget));
}

typedef struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
  gboolean needs_file; /* works only when a file is shown */
} Action;

static const Action actions[] = {
  { "win.open", NULL, open_cb, FALSE },
  { "win.open-recent", "s", open_recent_cb, FALSE },
  { "win.open-sample", NULL, open_sample_cb, FALSE },
  { "win.open-folder", "s", open_folder_cb, FALSE },
  { "win.retry", NULL, retry_cb, FALSE },
  { "win.review-import", NULL, review_import_cb, FALSE },
  { "win.choose-model", NULL, choose_model_cb, FALSE },
  { "win.default-model", NULL, default_model_cb, TRUE },
  { "win.train", NULL, train_cb, FALSE },
  { "win.close", NULL, close_cb, FALSE },
  { "win.cancel", NULL, cancel_cb, FALSE },
  { "win.reload", NULL, reload_cb, TRUE },
  { "win.export-shown", NULL, export_cb, TRUE },
  { "win.export-all", NULL, export_cb, TRUE },
  { "win.export-again", NULL, export_cb, TRUE },
  { "win.export-problems", NULL, export_problems_cb, TRUE },
  { "win.submit", NULL, submit_cb, TRUE },
  { "win.search", NULL, search_cb, TRUE },
  { "win.sort-columns", NULL, sort_columns_cb, TRUE },
  { "win.threshold", NULL, threshold_cb, TRUE },
  { "win.show-above", NULL, show_above_cb, TRUE },
  { "win.clear-filters", NULL, clear_filters_cb, TRUE },
  { "win.problems", NULL, problems_cb, TRUE },
};

void
rw_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
rw_window_update_actions (RwWindow *self)
{
  RwAnalysis *analysis = rw_session_get_analysis (self->session);
  gboolean has_file = analysis != NULL;
  gboolean has_model = has_file && rw_analysis_get_model (analysis) != NULL;
  gboolean is_busy = rw_session_get_progress (self->session) != NULL;
  gboolean has_problems = has_file && rw_rejects_count (rw_analysis_get_table (analysis)) > 0;
  gboolean has_failed = rw_session_get_failed_task (self->session) == RW_TASK_OPENING;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name,
                                   has_file || !actions[i].needs_file);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.retry", has_file || has_failed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.choose-model", has_file || has_failed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.review-import", has_model || has_failed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export-problems", has_problems);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", is_busy);
}
