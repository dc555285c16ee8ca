/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-row-selection.h"

struct _RwRowSelection
{
  GObject parent_instance;

  RwRowModel *model;
  RwAnalysis *analysis; /* whose rows @bits are of; only compared */
  guint8 *bits;         /* one for each row of the table, NULL: none is selected */
};

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (G_LIST_MODEL (RW_ROW_SELECTION (list)->model));
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (RW_ROW_SELECTION (list)->model));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (RW_ROW_SELECTION (list)->model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
has_bit (RwRowSelection *self, guint position)
{
  guint32 number = rw_row_model_get_number (self->model, position);

  return self->bits != NULL && (self->bits[number / 8] & (1u << number % 8)) != 0;
}

static void
set_bit (RwRowSelection *self, guint position, gboolean selected)
{
  guint32 number = rw_row_model_get_number (self->model, position);
  guint8 bit = (guint8) (1u << number % 8);

  if (selected)
    self->bits[number / 8] |= bit;
  else
    self->bits[number / 8] &= (guint8) ~bit;
}

static void
need_bits (RwRowSelection *self)
{
  RwAnalysis *analysis = rw_row_model_get_analysis (self->model);

  if (self->bits == NULL && analysis != NULL)
    self->bits = g_malloc0 (rw_table_get_n_rows (rw_analysis_get_table (analysis)) / 8 + 1);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return position < get_n_items (G_LIST_MODEL (model)) &&
         has_bit (RW_ROW_SELECTION (model), position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *selected = gtk_bitset_new_empty ();

  for (guint i = position; i < position + n_items; i++)
    if (has_bit (RW_ROW_SELECTION (model), i))
      gtk_bitset_add (selected, i);
  return selected;
}

static void
emit_all (RwRowSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

/* The positions of @mask become selected where they are in @selected, and unselected elsewhere. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  RwRowSelection *self = RW_ROW_SELECTION (model);
  GtkBitsetIter iter;
  guint position = 0;

  need_bits (self);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position);
       more && position < get_n_items (G_LIST_MODEL (self));
       more = gtk_bitset_iter_next (&iter, &position))
    set_bit (self, position, gtk_bitset_contains (selected, position));
  emit_all (self);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  RwRowSelection *self = RW_ROW_SELECTION (model);

  if (unselect_rest)
    g_clear_pointer (&self->bits, g_free);
  need_bits (self);
  for (guint i = position; i < position + n_items; i++)
    set_bit (self, i, TRUE);
  emit_all (self);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  RwRowSelection *self = RW_ROW_SELECTION (model);

  for (guint i = position; self->bits != NULL && i < position + n_items; i++)
    set_bit (self, i, FALSE);
  emit_all (self);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return select_range (model, position, 1, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return unselect_range (model, position, 1);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, get_n_items (G_LIST_MODEL (model)), FALSE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  RwRowSelection *self = RW_ROW_SELECTION (model);

  g_clear_pointer (&self->bits, g_free);
  emit_all (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwRowSelection, rw_row_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
items_changed_cb (RwRowSelection *self, guint position, guint removed, guint added)
{
  g_assert (RW_IS_ROW_SELECTION (self));
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
relabelled_cb (RwRowSelection *self)
{
  RwAnalysis *analysis = rw_row_model_get_analysis (self->model);

  g_assert (RW_IS_ROW_SELECTION (self));
  if (self->analysis != analysis)
    g_clear_pointer (&self->bits, g_free);
  self->analysis = analysis;
  emit_all (self);
}

static void
rw_row_selection_finalize (GObject *object)
{
  RwRowSelection *self = RW_ROW_SELECTION (object);

  g_clear_object (&self->model);
  g_free (self->bits);
  G_OBJECT_CLASS (rw_row_selection_parent_class)->finalize (object);
}

static void
rw_row_selection_class_init (RwRowSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_row_selection_finalize;
}

static void
rw_row_selection_init (RwRowSelection *self G_GNUC_UNUSED)
{
}

RwRowSelection *
rw_row_selection_new (RwRowModel *model)
{
  RwRowSelection *self = g_object_new (RW_TYPE_ROW_SELECTION, NULL);

  self->model = g_object_ref (model);
  self->analysis = rw_row_model_get_analysis (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "relabelled", G_CALLBACK (relabelled_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GArray *
rw_row_selection_get_numbers (RwRowSelection *self, guint limit)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  guint n = self->bits != NULL ? get_n_items (G_LIST_MODEL (self)) : 0;

  for (guint i = 0; i < n && numbers->len < limit; i++)
    if (has_bit (self, i))
      {
        guint32 number = rw_row_model_get_number (self->model, i);
        g_array_append_val (numbers, number);
      }
  return numbers;
}
