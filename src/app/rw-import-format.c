/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-format.h"

#include "rw-accessible.h"
#include "rw-import-options.h"

#include <glib/gi18n.h>

struct _RwImportFormat
{
  GtkBox parent_instance;

  /* template */
  AdwPreferencesGroup *file;
  AdwPreferencesGroup *header;
  AdwPreferencesGroup *numbers;
  AdwActionRow *header_row;
  GtkSpinButton *header_line;
  AdwActionRow *skip_row;
  GtkSpinButton *skip_lines;

  AdwComboRow *rows[RW_N_IMPORT_CHOICES];
  AdwEntryRow *others[RW_N_IMPORT_OTHERS];
  RwImport *import;
  gboolean showing; /* what changes is no choice */
};

G_DEFINE_FINAL_TYPE (RwImportFormat, rw_import_format, GTK_TYPE_BOX)

static void
choose_cb (RwImportFormat *self, GParamSpec *pspec G_GNUC_UNUSED, AdwComboRow *row)
{
  RwImportChoice choice =
      (RwImportChoice) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "choice"));
  guint option = adw_combo_row_get_selected (row);

  g_assert (RW_IS_IMPORT_FORMAT (self));
  if (self->showing || self->import == NULL || option == GTK_INVALID_LIST_POSITION)
    return;
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (self->import));
  if (rw_import_choice_get (choice, choices) == option)
    return;
  rw_import_choice_set (choice, choices, option);
  rw_import_choose (self->import, choices);
}

static void
other_cb (RwImportFormat *self, AdwEntryRow *row)
{
  RwImportChoice choice =
      (RwImportChoice) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "choice"));
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (self->import));

  g_assert (RW_IS_IMPORT_FORMAT (self));
  if (rw_import_choice_set_other (choice, choices, gtk_editable_get_text (GTK_EDITABLE (row))))
    rw_import_choose (self->import, choices);
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
}

static void
lines_cb (RwImportFormat *self)
{
  if (self->showing || self->import == NULL)
    return;
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (self->import));
  if (choices->dialect.header_row > 0)
    choices->dialect.header_row = (guint) gtk_spin_button_get_value_as_int (self->header_line);
  else
    choices->dialect.skip_rows = (guint) gtk_spin_button_get_value_as_int (self->skip_lines);
  rw_import_choose (self->import, choices);
}

static AdwPreferencesGroup *
get_group (RwImportFormat *self, RwImportChoice choice)
{
  if (choice == RW_IMPORT_HEADER)
    return self->header;
  return choice >= RW_IMPORT_DECIMAL ? self->numbers : self->file;
}

static void
add_row (RwImportFormat *self, RwImportChoice choice)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) options = gtk_string_list_new (NULL);

  gtk_string_list_append (options, "");
  for (guint i = 1; i <= rw_import_choice_get_n_options (choice); i++)
    gtk_string_list_append (options, rw_import_choice_get_option (choice, i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rw_import_choice_get_title (choice));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (options));
  g_object_set_data (G_OBJECT (row), "choice", GINT_TO_POINTER (choice));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (choose_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (get_group (self, choice), row);
  self->rows[choice] = ADW_COMBO_ROW (row);
}

/* What is none of the usual ways is typed here. */
static void
add_others (RwImportFormat *self)
{
  GtkWidget *expander = adw_expander_row_new ();

  /* Translators: how a file is written, if it is none of the usual ways */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ ("Something Else"));
  for (guint i = 0; i < RW_N_IMPORT_OTHERS; i++)
    {
      GtkWidget *row = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     rw_import_choice_get_title ((RwImportChoice) i));
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "choice", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "apply", G_CALLBACK (other_cb), self, G_CONNECT_SWAPPED);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
      self->others[i] = ADW_ENTRY_ROW (row);
    }
  adw_preferences_group_add (self->file, expander);
}

/* The first option says what was found out. */
static void
show_choice (RwImportFormat *self, RwImportChoice choice, const RwChoices *choices)
{
  AdwComboRow *row = self->rows[choice];
  GtkStringList *options = GTK_STRING_LIST (adw_combo_row_get_model (row));
  RwTable *table = rw_import_get_table (self->import);
  guint option = rw_import_choice_get (choice, choices);
  g_autofree char *automatic = rw_import_choice_describe_first (choice, choices, table);
  const char *const added[] = { automatic, NULL };

  if (g_strcmp0 (gtk_string_list_get_string (options, 0), automatic) != 0)
    gtk_string_list_splice (options, 0, 1, added);
  adw_combo_row_set_selected (row, option);
}

static void
show_other (RwImportFormat *self, RwImportChoice choice, const RwChoices *choices)
{
  GtkEditable *entry = GTK_EDITABLE (self->others[choice]);
  g_autofree char *other = rw_import_choice_dup_other (choice, choices);
  const char *text = other != NULL ? other : "";

  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  if (g_strcmp0 (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

static void
show_lines (RwImportFormat *self, const RwDialectGiven *dialect)
{
  gboolean is_chosen = dialect->header_row > 0;

  gtk_spin_button_set_value (self->header_line, MAX (dialect->header_row, 1));
  gtk_spin_button_set_value (self->skip_lines, dialect->skip_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->header_row), is_chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->skip_row), !is_chosen);
}

static void
rw_import_format_dispose (GObject *object)
{
  RwImportFormat *self = RW_IMPORT_FORMAT (object);

  g_clear_object (&self->import);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_IMPORT_FORMAT);
  G_OBJECT_CLASS (rw_import_format_parent_class)->dispose (object);
}

static void
rw_import_format_class_init (RwImportFormatClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_import_format_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/import-format.ui");
  gtk_widget_class_bind_template_child (widget_class, RwImportFormat, file);
  gtk_widget_class_bind_template_child (widget_class, RwImportFormat, header);
  gtk_widget_class_bind_template_child (widget_class, RwImportFormat, numbers);
  gtk_widget_class_bind_template_child (widget_class, RwImportFormat, header_row);
  gtk_widget_class_bind_template_child (widget_class, RwImportFormat, header_line);
  gtk_widget_class_bind_template_child (widget_class, RwImportFormat, skip_row);
  gtk_widget_class_bind_template_child (widget_class, RwImportFormat, skip_lines);
  gtk_widget_class_bind_template_callback (widget_class, lines_cb);
}

static void
rw_import_format_init (RwImportFormat *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < RW_N_IMPORT_CHOICES; i++)
    add_row (self, (RwImportChoice) i);
  add_others (self);
  rw_accessible_set_name (GTK_WIDGET (self->header_line), _ ("Line of the Column Names"));
  rw_accessible_set_name (GTK_WIDGET (self->skip_lines), _ ("Lines to Leave Out"));
}

void
rw_import_format_show (RwImportFormat *self, RwImport *import)
{
  const RwChoices *choices = rw_import_get_choices (import);

  g_set_object (&self->import, import);
  self->showing = TRUE;
  for (guint i = 0; i < RW_N_IMPORT_CHOICES; i++)
    show_choice (self, (RwImportChoice) i, choices);
  for (guint i = 0; i < RW_N_IMPORT_OTHERS; i++)
    show_other (self, (RwImportChoice) i, choices);
  show_lines (self, &choices->dialect);
  self->showing = FALSE;
}
