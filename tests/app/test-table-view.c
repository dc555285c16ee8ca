/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table-view.h"

#include "rw-column-item.h"
#include "rw-score-cell.h"
#include "rw-table-view-private.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

static RwTableView *
get_table (RwWindow *window)
{
  return rw_test_find (window, RW_TYPE_TABLE_VIEW);
}

static char *
dup_titles (RwWindow *window)
{
  GListModel *columns = gtk_column_view_get_columns (get_table (window)->view);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "",
                              gtk_column_view_column_get_title (column));
    }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
assert_titles (RwWindow *window, const char *expected)
{
  g_autofree char *titles = dup_titles (window);

  g_assert_cmpstr (titles, ==, expected);
}

/* The name, the scores, and what the model makes most of, as in the file. */
static void
test_columns (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  assert_titles (window, "customerID, Churn Probability, Risk, tenure, InternetService, "
                         "OnlineSecurity, TechSupport, Contract, PaperlessBilling, "
                         "PaymentMethod, MonthlyCharges, TotalCharges");
  rw_test_window_end (window);
}

static RwColumnItem *
find_item (RwWindow *window, const char *name)
{
  GListModel *items = rw_table_view_get_columns (get_table (window));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RwColumnItem) item = g_list_model_get_item (items, i);
      if (g_strcmp0 (rw_column_item_get_name (item), name) == 0)
        return item; /* the list keeps it */
    }
  g_assert_not_reached ();
}

/* In the order of the file, and remembered for the next file with such a column. */
static void
test_choose_columns (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  const char *hidden[] = { "MultipleLines", "InternetService",  "OnlineSecurity",
                           "TechSupport",   "PaperlessBilling", "PaymentMethod" };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_object_set (find_item (window, hidden[i]), "visible", FALSE, NULL);
  g_object_set (find_item (window, "gender"), "visible", TRUE, NULL);
  g_object_set (find_item (window, "TotalCharges"), "visible", TRUE, NULL);
  g_object_set (find_item (window, "Partner"), "visible", TRUE, NULL);
  rw_test_window_settle (window);
  assert_titles (window, "customerID, Churn Probability, Risk, gender, Partner, tenure, Contract, "
                         "MonthlyCharges, TotalCharges");
  RwWindow *next = rw_test_window_new_with_settings ();
  g_autofree char *path = rw_test_app_write_sample ("next.csv", 20);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  rw_window_open (next, file);
  rw_test_window_settle (next);
  assert_titles (next, "customerID, Churn Probability, Risk, gender, Partner, tenure, Contract, "
                       "MonthlyCharges, TotalCharges");
  rw_test_window_end (next);
  rw_test_window_end (window);
}

/* The cells of the first row on screen. */
static char *
dup_first_row (RwWindow *window)
{
  GtkWidget *score = rw_test_find (window, RW_TYPE_SCORE_CELL);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (score));
  g_autoptr (GPtrArray) cells = rw_test_find_all (row, GTK_TYPE_INSCRIPTION);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            gtk_inscription_get_text (cells->pdata[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_first_row (RwWindow *window, const char *expected)
{
  rw_test_window_settle (window);
  g_autofree char *text = dup_first_row (window);
  g_assert_cmpstr (text, ==, expected);
}

static GtkColumnViewColumn *
get_column (RwWindow *window, guint place)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (get_table (window)->view), place);

  return column; /* the view keeps it */
}

static void
assert_sort (RwWindow *window, guint column, gboolean descending)
{
  RwSort sort = rw_session_get_request (rw_window_get_session (window))->sort;

  g_assert_cmpuint (sort.column, ==, column);
  g_assert_cmpint (!sort.descending, ==, !descending);
}

/* As a click on a header does it: the session follows, and what is on screen. */
static void
test_sort (void)
{
  RwWindow *window = rw_test_window_new_sample (0);
  GtkColumnView *view = get_table (window)->view;

  assert_sort (window, RW_SORT_CHURN, TRUE);
  assert_first_row (window, "3926-HCKUD, 93.8 %, High, 1");
  gtk_column_view_sort_by_column (view, get_column (window, 0), GTK_SORT_ASCENDING);
  assert_sort (window, 0, FALSE);
  assert_first_row (window, "0000-DRJKW, 26.8 %, Low, 40");
  gtk_column_view_sort_by_column (view, get_column (window, 0), GTK_SORT_DESCENDING);
  assert_sort (window, 0, TRUE);
  gtk_column_view_sort_by_column (view, get_column (window, 3), GTK_SORT_DESCENDING);
  assert_sort (window, 5, TRUE);
  gtk_column_view_sort_by_column (view, get_column (window, 1), GTK_SORT_ASCENDING);
  assert_sort (window, RW_SORT_CHURN, FALSE);
  rw_test_window_end (window);
}

/* A screen reader hears the row. */
static void
test_row_name (void)
{
  RwWindow *window = rw_test_window_new_sample (0);
  GtkWidget *score = rw_test_find (window, RW_TYPE_SCORE_CELL);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (score));

  rw_test_assert_name (row, "3926-HCKUD, churn probability 93.8 %, risk High");
  rw_session_set_sort (rw_window_get_session (window), (RwSort){ RW_SORT_CHURN, FALSE });
  rw_test_window_settle (window);
  g_assert_false (rw_test_has_name (row, "3926-HCKUD, churn probability 93.8 %, risk High"));
  rw_test_window_end (window);
}

/* One Tab leaves the rows, however many there are, and one comes back. */
static void
test_tab (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  GtkWidget *table = GTK_WIDGET (get_table (window));

  gtk_widget_grab_focus (table);
  g_assert_nonnull (gtk_widget_get_focus_child (table));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_null (gtk_widget_get_focus_child (table));
  gtk_widget_grab_focus (table);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_null (gtk_widget_get_focus_child (table));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_nonnull (gtk_widget_get_focus_child (table));
  rw_test_window_end (window);
}

static void
test_none (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  rw_session_set_search (rw_window_get_session (window), "no such customer");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "No Customers Match");
  rw_test_click_button (window, "Show All Customers");
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "No Customers Match");
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

static void
test_copy (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwTableView *table = get_table (window);
  GdkContentProvider *content = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (table->selection), 0, 2, TRUE);
  rw_test_do (table, "table.copy");
  rw_test_run_for (200);
  content = gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (table)));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_auto (GStrv) lines = g_strsplit (g_value_get_string (&value), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "customerID\tChurn Probability\tRisk\ttenure\t"));
  g_autofree char *first = dup_first_row (window);
  g_auto (GStrv) cells = g_strsplit (lines[1], "\t", -1);
  g_assert_true (g_str_has_prefix (first, cells[0]));
  g_assert_cmpuint (g_strv_length (cells), ==, 12);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/table-view/columns", test_columns);
  g_test_add_func ("/table-view/choose-columns", test_choose_columns);
  g_test_add_func ("/table-view/sort", test_sort);
  g_test_add_func ("/table-view/row-name", test_row_name);
  g_test_add_func ("/table-view/tab", test_tab);
  g_test_add_func ("/table-view/none", test_none);
  g_test_add_func ("/table-view/copy", test_copy);
  return rw_test_app_run ();
}
