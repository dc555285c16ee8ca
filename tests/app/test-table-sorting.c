/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-item.h"
#include "rw-table-view-private.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

/* The header of a column, which GTK has no public type for. */
static GtkWidget *
find_header (RwWindow *window, const char *title)
{
  GtkWidget *table = rw_test_find (window, RW_TYPE_TABLE_VIEW);
  GtkWidget *label = rw_test_find_text (table, title);

  g_assert_nonnull (label);
  return gtk_widget_get_ancestor (label, g_type_from_name ("GtkColumnViewTitle"));
}

/* "ascending", "descending", or NULL where a header has no arrow. */
static const char *
get_arrow (RwWindow *window, const char *title)
{
  static const char *const directions[] = { "ascending", "descending" };
  g_autoptr (GPtrArray) parts = rw_test_find_all (find_header (window, title), GTK_TYPE_WIDGET);

  for (guint i = 0; i < parts->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (directions); k++)
      if (gtk_widget_has_css_class (parts->pdata[i], directions[k]))
        return directions[k];
  return NULL;
}

static void
click_header (RwWindow *window, const char *title)
{
  GtkWidget *header = find_header (window, title);

  rw_test_run_for (500); /* two at once would be a double click */
  rw_test_drag (header, 30, gtk_widget_get_height (header) / 2.0, 0);
  rw_test_window_settle (window);
}

static void
assert_sort (RwWindow *window, guint column, gboolean descending)
{
  RwSession *session = rw_window_get_session (window);
  RwSort sort = rw_view_get_sort (rw_session_get_view (session));

  g_assert_cmpuint (sort.column, ==, column);
  g_assert_cmpint (!sort.descending, ==, !descending);
}

/* With the mouse, as it is said in the header. */
static void
test_click (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  g_assert_cmpstr (get_arrow (window, "Churn Probability"), ==, "descending");
  g_assert_null (get_arrow (window, "tenure"));
  click_header (window, "tenure");
  assert_sort (window, 5, FALSE);
  g_assert_cmpstr (get_arrow (window, "tenure"), ==, "ascending");
  g_assert_null (get_arrow (window, "Churn Probability"));
  click_header (window, "tenure");
  assert_sort (window, 5, TRUE);
  g_assert_cmpstr (get_arrow (window, "tenure"), ==, "descending");
  click_header (window, "customerID");
  assert_sort (window, 0, FALSE);
  click_header (window, "Risk");
  assert_sort (window, 0, FALSE);
  rw_test_window_end (window);
}

/* Whoever sorts, the arrow follows. */
static void
test_follows (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);

  rw_session_set_sort (session, (RwSort){ 18, TRUE });
  rw_test_window_settle (window);
  g_assert_cmpstr (get_arrow (window, "MonthlyCharges"), ==, "descending");
  rw_session_set_sort (session, (RwSort){ 18, FALSE });
  rw_test_window_settle (window);
  g_assert_cmpstr (get_arrow (window, "MonthlyCharges"), ==, "ascending");
  rw_test_do (window, "win.reload");
  rw_test_window_settle (window);
  assert_sort (window, RW_SORT_CHURN, TRUE);
  g_assert_cmpstr (get_arrow (window, "Churn Probability"), ==, "descending");
  g_assert_null (get_arrow (window, "MonthlyCharges"));
  rw_test_window_end (window);
}

static RwColumnItem *
find_item (RwWindow *window, guint column)
{
  GListModel *items = rw_table_view_get_columns (rw_test_find (window, RW_TYPE_TABLE_VIEW));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RwColumnItem) item = g_list_model_get_item (items, i);
      if (rw_column_item_get_column (item) == column)
        return item; /* the list keeps it */
    }
  g_assert_not_reached ();
}

/* A column that is not shown sorts as well; its arrow comes and goes with it. */
static void
test_hidden (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  rw_session_set_sort (rw_window_get_session (window), (RwSort){ 1, TRUE });
  rw_test_window_settle (window);
  assert_sort (window, 1, TRUE);
  g_assert_null (get_arrow (window, "Churn Probability"));
  g_object_set (find_item (window, 1), "visible", TRUE, NULL);
  rw_test_window_settle (window);
  g_assert_cmpstr (get_arrow (window, "gender"), ==, "descending");
  g_object_set (find_item (window, 1), "visible", FALSE, NULL);
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "gender");
  assert_sort (window, 1, TRUE);
  g_assert_null (get_arrow (window, "Churn Probability"));
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/table-sorting/click", test_click);
  g_test_add_func ("/table-sorting/follows", test_follows);
  g_test_add_func ("/table-sorting/hidden", test_hidden);
  return rw_test_app_run ();
}
