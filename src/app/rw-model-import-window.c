/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-import-window.h"

#include "rw-accessible.h"
#include "rw-manifest-guess.h"
#include "rw-work.h"

#include <glib/gi18n.h>

struct _RwModelImportWindow
{
  AdwWindow parent_instance;

  /* template */
  GtkInfoBar *strip;
  GtkLabel *strip_text;
  GtkWidget *page;
  AdwPreferencesGroup *columns;
  GtkEditable *label;
  GtkEditable *positive;

  RwModelList *models;
  RwModelImport *import; /* a worker has it while @page is insensitive */
  GPtrArray *rows;       /* of the columns (borrowed) */
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (RwModelImportWindow, rw_model_import_window, ADW_TYPE_WINDOW)

/* What a worker does with the import, which it has meanwhile. */
typedef struct
{
  RwModelImport *import;
  char *path;     /* of a customer file, or NULL */
  char *label;    /* or NULL */
  char *positive; /* or NULL */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->path);
  g_free (task->label);
  g_free (task->positive);
  g_free (task);
}

static char *
join_levels (const RwLevels *levels)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint32 i = 0; i < rw_levels_get_n (levels); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", rw_levels_get_text (levels, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_row (RwModelImportWindow *self, const RwInput *input)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = input->kind == RW_INPUT_NUMBER ? g_strdup (C_ ("column", "A number"))
                                                         : join_levels (input->levels);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), input->name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_preferences_group_add (self->columns, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_columns (RwModelImportWindow *self)
{
  const RwManifest *manifest = self->import->manifest;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->columns, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < manifest->inputs->len; i++)
    add_row (self, manifest->inputs->pdata[i]);
}

/* NULL: all is well. */
static void
show_error (RwModelImportWindow *self, const char *message)
{
  gtk_label_set_text (self->strip_text, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->strip), message != NULL);
  gtk_info_bar_set_revealed (self->strip, message != NULL);
}

static void
set_busy (RwModelImportWindow *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->page, !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import-model.confirm", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import-model.find", !busy);
}

/* Answers with the import, whose proposal is another one then. */
static gpointer
find_in_file (gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;
  RwTableOptions options = { .hint = rw_manifest_guess_hint, .hint_data = task->import->document };
  g_autoptr (RwSource) source = rw_source_open (task->path, cancellable, error);
  g_autoptr (RwTable) table =
      source != NULL ? rw_table_load (source, &options, NULL, cancellable, error) : NULL;

  return table != NULL && rw_model_import_guess (task->import, table, error) ? task->import : NULL;
}

static gpointer
finish (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  const Task *task = data;

  return rw_model_import_finish (task->import, task->label, task->positive, error);
}

static void
run (RwModelImportWindow *self, RwWorkFunc func, Task *task, GDestroyNotify free_result,
     GAsyncReadyCallback callback)
{
  task->import = self->import;
  show_error (self, NULL);
  set_busy (self, TRUE);
  rw_work_run_async (NULL, func, task, task_free, free_result, self->cancellable, callback,
                     g_object_ref (self));
}

static void
found_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (RwModelImportWindow) self = RW_MODEL_IMPORT_WINDOW (data);
  g_autoptr (GError) error = NULL;
  gboolean found = rw_work_run_finish (result, &error) != NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (found)
    show_columns (self);
  else
    show_error (self, error->message);
}

static void
finished_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (RwModelImportWindow) self = RW_MODEL_IMPORT_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rw_work_run_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (bytes == NULL)
    {
      show_error (self, error->message);
      return;
    }
  rw_model_list_add (self->models, bytes);
  gtk_window_close (GTK_WINDOW (self));
}

static void
confirm_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  RwModelImportWindow *self = RW_MODEL_IMPORT_WINDOW (widget);
  const char *label = gtk_editable_get_text (self->label);
  const char *positive = gtk_editable_get_text (self->positive);

  if ((label[0] == '\0') != (positive[0] == '\0'))
    {
      show_error (self, _ ("Of the label, name the column and the value that means “left”, or "
                           "neither."));
      return;
    }
  Task *task = g_new0 (Task, 1);
  task->label = label[0] != '\0' ? g_strdup (label) : NULL;
  task->positive = label[0] != '\0' ? g_strdup (positive) : NULL;
  run (self, finish, task, (GDestroyNotify) g_bytes_unref, finished_cb);
}

static void
chosen_cb (RwModelImportWindow *self, int response, GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_assert (RW_IS_MODEL_IMPORT_WINDOW (self));
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    rw_model_import_window_find (self, path);
  g_clear_object (&self->chooser);
}

static void
find_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  RwModelImportWindow *self = RW_MODEL_IMPORT_WINDOW (widget);

  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Find the Columns in a File"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
rw_model_import_window_dispose (GObject *object)
{
  RwModelImportWindow *self = RW_MODEL_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_MODEL_IMPORT_WINDOW);
  g_clear_object (&self->models);
  G_OBJECT_CLASS (rw_model_import_window_parent_class)->dispose (object);
}

/* Not before the last worker is done, which keeps the window. */
static void
rw_model_import_window_finalize (GObject *object)
{
  RwModelImportWindow *self = RW_MODEL_IMPORT_WINDOW (object);

  g_clear_pointer (&self->import, rw_model_import_free);
  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (rw_model_import_window_parent_class)->finalize (object);
}

static void
rw_model_import_window_class_init (RwModelImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_model_import_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_model_import_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/model-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RwModelImportWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, RwModelImportWindow, strip_text);
  gtk_widget_class_bind_template_child (widget_class, RwModelImportWindow, page);
  gtk_widget_class_bind_template_child (widget_class, RwModelImportWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, RwModelImportWindow, label);
  gtk_widget_class_bind_template_child (widget_class, RwModelImportWindow, positive);
  gtk_widget_class_install_action (widget_class, "import-model.confirm", NULL, confirm_cb);
  gtk_widget_class_install_action (widget_class, "import-model.find", NULL, find_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rw_model_import_window_init (RwModelImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rw_accessible_name_buttons (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
rw_model_import_window_new (GtkWindow *parent, RwModelList *models, RwModelImport *import)
{
  RwModelImportWindow *self =
      g_object_new (RW_TYPE_MODEL_IMPORT_WINDOW, "transient-for", parent, NULL);

  self->models = g_object_ref (models);
  self->import = import;
  show_columns (self);
  return GTK_WIDGET (self);
}

void
rw_model_import_window_find (RwModelImportWindow *self, const char *path)
{
  Task *task = g_new0 (Task, 1);

  task->path = g_strdup (path);
  run (self, find_in_file, task, NULL, found_cb);
}
