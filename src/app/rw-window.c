/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window.h"

#include "rw-window-private.h"
#include "rw-accessible.h"
#include "rw-application.h"
#include "rw-format.h"
#include "rw-host-path.h"
#include "rw-probe.h"
#include "rw-recent.h"
#include "rw-settings.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (RwWindow, rw_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_page (RwWindow *self)
{
  const char *opening = rw_session_get_opening_path (self->session);
  gboolean has_file = rw_session_get_analysis (self->session) != NULL;
  const char *page = has_file ? "customers" : opening != NULL ? "loading" : "empty";

  if (opening != NULL)
    {
      g_autofree char *name = g_filename_display_basename (opening);
      /* Translators: the name of a file that is being opened */
      g_autofree char *title = g_strdup_printf (_ ("Opening %s"), name);
      adw_status_page_set_title (self->loading_page, title);
    }
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (self->export_button, has_file);
  gtk_search_bar_set_key_capture_widget (self->search_bar, has_file ? GTK_WIDGET (self) : NULL);
}

/* "~/Documents" for a folder in the home; NULL when nobody knows where the file is. */
static char *
make_folder_name (const char *path)
{
  g_autofree char *folder = rw_host_path_dup_folder (path);
  if (folder == NULL)
    return NULL;
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *home = g_filename_display_name (g_get_home_dir ());
  gsize length = strlen (home);

  if (g_str_has_prefix (shown, home) && (shown[length] == '/' || shown[length] == '\0'))
    return g_strconcat ("~", shown + length, NULL);
  return g_steal_pointer (&shown);
}

static void
show_title (RwWindow *self)
{
  const char *path = rw_session_get_path (self->session);

  if (path == NULL)
    return;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = make_folder_name (path);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, folder != NULL ? folder : "");
  gtk_window_set_title (GTK_WINDOW (self), name);
}

static void
task_changed_cb (RwWindow *self)
{
  static const char *const steps[RW_N_TASKS] = {
    [RW_TASK_OPENING] = "opened", [RW_TASK_EXPORTING] = "exported", [RW_TASK_UPDATING] = "updated"
  };
  RwTask task = rw_session_get_task (self->session);

  g_assert (RW_IS_WINDOW (self));
  if (self->last_task != task && steps[self->last_task] != NULL)
    rw_probe_mark (steps[self->last_task]);
  self->last_task = task;
  show_page (self);
  rw_window_update_actions (self);
}

static void
analysis_changed_cb (RwWindow *self)
{
  g_assert (RW_IS_WINDOW (self));
  show_title (self);
  show_page (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  rw_window_update_actions (self);
  rw_recent_add (rw_session_get_path (self->session));
  rw_window_tell_import (self);
}

static void
error_changed_cb (RwWindow *self)
{
  g_assert (RW_IS_WINDOW (self));
  rw_window_update_actions (self);
  rw_window_review_doubts (self);
}

static void
search_changed_cb (RwWindow *self)
{
  g_assert (RW_IS_WINDOW (self));
  rw_session_set_search (self->session, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* The entry follows a search that was given up elsewhere; what is being typed is left alone. While
 * it takes the new text it is empty for a moment, which is no search. */
static void
request_changed_cb (RwWindow *self)
{
  const char *search = rw_session_get_request (self->session)->search;
  GtkEditable *entry = GTK_EDITABLE (self->search_entry);

  g_assert (RW_IS_WINDOW (self));
  if (g_strcmp0 (self->searched, search) == 0)
    return;
  g_free (self->searched);
  self->searched = g_strdup (search);
  g_signal_handlers_block_by_func (entry, search_changed_cb, self);
  if (g_strcmp0 (search != NULL ? search : "", gtk_editable_get_text (entry)) != 0)
    gtk_editable_set_text (entry, search != NULL ? search : "");
  g_signal_handlers_unblock_by_func (entry, search_changed_cb, self);
}

static void
exported_cb (RwWindow *self, const char *path, guint n_rows)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *count = rw_format_count (n_rows);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  /* Translators: how many were written, and the name of the file */
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s customer saved to %s", "%s customers saved to %s", n_rows), count, name);

  g_assert (RW_IS_WINDOW (self));
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  if (!rw_host_path_is_portal (path))
    {
      adw_toast_set_button_label (toast, _ ("_Open Folder"));
      adw_toast_set_action_name (toast, "win.open-folder");
      adw_toast_set_action_target (toast, "s", uri);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
connect_session (RwWindow *self)
{
  GObject *parts[] = { G_OBJECT (self->error_strip), G_OBJECT (self->loading),
                       G_OBJECT (self->summary_bar), G_OBJECT (self->histogram),
                       G_OBJECT (self->filter_bar),  G_OBJECT (self->table),
                       G_OBJECT (self->status_line) };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_object_set (parts[i], "session", self->session, NULL);
  rw_filter_bar_set_columns (self->filter_bar, rw_table_view_get_columns (self->table));
  g_signal_connect_object (self->session, "notify::task", G_CALLBACK (task_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::error", G_CALLBACK (error_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::analysis", G_CALLBACK (analysis_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::request", G_CALLBACK (request_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "exported", G_CALLBACK (exported_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
n_bins_changed_cb (RwWindow *self)
{
  g_autofree char *n_bins = g_settings_get_string (rw_settings_get (), "n-bins");

  g_assert (RW_IS_WINDOW (self));
  rw_session_set_n_bins (self->session, (guint) g_ascii_strtoull (n_bins, NULL, 10));
}

/* The model of all windows; NULL: the one that ships. */
static char *
dup_standard_model (void)
{
  g_autofree char *sha256 = g_settings_get_string (rw_settings_get (), "model");

  return sha256[0] != '\0' ? g_steal_pointer (&sha256) : NULL;
}

/* What was scored is scored again; a file of scores stays what it is. */
static void
model_changed_cb (RwWindow *self)
{
  g_autofree char *model = dup_standard_model ();
  RwAnalysis *analysis = rw_session_get_analysis (self->session);

  g_assert (RW_IS_WINDOW (self));
  rw_session_set_standard_model (self->session, model);
  if (analysis != NULL && rw_analysis_get_model (analysis) != NULL)
    rw_session_use_model (self->session, model);
}

static void
read_settings (RwWindow *self)
{
  g_autofree char *model = dup_standard_model ();
  GSettings *settings = rw_settings_get ();

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  rw_session_set_threshold (self->session, g_settings_get_uint (settings, "threshold"));
  g_signal_connect_object (settings, "changed::n-bins", G_CALLBACK (n_bins_changed_cb), self,
                           G_CONNECT_SWAPPED);
  n_bins_changed_cb (self);
  g_signal_connect_object (settings, "changed::model", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rw_session_set_standard_model (self->session, model);
}

static void
write_settings (RwWindow *self)
{
  GSettings *settings = rw_settings_get ();
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 294));
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_uint (settings, "threshold", rw_session_get_threshold (self->session));
}

static gboolean
close_cb (gpointer data)
{
  RwWindow *self = RW_WINDOW (data);

  if (rw_table_view_shrink (self->table))
    return G_SOURCE_CONTINUE;
  self->closing = 0;
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* Out of sight at once; what it is made of goes little by little. */
static gboolean
rw_window_close_request (GtkWindow *window)
{
  RwWindow *self = RW_WINDOW (window);

  if (self->closing != 0 || !rw_window_end_training (self))
    return TRUE;
  write_settings (self);
  rw_session_cancel_all (self->session);
  gtk_widget_hide (GTK_WIDGET (self));
  self->closing = g_idle_add (close_cb, self);
  return TRUE;
}

/* Not before the construct properties of GtkWindow are set, one of which is "maximized". */
static void
rw_window_constructed (GObject *object)
{
  G_OBJECT_CLASS (rw_window_parent_class)->constructed (object);
  if (g_settings_get_boolean (rw_settings_get (), "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (object));
}

static void
rw_window_dispose (GObject *object)
{
  RwWindow *self = RW_WINDOW (object);

  g_clear_handle_id (&self->closing, g_source_remove);
  g_clear_pointer (&self->searched, g_free);
  if (self->session != NULL)
    rw_session_cancel_all (self->session);
  g_clear_object (&self->chooser);
  g_clear_weak_pointer (&self->import_window);
  g_clear_weak_pointer (&self->train_window);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_WINDOW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rw_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, error_strip);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, loading);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, summary_bar);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, histogram);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, table);
  gtk_widget_class_bind_template_child (widget_class, RwWindow, status_line);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
rw_window_class_init (RwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = rw_window_constructed;
  G_OBJECT_CLASS (klass)->dispose = rw_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rw_window_close_request;
  g_type_ensure (RW_TYPE_ERROR_STRIP);
  g_type_ensure (RW_TYPE_PROGRESS_VIEW);
  g_type_ensure (RW_TYPE_SUMMARY_BAR);
  g_type_ensure (RW_TYPE_HISTOGRAM_VIEW);
  g_type_ensure (RW_TYPE_FILTER_BAR);
  g_type_ensure (RW_TYPE_TABLE_VIEW);
  g_type_ensure (RW_TYPE_STATUS_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/retainwiseanalytics/Desktop/ui/window.ui");
  bind_template (widget_class);
  rw_window_install_actions (widget_class);
}

static void
rw_window_init (RwWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session = rw_session_new ();
  read_settings (self);
  connect_session (self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  adw_split_button_set_menu_model (self->open_button, rw_recent_get_menu ());
  rw_window_add_drop_target (self);
  rw_accessible_name_buttons (GTK_WIDGET (self));
  rw_accessible_name_toasts (GTK_WIDGET (self->toasts));
  show_page (self);
  rw_window_update_actions (self);
}

RwWindow *
rw_window_new (AdwApplication *application)
{
  return g_object_new (RW_TYPE_WINDOW, "application", application, NULL);
}

RwSession *
rw_window_get_session (RwWindow *self)
{
  return self->session;
}

gboolean
rw_window_is_empty (RwWindow *self)
{
  return rw_session_get_analysis (self->session) == NULL &&
         rw_session_get_opening_path (self->session) == NULL;
}

void
rw_window_open (RwWindow *self, GFile *file)
{
  rw_application_open_file (RW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self,
                            file);
}
