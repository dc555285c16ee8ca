/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-submit-window.h"

#include "rw-error.h"
#include "rw-format.h"
#include "rw-limits-text.h"

#include <glib/gi18n.h>

struct _RwSubmitWindow
{
  AdwWindow parent_instance;

  /* template */
  GtkWidget *submit;
  AdwPreferencesGroup *file;
  GtkLabel *columns_title;
  GtkListView *columns;
  GtkSpinner *spinner;
  GtkLabel *answer;
  GtkWidget *again;

  RwHosted *hosted;
  RwEndpoint *endpoint; /* whom the window speaks of */
  RwAnalysis *analysis;
  char *path;
  GCancellable *cancellable; /* of the question that runs, or NULL */
};

G_DEFINE_FINAL_TYPE (RwSubmitWindow, rw_submit_window, ADW_TYPE_WINDOW)

static RwSource *
get_source (RwSubmitWindow *self)
{
  return rw_table_get_source (rw_analysis_get_table (self->analysis));
}

static void
add_row (RwSubmitWindow *self, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (self->file, row);
}

static void
show_file (RwSubmitWindow *self)
{
  g_autofree char *bytes = g_format_size (rw_source_get_size (get_source (self)));
  g_autofree char *customers =
      rw_format_customers (rw_table_get_n_rows (rw_analysis_get_table (self->analysis)));
  /* Translators: what is in a file: “940.6 kB, 7,043 customers” */
  g_autofree char *size = g_strdup_printf (_ ("%s, %s"), bytes, customers);

  add_row (self, _ ("File"), rw_source_get_name (get_source (self)));
  add_row (self, _ ("Size"), size);
  add_row (self, _ ("Sent to"), rw_endpoint_get_host (self->endpoint));
}

static void
show_columns (RwSubmitWindow *self)
{
  RwTable *table = rw_analysis_get_table (self->analysis);
  g_autofree char *title = rw_format_columns (rw_table_get_n_columns (table));
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) model = gtk_no_selection_new (G_LIST_MODEL (names));
  g_autoptr (GtkListItemFactory) factory = gtk_builder_list_item_factory_new_from_resource (
      NULL, "/com/retainwiseanalytics/Desktop/ui/submit-column.ui");

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    gtk_string_list_append (names, rw_column_get_name (rw_table_get_column (table, i)));
  gtk_label_set_text (self->columns_title, title);
  gtk_list_view_set_factory (self->columns, factory);
  gtk_list_view_set_model (self->columns, GTK_SELECTION_MODEL (model));
}

static void
set_asking (RwSubmitWindow *self, gboolean asking)
{
  gtk_spinner_set_spinning (self->spinner, asking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), asking);
}

static void
show_answer (RwSubmitWindow *self, const char *text, gboolean is_error)
{
  gtk_label_set_text (self->answer, text);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->answer), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->answer), "error");
}

/* What is sent is the file of that name, which may be another one by now. */
static gboolean
check_file (RwSubmitWindow *self, GError **error)
{
  if (rw_source_get_state (get_source (self)) == RW_SOURCE_PRESENT)
    return rw_source_check (get_source (self), error);
  g_set_error (error, RW_ERROR, RW_ERROR_CHANGED,
               _ ("“%s” was replaced or moved since it was opened. Open it again to submit it."),
               rw_source_get_name (get_source (self)));
  return FALSE;
}

static gboolean
check_size (RwSubmitWindow *self, const RwLimits *limits, GError **error)
{
  guint64 size = rw_source_get_size (get_source (self));
  g_autofree char *ours = g_format_size (size);
  g_autofree char *theirs = g_format_size ((guint64) limits->max_bytes);

  if (size <= (guint64) limits->max_bytes)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
               _ ("The file has %s, and the server takes at most %s. It is scored here already."),
               ours, theirs);
  return FALSE;
}

static void
answered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwSubmitWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RwLimits) limits = rw_hosted_ask_limits_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_asking (self, FALSE);
  gtk_widget_set_visible (self->again, limits == NULL);
  gboolean is_fine =
      limits != NULL && check_size (self, limits, &error) && check_file (self, &error);
  gtk_widget_set_sensitive (self->submit, is_fine);
  if (is_fine)
    {
      g_autofree char *text = rw_limits_text_dup (limits);
      show_answer (self, text, FALSE);
      gtk_widget_grab_focus (self->submit);
    }
  else
    show_answer (self, error->message, TRUE);
}

static void
stop (RwSubmitWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask_cb (RwSubmitWindow *self)
{
  stop (self);
  gtk_widget_set_visible (self->again, FALSE);
  set_asking (self, TRUE);
  show_answer (self, _ ("Asking the server whether it takes the file…"), FALSE);
  self->cancellable = g_cancellable_new ();
  rw_hosted_ask_limits_async (self->endpoint, self->cancellable, answered_cb, g_object_ref (self));
}

static void
submit_cb (RwSubmitWindow *self)
{
  g_autoptr (GError) error = NULL;
  RwJob *job = NULL;

  if (check_file (self, &error))
    job = rw_hosted_submit (self->hosted, self->path, &error);
  if (job == NULL)
    {
      show_answer (self, error->message, TRUE);
      return;
    }
  g_signal_emit_by_name (self, "submitted", job);
  gtk_window_close (GTK_WINDOW (self));
}

static void
rw_submit_window_dispose (GObject *object)
{
  RwSubmitWindow *self = RW_SUBMIT_WINDOW (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_SUBMIT_WINDOW);
  g_clear_object (&self->hosted);
  g_clear_object (&self->analysis);
  g_clear_pointer (&self->endpoint, rw_endpoint_unref);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (rw_submit_window_parent_class)->dispose (object);
}

static void
rw_submit_window_class_init (RwSubmitWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_submit_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/submit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RwSubmitWindow, submit);
  gtk_widget_class_bind_template_child (widget_class, RwSubmitWindow, file);
  gtk_widget_class_bind_template_child (widget_class, RwSubmitWindow, columns_title);
  gtk_widget_class_bind_template_child (widget_class, RwSubmitWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, RwSubmitWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RwSubmitWindow, answer);
  gtk_widget_class_bind_template_child (widget_class, RwSubmitWindow, again);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_signal_new ("submitted", RW_TYPE_SUBMIT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, RW_TYPE_JOB);
}

static void
rw_submit_window_init (RwSubmitWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RwSubmitWindow *
rw_submit_window_new (GtkWindow *parent, RwHosted *hosted, RwAnalysis *analysis, const char *path)
{
  RwSubmitWindow *self = g_object_new (RW_TYPE_SUBMIT_WINDOW, "transient-for", parent, NULL);

  self->hosted = g_object_ref (hosted);
  self->endpoint = rw_endpoint_ref (rw_hosted_get_endpoint (hosted));
  self->analysis = g_object_ref (analysis);
  self->path = g_strdup (path);
  show_file (self);
  show_columns (self);
  ask_cb (self);
  return self;
}
