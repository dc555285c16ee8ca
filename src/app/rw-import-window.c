/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-window.h"

#include "rw-format.h"
#include "rw-import-format.h"
#include "rw-import-problems.h"
#include "rw-import-table.h"
#include "rw-page-size.h"
#include "rw-questions.h"

#include <glib/gi18n.h>

struct _RwImportWindow
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle *title;
  GtkWidget *score;
  RwImportFormat *format;
  GtkStack *pages;
  GtkLabel *error;
  RwImportTable *table;
  RwImportProblems *problems;
  GtkSpinner *spinner;
  GtkLabel *status;
  GtkCheckButton *remember;

  RwImport *import;
};

G_DEFINE_FINAL_TYPE (RwImportWindow, rw_import_window, ADW_TYPE_WINDOW)

/* Not before all of the file is read does anybody know how many there are. */
static void
show_button (RwImportWindow *self, gboolean is_decided)
{
  RwTable *table = rw_import_get_table (self->import);

  if (rw_import_is_complete (self->import))
    {
      guint32 n = rw_table_get_n_rows (table);
      g_autofree char *count = rw_format_count (n);
      /* Translators: button */
      g_autofree char *label =
          g_strdup_printf (ngettext ("_Score %s Customer", "_Score %s Customers", n), count);
      gtk_button_set_label (GTK_BUTTON (self->score), label);
    }
  gtk_widget_set_sensitive (self->score, is_decided);
}

/* Rows in = rows scored + rows set aside. */
static char *
describe_rows (RwTable *table)
{
  guint64 n_aside = rw_index_get_n_aside (rw_table_get_index (table));
  guint64 n = rw_table_get_n_rows (table);
  g_autofree char *all = rw_format_rows (n + n_aside);
  g_autofree char *scored = rw_format_count (n);
  g_autofree char *aside = rw_format_count (n_aside);

  if (n_aside == 0)
    return g_steal_pointer (&all);
  /* Translators: “7,045 rows: 7,043 to be scored, 2 set aside” */
  return g_strdup_printf (_ ("%s: %s to be scored, %s set aside"), all, scored, aside);
}

/* Why it cannot be scored yet, or what is in it. */
static char *
describe_state (RwImportWindow *self, const GPtrArray *questions)
{
  const RwQuestion *first = questions->len > 0 ? questions->pdata[0] : NULL;

  if (rw_import_get_error (self->import) != NULL)
    return g_strdup (_ ("Change the format on the left until the rows are shown."));
  if (!rw_import_is_complete (self->import))
    return g_strdup (_ ("Reading the file…"));
  if (first != NULL && first->kind == RW_QUESTION_NUMBERS)
    return g_strdup_printf (_ ("Choose how “%s” is read."), first->column);
  if (first != NULL && first->blocks && first->input != NULL)
    return g_strdup_printf (_ ("Choose the column for “%s”."), first->input);
  if (first != NULL && first->kind == RW_QUESTION_DAMAGE)
    return g_strdup (_ ("Too many rows are damaged. Change the format on the left."));
  if (first != NULL && first->blocks)
    return g_strdup (first->text);
  return describe_rows (rw_import_get_table (self->import));
}

static void
show_page (RwImportWindow *self)
{
  const GError *error = rw_import_get_error (self->import);
  gboolean has_table = rw_import_get_table (self->import) != NULL;

  if (error != NULL)
    gtk_label_set_text (self->error, error->message);
  gtk_stack_set_visible_child_name (self->pages, error != NULL ? "error"
                                                 : has_table   ? "table"
                                                               : "reading");
}

/* What had the focus may be gone. */
static void
keep_focus (RwImportWindow *self)
{
  if (gtk_window_get_focus (GTK_WINDOW (self)) != NULL)
    return;
  if (gtk_widget_is_sensitive (self->score))
    gtk_widget_grab_focus (self->score);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->problems), GTK_DIR_TAB_FORWARD);
}

static void
changed_cb (RwImportWindow *self)
{
  g_autoptr (GPtrArray) questions = rw_questions_find (self->import);
  const RwQuestion *first = questions->len > 0 ? questions->pdata[0] : NULL;
  g_autofree char *state = describe_state (self, questions);
  gboolean is_reading =
      !rw_import_is_complete (self->import) && rw_import_get_error (self->import) == NULL;

  g_assert (RW_IS_IMPORT_WINDOW (self));
  rw_import_format_show (self->format, self->import);
  rw_import_table_show (self->table, self->import);
  if (!is_reading)
    rw_import_problems_show (self->problems, self->import, questions);
  gtk_widget_set_sensitive (GTK_WIDGET (self->problems), !is_reading);
  show_page (self);
  show_button (self, rw_import_is_complete (self->import) && (first == NULL || !first->blocks));
  gtk_label_set_text (self->status, state);
  gtk_spinner_set_spinning (self->spinner, is_reading);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_reading);
  if (!is_reading)
    keep_focus (self);
}

/* @input: what @column is read as; NULL: nothing. */
static void
chosen_cb (RwImportWindow *self, const char *column, const char *input)
{
  const RwMapping *mapping = rw_import_get_mapping (self->import);
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (self->import));

  g_assert (RW_IS_IMPORT_WINDOW (self));
  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *entry = mapping->inputs->pdata[i];
      if (g_strcmp0 (entry->column, column) == 0 && g_strcmp0 (entry->input, input) != 0)
        rw_mapping_give_column (choices->columns, entry->input, NULL);
    }
  if (input != NULL)
    rw_mapping_give_column (choices->columns, input, column);
  rw_import_choose (self->import, choices);
}

static void
go_to_row_cb (RwImportWindow *self, guint row)
{
  rw_import_table_go_to_row (self->table, row);
}

static void
go_to_column_cb (RwImportWindow *self, const char *column)
{
  rw_import_table_go_to_column (self->table, column);
}

/* What is seen and not changed is confirmed with it. */
static void
score_cb (RwImportWindow *self)
{
  g_autoptr (RwImport) import = g_object_ref (self->import);

  g_signal_emit_by_name (self, "score", import, gtk_check_button_get_active (self->remember));
  gtk_window_close (GTK_WINDOW (self));
}

static void
rw_import_window_dispose (GObject *object)
{
  RwImportWindow *self = RW_IMPORT_WINDOW (object);

  if (self->import != NULL)
    rw_import_cancel (self->import);
  g_clear_object (&self->import);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_IMPORT_WINDOW);
  G_OBJECT_CLASS (rw_import_window_parent_class)->dispose (object);
}

static void
rw_import_window_class_init (RwImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_import_window_dispose;
  g_type_ensure (RW_TYPE_IMPORT_FORMAT);
  g_type_ensure (RW_TYPE_IMPORT_TABLE);
  g_type_ensure (RW_TYPE_IMPORT_PROBLEMS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, score);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, format);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, error);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, table);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, problems);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, status);
  gtk_widget_class_bind_template_child (widget_class, RwImportWindow, remember);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_column_cb);
  gtk_widget_class_bind_template_callback (widget_class, score_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_signal_new ("score", RW_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                2, RW_TYPE_IMPORT, G_TYPE_BOOLEAN);
}

static void
rw_import_window_init (RwImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RwImportWindow *
rw_import_window_new (GtkWindow *parent, RwImport *import)
{
  RwImportWindow *self = g_object_new (RW_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  g_autofree char *name = g_filename_display_basename (rw_import_get_path (import));

  self->import = g_object_ref (import);
  rw_page_size_take (GTK_WINDOW (self), parent);
  adw_window_title_set_subtitle (self->title, name);
  g_signal_connect_object (import, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return self;
}
