/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table-view-private.h"

#include <gtk/gtk.h>

/* GTK 4.8 does not tell by which column a view is sorted. Each column's sorter therefore notes that
 * it was asked, and says that anything is smaller than anything: the first one asked is the column,
 * and what the view makes of the answer is the direction. */

#define NO_COLUMN (G_MAXUINT - 2)

typedef struct
{
  RwTableView *view;
  guint column;
} Probe;

static int
probe_cb (gconstpointer a G_GNUC_UNUSED, gconstpointer b G_GNUC_UNUSED, gpointer user_data)
{
  Probe *probe = user_data;

  if (probe->view->probed == NO_COLUMN)
    probe->view->probed = probe->column;
  return GTK_ORDERING_SMALLER;
}

static void
sorter_changed_cb (RwTableView *self, GtkSorterChange change G_GNUC_UNUSED, GtkSorter *sorter)
{
  g_assert (RW_IS_TABLE_VIEW (self));
  if (self->syncing_sort || rw_session_box_get_session (self) == NULL)
    return;
  self->probed = NO_COLUMN;
  GtkOrdering ordering = gtk_sorter_compare (sorter, self, self->model); /* any two objects */
  if (self->probed != NO_COLUMN && ordering != GTK_ORDERING_EQUAL)
    rw_session_set_sort (rw_session_box_get_session (self),
                         (RwSort){ self->probed, ordering == GTK_ORDERING_LARGER });
}

void
rw_table_view_add_sorter (RwTableView *self, GtkColumnViewColumn *view_column, guint column)
{
  Probe *probe = g_new (Probe, 1);

  probe->view = self;
  probe->column = column;
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, probe, g_free));
  gtk_column_view_column_set_sorter (view_column, sorter);
}

void
rw_table_view_connect_sorting (RwTableView *self)
{
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

static GtkColumnViewColumn *
find_column (RwTableView *self, guint column)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) found = g_list_model_get_item (columns, i);
      if (rw_table_view_get_column (found) == column)
        return found; /* the view keeps it */
    }
  return NULL;
}

void
rw_table_view_sync_sort (RwTableView *self)
{
  RwSort sort = rw_session_get_request (rw_session_box_get_session (self))->sort;

  self->syncing_sort = TRUE;
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->view, find_column (self, sort.column),
                                  sort.descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->syncing_sort = FALSE;
}
