/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-header.h"

#include "rw-accessible.h"
#include "rw-import-row.h"

#include <glib/gi18n.h>

/* Values in the tooltip. */
#define N_EXAMPLES 3u

struct _RwImportHeader
{
  GtkBox parent_instance;

  /* template */
  GtkInscription *name;
  GtkMenuButton *button;
  GtkInscription *input;
  GtkLabel *match;

  RwModel *model;
  GSimpleAction *action; /* its state: the input, "" for none */
};

G_DEFINE_FINAL_TYPE (RwImportHeader, rw_import_header, GTK_TYPE_BOX)

static void
append_input (GMenu *menu, const char *label, const char *input)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

  g_menu_item_set_label (item, label);
  g_menu_item_set_attribute (item, "use-markup", "b", FALSE);
  g_menu_item_set_action_and_target (item, "column.input", "s", input);
  g_menu_append_item (menu, item);
}

/* An underscore in a name is no mnemonic. */
static char *
escape_mnemonic (const char *name)
{
  GString *text = g_string_new (name);

  g_string_replace (text, "_", "__", 0);
  return g_string_free (text, FALSE);
}

/* Made when it is opened: there may be many columns. */
static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  RwImportHeader *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) inputs = g_menu_new ();
  const GPtrArray *all = rw_model_get_manifest (self->model)->inputs;

  append_input (menu, _ ("Not Used"), "");
  for (guint i = 0; i < all->len; i++)
    {
      const RwInput *input = all->pdata[i];
      g_autofree char *label = escape_mnemonic (input->name);
      append_input (inputs, label, input->name);
    }
  g_menu_append_section (menu, _ ("Read As"), G_MENU_MODEL (inputs));
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
input_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  RwImportHeader *self = data;
  const char *input = g_variant_get_string (value, NULL);
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));

  if (!g_variant_equal (state, value))
    g_signal_emit_by_name (self, "chosen", input[0] != '\0' ? input : NULL);
}

static const char *
get_kind_title (RwColumnKind kind)
{
  switch (kind)
    {
    case RW_COLUMN_NUMBER:
      return _ ("numbers");
    case RW_COLUMN_CATEGORY:
      return _ ("categories");
    default:
      return _ ("texts");
    }
}

static char *
make_tooltip (const char *name, GListModel *rows, guint place)
{
  GString *text = g_string_new (name);
  guint n = MIN (g_list_model_get_n_items (rows), N_EXAMPLES);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RwImportRow) row = g_list_model_get_item (rows, i);
      const char *value = rw_import_row_get_value (row, place);
      g_string_append_printf (text, "\n%s", rw_import_row_get_raw (row, place));
      if (value != NULL)
        g_string_append_printf (text, " → %s", value);
      else if (rw_import_row_is_bad (row, place))
        g_string_append_printf (text, " → %s", _ ("missing"));
    }
  return g_string_free (text, FALSE);
}

static void
show_match (RwImportHeader *self, const RwInputMapping *entry, RwColumnKind kind)
{
  const char *title = get_kind_title (kind);

  if (entry == NULL)
    {
      gtk_label_set_text (self->match, title);
      return;
    }
  /* Translators: how a column was found, and what it holds: “Exact, numbers” */
  g_autofree char *text = g_strdup_printf (_ ("%s, %s"), rw_match_get_title (entry->match), title);
  gtk_label_set_text (self->match, text);
  if (entry->match == RW_MATCH_GUESS)
    gtk_widget_add_css_class (GTK_WIDGET (self->match), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->match), "warning");
}

static void
rw_import_header_dispose (GObject *object)
{
  RwImportHeader *self = RW_IMPORT_HEADER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_IMPORT_HEADER);
  g_clear_object (&self->model);
  g_clear_object (&self->action);
  G_OBJECT_CLASS (rw_import_header_parent_class)->dispose (object);
}

static void
rw_import_header_class_init (RwImportHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_import_header_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/import-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RwImportHeader, name);
  gtk_widget_class_bind_template_child (widget_class, RwImportHeader, button);
  gtk_widget_class_bind_template_child (widget_class, RwImportHeader, input);
  gtk_widget_class_bind_template_child (widget_class, RwImportHeader, match);
  g_signal_new ("chosen", RW_TYPE_IMPORT_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rw_import_header_init (RwImportHeader *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->action =
      g_simple_action_new_stateful ("input", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_signal_connect_object (self->action, "change-state", G_CALLBACK (input_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", G_ACTION_GROUP (group));
  gtk_menu_button_set_create_popup_func (self->button, create_popup_cb, self, NULL);
}

RwImportHeader *
rw_import_header_new (void)
{
  return g_object_new (RW_TYPE_IMPORT_HEADER, NULL);
}

void
rw_import_header_show (RwImportHeader *self, RwImport *import, guint column, GListModel *rows,
                       guint place)
{
  const RwColumn *shown = rw_table_get_column (rw_import_get_table (import), column);
  const char *name = rw_column_get_name (shown);
  const RwInputMapping *entry = rw_mapping_find_reader (rw_import_get_mapping (import), name);
  const char *input = entry != NULL ? entry->input : "";
  g_autofree char *tooltip = make_tooltip (name, rows, place);
  g_autofree char *text =
      entry != NULL ? g_strdup_printf ("→ %s", input) : g_strdup (_ ("Not Used"));
  /* Translators: for a screen reader: a column, and what it is read as */
  g_autofree char *spoken = g_strdup_printf (_ ("Column %s: %s"), name, text);

  g_set_object (&self->model, rw_import_get_model (import));
  g_simple_action_set_state (self->action, g_variant_new_string (input));
  gtk_inscription_set_text (self->name, name);
  gtk_inscription_set_text (self->input, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), tooltip);
  rw_accessible_set_name (gtk_widget_get_first_child (GTK_WIDGET (self->button)), spoken);
  show_match (self, entry, rw_column_get_kind (shown));
}

void
rw_import_header_focus (RwImportHeader *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}
