/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table-view-private.h"

#include "rw-work.h"

/* A clipboard is no place for more. */
#define MAX_ROWS 100000u

/* The selected customers of an analysis, and the columns to copy. */
typedef struct
{
  RwAnalysis *analysis;
  GArray *numbers;   /* guint32: rows of the table */
  GArray *columns;   /* guint: as rw_table_view_get_column() says */
  GPtrArray *titles; /* of the columns */
} Copying;

static void
copying_free (gpointer data)
{
  Copying *copying = data;

  g_object_unref (copying->analysis);
  g_array_unref (copying->numbers);
  g_array_unref (copying->columns);
  g_ptr_array_unref (copying->titles);
  g_free (copying);
}

/* As one cell of a line: neither tab nor line end is in it. */
static void
append_cell (GString *text, guint column, const char *cell, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (cell, (gssize) length);

  if (column > 0)
    g_string_append_c (text, '\t');
  g_string_append (text, g_strdelimit (valid, "\t\r\n", ' '));
}

static void
append_value (Copying *copying, GString *text, guint i, guint32 number, GPtrArray *cells)
{
  guint column = g_array_index (copying->columns, guint, i);
  RwScores *scores = rw_analysis_get_scores (copying->analysis);
  float probability = rw_scores_get_probabilities (scores)[number];
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length = 0;
  const char *cell = "";

  if (column == RW_TABLE_COLUMN_CHURN)
    cell = g_ascii_formatd (digits, sizeof digits, "%.6f", (double) probability);
  else if (column == RW_TABLE_COLUMN_RISK)
    cell = rw_risk_get_title (rw_risk_bands_classify (&rw_risk_bands, probability));
  else if (column < cells->len)
    {
      cell = g_bytes_get_data (cells->pdata[column], &length);
      append_cell (text, i, cell != NULL ? cell : "", length);
      return;
    }
  append_cell (text, i, cell, strlen (cell));
}

static gboolean
append_row (Copying *copying, GString *text, guint32 number, GError **error)
{
  RwTable *table = rw_analysis_get_table (copying->analysis);
  g_autoptr (GPtrArray) cells = rw_table_read_record (table, (guint64) number + 1, error);

  if (cells == NULL)
    return FALSE;
  for (guint i = 0; i < copying->columns->len; i++)
    append_value (copying, text, i, number, cells);
  g_string_append_c (text, '\n');
  return TRUE;
}

static gpointer
make_text (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  Copying *copying = data;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < copying->titles->len; i++)
    append_cell (text, i, copying->titles->pdata[i], strlen (copying->titles->pdata[i]));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < copying->numbers->len; i++)
    if (!append_row (copying, text, g_array_index (copying->numbers, guint32, i), error))
      {
        g_string_free (text, TRUE);
        return NULL;
      }
  return g_string_free (text, FALSE);
}

/* The view is kept by @data: a task's source may be let go of by the worker, but widgets must go in
 * their own thread. */
static void
copied_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (RwTableView) self = data;
  RwSession *session = rw_session_box_get_session (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rw_work_run_finish (result, &error);

  if (session == NULL)
    return;
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  else
    rw_session_report_error (session, error);
}

static void
add_columns (RwTableView *self, Copying *copying)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);
      guint column = rw_table_view_get_column (view_column);
      g_array_append_val (copying->columns, column);
      g_ptr_array_add (copying->titles, g_strdup (gtk_column_view_column_get_title (view_column)));
    }
}

void
rw_table_view_copy (RwTableView *self)
{
  g_autoptr (GArray) numbers = rw_row_selection_get_numbers (self->selection, MAX_ROWS);

  if (numbers->len == 0)
    return;
  Copying *copying = g_new0 (Copying, 1);
  copying->analysis = g_object_ref (self->analysis);
  copying->numbers = g_steal_pointer (&numbers);
  copying->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  copying->titles = g_ptr_array_new_with_free_func (g_free);
  add_columns (self, copying);
  rw_work_run_async (NULL, make_text, copying, copying_free, g_free, NULL, copied_cb,
                     g_object_ref (self));
}
