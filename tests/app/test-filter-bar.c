/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-filter-bar.h"

#include "rw-test-app.h"
#include "rw-test-damaged.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

static void
test_search (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  rw_test_assert_sees (window, "60 customers");
  rw_test_assert_sees (window, "Drag across the chart or type to filter");
  rw_session_set_search (rw_window_get_session (window), "9113-CDHUX");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Contains “9113-CDHUX”");
  rw_test_assert_sees (window, "1 of 60 customers");
  rw_test_assert_sees_not (window, "Drag across the chart or type to filter");
  rw_test_click_button (window, "Remove Search");
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "Contains “9113-CDHUX”");
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

/* A chip that is there for rows with problems, and shows only them. */
static void
test_problems (void)
{
  g_autofree char *path = rw_test_app_write_damaged ("damaged.csv");
  RwWindow *window = rw_test_window_new_for (path);
  GtkWidget *chip = rw_test_find_class (window, "problem-chip");

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (chip)), ==, "2 rows with problems");
  rw_test_click (chip);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "2 of 60 customers");
  rw_session_clear_filters (rw_window_get_session (window));
  rw_test_window_settle (window);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

static void
test_range (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);

  rw_session_set_range (session, (RwRange){ 140000, 620000 });
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Churn 14 to 62 %");
  rw_session_set_search (session, "zzz");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "0 of 60 customers");
  rw_test_click_button (window, "Remove Range");
  rw_test_window_settle (window);
  g_assert_true (rw_range_is_all (rw_session_get_request (session)->range));
  rw_test_assert_sees (window, "Contains “zzz”");
  rw_test_assert_sees_not (window, "Churn 14 to 62 %");
  rw_test_window_end (window);
}

/* Rows that were chosen elsewhere: a chip tells them, and takes them away. */
static void
test_subset (void)
{
  const guint32 wanted[] = { 1, 2, 30, 50 };
  g_autoptr (RwRows) rows = rw_rows_new_take (g_memdup2 (wanted, sizeof wanted), 4);
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);

  rw_session_set_subset (session, rows, "4 customers of mine");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "4 customers of mine");
  rw_test_assert_sees (window, "4 of 60 customers");
  rw_test_assert_sees_not (window, "Drag across the chart or type to filter");
  rw_session_set_search (session, "zzz");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "0 of 60 customers");
  rw_test_click_button (window, "Remove Search");
  rw_test_click_button (window, "Remove Choice of Customers");
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "4 customers of mine");
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

/* It turns while rows are sorted, and only then. */
static void
test_spinner (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  GtkSpinner *spinner = rw_test_find (rw_test_find (window, RW_TYPE_FILTER_BAR), GTK_TYPE_SPINNER);

  g_assert_false (gtk_spinner_get_spinning (spinner));
  rw_session_set_sort (rw_window_get_session (window), (RwSort){ 0, TRUE });
  g_assert_true (gtk_spinner_get_spinning (spinner));
  rw_test_window_settle (window);
  g_assert_false (gtk_spinner_get_spinning (spinner));
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/filter-bar/search", test_search);
  g_test_add_func ("/filter-bar/problems", test_problems);
  g_test_add_func ("/filter-bar/range", test_range);
  g_test_add_func ("/filter-bar/subset", test_subset);
  g_test_add_func ("/filter-bar/spinner", test_spinner);
  return rw_test_app_run ();
}
