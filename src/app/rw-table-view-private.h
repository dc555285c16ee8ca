/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-row-selection.h"
#include "rw-table-view.h"

G_BEGIN_DECLS

/* Columns that are none of the file's. */
#define RW_TABLE_COLUMN_CHURN RW_SORT_CHURN
#define RW_TABLE_COLUMN_RISK  (G_MAXUINT - 1)

struct _RwTableView
{
  RwSessionBox parent_instance;

  /* template */
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;

  RwRowModel *model;
  RwRowSelection *selection;
  GListStore *columns;  /* RwColumnItem */
  RwAnalysis *analysis; /* what is shown */
  RwSort sort;          /* of what is shown */
  guint name_column;
  GHashTable *bound; /* GtkListItem → what it shows (RwTableCells) */
  guint probed;      /* see rw-table-sorting.c */
  gboolean syncing_sort;
  guint taking;      /* source id while a new file waits to be shown */
  double scroll_end; /* where the view is scrolled to the end of its columns */
};

/* Makes the columns for a new table. */
void rw_table_view_make_columns (RwTableView *self);

/* Writes what the rows are now into the cells that are on screen. */
void rw_table_view_relabel (RwTableView *self);

/* Puts the selected customers on the clipboard: lines of cells with tabs between, the shown columns
 * under a header. */
void rw_table_view_copy (RwTableView *self);

/* The column of the table, RW_TABLE_COLUMN_CHURN or RW_TABLE_COLUMN_RISK. */
guint rw_table_view_get_column (GtkColumnViewColumn *column);

/* Lets the header sort by @column, and the header's arrow follow the session. */
void rw_table_view_add_sorter (RwTableView *self, GtkColumnViewColumn *view_column, guint column);
void rw_table_view_connect_sorting (RwTableView *self);
void rw_table_view_sync_sort (RwTableView *self);

G_END_DECLS
