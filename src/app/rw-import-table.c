/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-table.h"

#include "rw-accessible.h"
#include "rw-format.h"
#include "rw-import-header.h"
#include "rw-import-row.h"

#include <glib/gi18n.h>

#define N_ROWS       50u
#define N_BEFORE     3u  /* rows in front of the one that is gone to */
#define MAX_COLUMNS  40u /* besides those that are read */
#define ROWS_A_STEP  4u  /* made at once: as many widgets as there is time for */
#define COLUMN_WIDTH 184
#define LINE_WIDTH   64

struct _RwImportTable
{
  GtkBox parent_instance;

  /* template */
  GtkScrolledWindow *header_scroller;
  GtkBox *headers;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkLabel *more;

  RwImport *import;
  RwTable *shown;   /* what the rows are of, or NULL */
  GArray *columns;  /* guint: those shown */
  GListStore *made; /* RwImportRow: all that are to be shown */
  GListStore *rows; /* the ones the list has already */
  guint32 first;
  guint next;      /* the place of the row that is shown next */
  guint growing;   /* source id while rows are added */
  guint following; /* source id until the headers are where the rows are */
};

G_DEFINE_FINAL_TYPE (RwImportTable, rw_import_table, GTK_TYPE_BOX)

static GtkWidget *
add_cell (GtkWidget *box, int width)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_size_request (cell, width, -1);
  gtk_widget_add_css_class (cell, "import-cell");
  gtk_box_append (GTK_BOX (box), cell);
  return cell;
}

static void
setup_cb (RwImportTable *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *line = add_cell (box, LINE_WIDTH);

  gtk_widget_add_css_class (line, "dim-label");
  gtk_widget_add_css_class (line, "numeric");
  for (guint i = 0; i < self->columns->len; i++)
    add_cell (box, COLUMN_WIDTH);
  gtk_list_item_set_child (item, box);
}

/* "1.234,50 → 1234.5" */
static char *
make_markup (RwImportRow *row, guint place)
{
  const char *value = rw_import_row_get_value (row, place);
  const char *raw = rw_import_row_get_raw (row, place);

  if (rw_import_row_is_bad (row, place))
    return g_markup_printf_escaped ("<s>%s</s> → %s", raw, _ ("missing"));
  if (value == NULL)
    return g_markup_escape_text (raw, -1);
  return g_markup_printf_escaped ("%s <span alpha=\"65%%\">→ %s</span>", raw, value);
}

static void
bind_cb (RwImportTable *self, GtkListItem *item)
{
  RwImportRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *cell = gtk_widget_get_first_child (box);
  g_autofree char *line = rw_format_count (rw_import_row_get_line (row));
  /* Translators: a line of the file, for a screen reader */
  g_autofree char *spoken = g_strdup_printf (_ ("Line %s"), line);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), line);
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *markup = make_markup (row, i);
      cell = gtk_widget_get_next_sibling (cell);
      gtk_inscription_set_markup (GTK_INSCRIPTION (cell), markup);
    }
  if (gtk_widget_get_parent (box) != NULL)
    rw_accessible_set_name (gtk_widget_get_parent (box), spoken);
}

/* For rows of another number of cells. */
static void
renew_factory (RwImportTable *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/* The first ones, and those that are read. */
static GArray *
pick_columns (RwImport *import)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  RwTable *table = rw_import_get_table (import);
  guint n = rw_table_get_n_columns (table);

  for (guint i = 0; i < n; i++)
    {
      const char *name = rw_column_get_name (rw_table_get_column (table, i));
      if (i < MAX_COLUMNS || rw_mapping_find_reader (rw_import_get_mapping (import), name) != NULL)
        g_array_append_val (columns, i);
    }
  return columns;
}

static void
chosen_cb (RwImportTable *self, const char *input, RwImportHeader *header)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (header), "place"));
  RwTable *table = rw_import_get_table (self->import);

  g_assert (RW_IS_IMPORT_TABLE (self));
  if (table == NULL)
    return;
  guint column = g_array_index (self->columns, guint, place);
  g_signal_emit_by_name (self, "chosen", rw_column_get_name (rw_table_get_column (table, column)),
                         input);
}

static void
add_header (RwImportTable *self, guint place)
{
  RwImportHeader *header = rw_import_header_new ();

  gtk_widget_set_size_request (GTK_WIDGET (header), COLUMN_WIDTH, -1);
  g_object_set_data (G_OBJECT (header), "place", GUINT_TO_POINTER (place));
  g_signal_connect_object (header, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->headers, GTK_WIDGET (header));
}

/* The header of the column at @place: the first child is above the numbers of the lines. */
static RwImportHeader *
get_header (RwImportTable *self, guint place)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->headers));

  for (guint i = 0; i <= place; i++)
    child = gtk_widget_get_next_sibling (child);
  return RW_IMPORT_HEADER (child);
}

static void
set_n_columns (RwImportTable *self, guint before, guint n)
{
  for (guint i = n; i < before; i++)
    gtk_box_remove (self->headers, gtk_widget_get_last_child (GTK_WIDGET (self->headers)));
  for (guint i = before; i < n; i++)
    add_header (self, i);
  if (n != before)
    {
      g_list_store_remove_all (self->rows);
      renew_factory (self);
    }
}

/* Puts the next ones in their places; those that are there already keep their widgets. */
static gboolean
grow_cb (gpointer data)
{
  RwImportTable *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->made));
  guint end = MIN (self->next + ROWS_A_STEP, all);

  for (; self->next < end; self->next++)
    {
      g_autoptr (RwImportRow) row = g_list_model_get_item (G_LIST_MODEL (self->made), self->next);
      gpointer added = row;
      g_list_store_splice (self->rows, self->next, self->next < n ? 1 : 0, &added, 1);
    }
  if (self->next < all)
    return G_SOURCE_CONTINUE;
  if (n > all)
    g_list_store_splice (self->rows, all, n - all, NULL, 0);
  self->growing = 0;
  return G_SOURCE_REMOVE;
}

static void
show_rows (RwImportTable *self)
{
  RwTable *table = rw_import_get_table (self->import);
  guint32 n = rw_table_get_n_rows (table);

  self->first = MIN (self->first, n > N_ROWS ? n - N_ROWS : 0);
  g_list_store_remove_all (self->made);
  for (guint32 row = self->first; row < n && row < self->first + N_ROWS; row++)
    {
      g_autoptr (RwImportRow) made = rw_import_row_new (table, row, self->columns);
      if (made == NULL)
        break;
      g_list_store_append (self->made, made);
    }
  self->next = 0;
  if (self->growing == 0)
    self->growing = g_idle_add (grow_cb, self);
}

static void
show_headers (RwImportTable *self)
{
  guint n = rw_table_get_n_columns (rw_import_get_table (self->import));
  g_autofree char *shown = rw_format_count (self->columns->len);
  g_autofree char *all = rw_format_count (n);
  g_autofree char *text =
      /* Translators: how many of how many columns are in the table */
      g_strdup_printf (_ ("%s of %s columns are shown: the first ones and those that are used."),
                       shown, all);

  for (guint i = 0; i < self->columns->len; i++)
    rw_import_header_show (get_header (self, i), self->import,
                           g_array_index (self->columns, guint, i), G_LIST_MODEL (self->made), i);
  gtk_label_set_text (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), self->columns->len < n);
}

static gboolean
follow_cb (gpointer data)
{
  RwImportTable *self = data;

  self->following = 0;
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_hadjustment (self->header_scroller),
      gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller)));
  return G_SOURCE_REMOVE;
}

/* What is above the rows goes with them; not at once, as they may just be given their room. */
static void
follow_rows_cb (RwImportTable *self)
{
  if (self->following == 0)
    self->following = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_cb, self, NULL);
}

/* And they with a header that gets the focus; while both get another size, neither leads. */
static void
follow_headers_cb (RwImportTable *self)
{
  GtkAdjustment *headers = gtk_scrolled_window_get_hadjustment (self->header_scroller);
  GtkAdjustment *rows = gtk_scrolled_window_get_hadjustment (self->scroller);

  if (gtk_adjustment_get_upper (headers) == gtk_adjustment_get_upper (rows) &&
      gtk_adjustment_get_page_size (headers) == gtk_adjustment_get_page_size (rows))
    gtk_adjustment_set_value (rows, gtk_adjustment_get_value (headers));
}

/* One adjustment for both is set by one of them before the other has room, from right to left. */
static void
couple (RwImportTable *self)
{
  GtkAdjustment *headers = gtk_scrolled_window_get_hadjustment (self->header_scroller);
  GtkAdjustment *rows = gtk_scrolled_window_get_hadjustment (self->scroller);

  g_signal_connect_object (rows, "value-changed", G_CALLBACK (follow_rows_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "changed", G_CALLBACK (follow_rows_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "value-changed", G_CALLBACK (follow_headers_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
rw_import_table_dispose (GObject *object)
{
  RwImportTable *self = RW_IMPORT_TABLE (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_handle_id (&self->following, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_IMPORT_TABLE);
  g_clear_object (&self->import);
  g_clear_object (&self->shown);
  g_clear_object (&self->made);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->columns, g_array_unref);
  G_OBJECT_CLASS (rw_import_table_parent_class)->dispose (object);
}

static void
rw_import_table_class_init (RwImportTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_import_table_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/import-table.ui");
  gtk_widget_class_bind_template_child (widget_class, RwImportTable, header_scroller);
  gtk_widget_class_bind_template_child (widget_class, RwImportTable, headers);
  gtk_widget_class_bind_template_child (widget_class, RwImportTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, RwImportTable, list);
  gtk_widget_class_bind_template_child (widget_class, RwImportTable, more);
  g_signal_new ("chosen", RW_TYPE_IMPORT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
rw_import_table_init (RwImportTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->made = g_list_store_new (RW_TYPE_IMPORT_ROW);
  self->rows = g_list_store_new (RW_TYPE_IMPORT_ROW);
  g_autoptr (GtkNoSelection) model =
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  renew_factory (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  couple (self);
}

void
rw_import_table_show (RwImportTable *self, RwImport *import)
{
  guint before = self->columns->len;

  g_set_object (&self->import, import);
  if (rw_import_get_table (import) != NULL && self->shown == rw_import_get_table (import))
    return;
  g_set_object (&self->shown, rw_import_get_table (import));
  g_clear_pointer (&self->columns, g_array_unref);
  self->columns = rw_import_get_table (import) != NULL ? pick_columns (import)
                                                       : g_array_new (FALSE, FALSE, sizeof (guint));
  set_n_columns (self, before, self->columns->len);
  if (rw_import_get_table (import) == NULL)
    {
      g_list_store_remove_all (self->made);
      g_list_store_remove_all (self->rows);
      return;
    }
  show_rows (self);
  show_headers (self);
}

void
rw_import_table_go_to_row (RwImportTable *self, guint32 row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->first = row > N_BEFORE ? row - N_BEFORE : 0;
  gtk_adjustment_set_value (adjustment, 0);
  show_rows (self);
}

void
rw_import_table_go_to_column (RwImportTable *self, const char *column)
{
  RwTable *table = rw_import_get_table (self->import);

  for (guint i = 0; i < self->columns->len; i++)
    {
      guint shown = g_array_index (self->columns, guint, i);
      if (g_str_equal (rw_column_get_name (rw_table_get_column (table, shown)), column))
        rw_import_header_focus (get_header (self, i));
    }
}
