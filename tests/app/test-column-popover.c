/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-popover.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

static RwColumnPopover *
open_popover (RwWindow *window)
{
  rw_test_do (window, "win.sort-columns");
  rw_test_window_settle (window);
  return rw_test_find (window, RW_TYPE_COLUMN_POPOVER);
}

/* By churn probability first, then the columns in the order of the file. */
static void
test_choices (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwColumnPopover *popover = open_popover (window);
  GtkDropDown *sort = rw_test_find (popover, GTK_TYPE_DROP_DOWN);
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (sort));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (names)), ==, 21);
  g_assert_cmpstr (gtk_string_list_get_string (names, 0), ==, "Churn Probability");
  g_assert_cmpstr (gtk_string_list_get_string (names, 1), ==, "customerID");
  g_assert_cmpstr (gtk_string_list_get_string (names, 20), ==, "TotalCharges");
  g_assert_cmpuint (gtk_drop_down_get_selected (sort), ==, 0);
  rw_test_window_end (window);
}

static void
assert_sort (RwWindow *window, guint column, gboolean descending)
{
  rw_test_window_settle (window);
  RwSort sort = rw_view_get_sort (rw_session_get_view (rw_window_get_session (window)));

  g_assert_cmpuint (sort.column, ==, column);
  g_assert_cmpint (!sort.descending, ==, !descending);
}

static void
test_sort (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwColumnPopover *popover = open_popover (window);
  GtkDropDown *sort = rw_test_find (popover, GTK_TYPE_DROP_DOWN);

  gtk_toggle_button_set_active (rw_test_find_button (popover, "Ascending"), TRUE);
  assert_sort (window, RW_SORT_CHURN, FALSE);
  gtk_drop_down_set_selected (sort, 6);
  assert_sort (window, 5, FALSE);
  gtk_toggle_button_set_active (rw_test_find_button (popover, "Descending"), TRUE);
  assert_sort (window, 5, TRUE);
  rw_session_set_sort (rw_window_get_session (window), (RwSort){ 0, FALSE });
  g_assert_cmpuint (gtk_drop_down_get_selected (sort), ==, 1);
  g_assert_true (gtk_toggle_button_get_active (rw_test_find_button (popover, "Ascending")));
  assert_sort (window, 0, FALSE);
  rw_test_window_end (window);
}

static GtkCheckButton *
find_check (RwColumnPopover *popover, const char *name)
{
  g_autoptr (GPtrArray) checks = rw_test_find_all (popover, GTK_TYPE_CHECK_BUTTON);

  for (guint i = 0; i < checks->len; i++)
    if (g_strcmp0 (gtk_check_button_get_label (checks->pdata[i]), name) == 0)
      return checks->pdata[i];
  return NULL;
}

static guint
count_columns (RwWindow *window)
{
  GtkColumnView *view = rw_test_find (window, GTK_TYPE_COLUMN_VIEW);

  return g_list_model_get_n_items (gtk_column_view_get_columns (view));
}

static void
test_columns (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwColumnPopover *popover = open_popover (window);
  GtkCheckButton *gender = find_check (popover, "gender");
  GtkCheckButton *tenure = find_check (popover, "tenure");

  g_assert_null (find_check (popover, "customerID"));
  g_assert_false (gtk_check_button_get_active (gender));
  g_assert_true (gtk_check_button_get_active (tenure));
  g_assert_cmpuint (count_columns (window), ==, 12);
  gtk_check_button_set_active (gender, TRUE);
  rw_test_window_settle (window);
  g_assert_cmpuint (count_columns (window), ==, 13);
  gtk_check_button_set_active (gender, FALSE);
  gtk_check_button_set_active (tenure, FALSE);
  rw_test_window_settle (window);
  g_assert_cmpuint (count_columns (window), ==, 11);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/column-popover/choices", test_choices);
  g_test_add_func ("/column-popover/sort", test_sort);
  g_test_add_func ("/column-popover/columns", test_columns);
  return rw_test_app_run ();
}
