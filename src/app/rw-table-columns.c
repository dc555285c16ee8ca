/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table-view-private.h"

#include "rw-column-item.h"
#include "rw-format.h"
#include "rw-key-columns.h"
#include "rw-risk-cell.h"
#include "rw-row.h"
#include "rw-score-cell.h"
#include "rw-settings.h"

#include <glib/gi18n.h>

/* Columns of the file beside the one that names a customer, at first. Every column has widgets in
 * 200 rows, seen or not. */
#define N_COLUMNS_AT_FIRST 9u

#define CHARACTER_WIDTH 9
#define HEADER_EXTRA    40
#define MIN_WIDTH       90
#define MAX_WIDTH       240
#define CHURN_WIDTH     190
#define RISK_WIDTH      120
#define TEXT_WIDTH      160

/* What the cells of a column show. */
typedef struct
{
  RwTableView *view;
  guint column;
} RwTableCells;

static GQuark
column_quark (void)
{
  return g_quark_from_static_string ("rw-table-column");
}

guint
rw_table_view_get_column (GtkColumnViewColumn *column)
{
  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (column), column_quark ()));
}

static RwTable *
get_table (RwTableView *self)
{
  return rw_analysis_get_table (self->analysis);
}

/* The whole text, where the cell has not room for it. */
static gboolean
query_tooltip_cb (GtkWidget *widget, int x G_GNUC_UNUSED, int y G_GNUC_UNUSED,
                  gboolean keyboard G_GNUC_UNUSED, GtkTooltip *tooltip,
                  gpointer user_data G_GNUC_UNUSED)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_tooltip_set_text (tooltip, text);
  return width > gtk_widget_get_width (widget);
}

static GtkWidget *
make_text_cell (RwTableCells *cells)
{
  GtkWidget *cell = gtk_inscription_new (NULL);
  const RwColumn *column = rw_table_get_column (get_table (cells->view), cells->column);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
      gtk_widget_add_css_class (cell, "number");
    }
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  return cell;
}

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, gpointer user_data)
{
  RwTableCells *cells = user_data;

  if (cells->column == RW_TABLE_COLUMN_CHURN)
    gtk_list_item_set_child (item, rw_score_cell_new ());
  else if (cells->column == RW_TABLE_COLUMN_RISK)
    gtk_list_item_set_child (item, rw_risk_cell_new ());
  else
    gtk_list_item_set_child (item, make_text_cell (cells));
}

/* What a screen reader says of the whole row. */
static void
name_row (RwTableView *self, GtkListItem *item, RwRow *row)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));
  GtkWidget *row_widget = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  float probability = rw_row_get_probability (row);
  g_autofree char *percent = rw_format_percent ((double) probability);
  RwRisk risk = rw_risk_bands_classify (&rw_risk_bands, probability);
  /* Translators: a customer's name or number, churn probability (“81.2 %”), risk (“High”) */
  g_autofree char *label =
      g_strdup_printf (_ ("%s, churn probability %s, risk %s"),
                       rw_row_get_text (row, self->name_column), percent, rw_risk_get_title (risk));

  if (row_widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label, -1);
}

static void
show_cell (RwTableCells *cells, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  RwRow *row = gtk_list_item_get_item (item);

  if (cells->column == RW_TABLE_COLUMN_CHURN)
    rw_score_cell_set_probability (RW_SCORE_CELL (child), rw_row_get_probability (row));
  else if (cells->column == RW_TABLE_COLUMN_RISK)
    rw_risk_cell_set_risk (RW_RISK_CELL (child),
                           rw_risk_bands_classify (&rw_risk_bands, rw_row_get_probability (row)));
  else
    gtk_inscription_set_text (GTK_INSCRIPTION (child), rw_row_get_text (row, cells->column));
  if (cells->column == cells->view->name_column)
    name_row (cells->view, item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, gpointer user_data)
{
  RwTableCells *cells = user_data;

  g_hash_table_insert (cells->view->bound, item, cells);
  show_cell (cells, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, gpointer user_data)
{
  RwTableCells *cells = user_data;

  if (cells->view->bound != NULL)
    g_hash_table_remove (cells->view->bound, item);
}

void
rw_table_view_relabel (RwTableView *self)
{
  GHashTableIter iter;
  gpointer item = NULL;
  gpointer cells = NULL;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &cells))
    if (rw_row_get_position (gtk_list_item_get_item (item)) <
        g_list_model_get_n_items (G_LIST_MODEL (self->model)))
      show_cell (cells, item);
}

static GtkListItemFactory *
make_factory (RwTableView *self, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  RwTableCells *cells = g_new (RwTableCells, 1);

  cells->view = self;
  cells->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), cells,
                         (GClosureNotify) (GCallback) g_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), cells);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), cells);
  return factory;
}

static glong
count_characters (const RwColumn *column)
{
  glong most = 0;
  const RwLevels *levels =
      rw_column_get_kind (column) == RW_COLUMN_CATEGORY ? rw_column_get_levels (column) : NULL;

  for (guint32 i = 0; levels != NULL && i < MIN (rw_levels_get_n (levels), 50); i++)
    {
      RwCell level = rw_levels_get_cell (levels, i);
      most = MAX (most, g_utf8_strlen (level.text, (gssize) level.length));
    }
  return most;
}

static const char *
get_title (RwTableView *self, guint column)
{
  if (column == RW_TABLE_COLUMN_CHURN)
    return _ ("Churn Probability");
  if (column == RW_TABLE_COLUMN_RISK)
    return C_ ("column", "Risk");
  return rw_column_get_name (rw_table_get_column (get_table (self), column));
}

static int
choose_width (RwTableView *self, guint column)
{
  int header =
      (int) MIN (g_utf8_strlen (get_title (self, column), -1), 40) * CHARACTER_WIDTH + HEADER_EXTRA;

  if (column == RW_TABLE_COLUMN_CHURN)
    return MAX (header, CHURN_WIDTH);
  if (column == RW_TABLE_COLUMN_RISK)
    return MAX (header, RISK_WIDTH);
  const RwColumn *values = rw_table_get_column (get_table (self), column);
  int cells = rw_column_get_kind (values) == RW_COLUMN_TEXT
                  ? TEXT_WIDTH
                  : (int) MIN (count_characters (values), 40) * CHARACTER_WIDTH;
  return CLAMP (MAX (header, cells), MIN_WIDTH, MAX_WIDTH);
}

static void
insert_column (RwTableView *self, guint position, guint column)
{
  g_autoptr (GtkColumnViewColumn) view_column =
      gtk_column_view_column_new (get_title (self, column), make_factory (self, column));

  g_object_set_qdata (G_OBJECT (view_column), column_quark (), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_fixed_width (view_column, choose_width (self, column));
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (column != RW_TABLE_COLUMN_RISK)
    rw_table_view_add_sorter (self, view_column, column);
  gtk_column_view_insert_column (self->view, position, view_column);
}

/* Behind the three that are always there, in the order of the file. */
static guint
find_place (RwTableView *self, guint column, gboolean *is_there)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint place = 3;

  *is_there = FALSE;
  for (; place < g_list_model_get_n_items (columns); place++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (columns, place);
      *is_there = rw_table_view_get_column (other) == column;
      if (rw_table_view_get_column (other) >= column)
        break;
    }
  return place;
}

static void
visible_changed_cb (RwTableView *self, GParamSpec *pspec G_GNUC_UNUSED, RwColumnItem *item)
{
  gboolean is_there = FALSE;
  guint place = find_place (self, rw_column_item_get_column (item), &is_there);

  g_assert (RW_IS_TABLE_VIEW (self));
  if (rw_column_item_get_visible (item) && !is_there)
    insert_column (self, place, rw_column_item_get_column (item));
  else if (!rw_column_item_get_visible (item) && is_there)
    {
      g_autoptr (GtkColumnViewColumn) column =
          g_list_model_get_item (gtk_column_view_get_columns (self->view), place);
      gtk_column_view_remove_column (self->view, column);
    }
  rw_settings_set_column_visible (rw_column_item_get_name (item),
                                  rw_column_item_get_visible (item));
  rw_table_view_sync_sort (self);
}

static void
remove_columns (RwTableView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);
      gtk_column_view_remove_column (self->view, column);
    }
  g_list_store_remove_all (self->columns);
}

static gboolean
is_picked (const GArray *picked, guint column)
{
  for (guint i = 0; i < picked->len; i++)
    if (g_array_index (picked, guint, i) == column)
      return TRUE;
  return FALSE;
}

static void
add_file_column (RwTableView *self, guint column, gboolean picked)
{
  const char *name = rw_column_get_name (rw_table_get_column (get_table (self), column));
  gboolean visible = rw_settings_is_column_visible (name, picked);
  g_autoptr (RwColumnItem) item = rw_column_item_new (column, name, visible);

  g_list_store_append (self->columns, item);
  if (visible)
    insert_column (self, g_list_model_get_n_items (gtk_column_view_get_columns (self->view)),
                   column);
  g_signal_connect_object (item, "notify::visible", G_CALLBACK (visible_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
rw_table_view_make_columns (RwTableView *self)
{
  g_autoptr (GArray) picked =
      rw_key_columns_pick (get_table (self), rw_analysis_get_model (self->analysis),
                           rw_analysis_get_mapping (self->analysis), N_COLUMNS_AT_FIRST);

  remove_columns (self);
  self->name_column = g_array_index (picked, guint, 0);
  insert_column (self, 0, self->name_column);
  insert_column (self, 1, RW_TABLE_COLUMN_CHURN);
  insert_column (self, 2, RW_TABLE_COLUMN_RISK);
  for (guint i = 0; i < rw_table_get_n_columns (get_table (self)); i++)
    if (i != self->name_column)
      add_file_column (self, i, is_picked (picked, i));
}
