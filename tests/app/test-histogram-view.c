/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-view.h"

#include "rw-histogram-view-private.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

static RwHistogramView *
get_view (RwWindow *window)
{
  return rw_test_find (window, RW_TYPE_HISTOGRAM_VIEW);
}

static void
assert_range (RwWindow *window, guint32 low, guint32 high)
{
  RwRange range = rw_session_get_request (rw_window_get_session (window))->range;

  g_assert_cmpuint (range.low, ==, low);
  g_assert_cmpuint (range.high, ==, high);
}

/* px of a probability from the left of the view. */
static double
get_x (RwWindow *window, double probability)
{
  return rw_histogram_layout_get_x (&get_view (window)->layout, probability);
}

/* Each bar says which customers it has; together they have all. */
static void
test_bars (void)
{
  RwWindow *window = rw_test_window_new_sample (0);
  RwHistogramView *view = get_view (window);
  guint64 n = 0;

  rw_test_assert_role (view, GTK_ACCESSIBLE_ROLE_LIST_BOX);
  rw_test_assert_name (view, "Customers by churn probability");
  g_assert_cmpuint (view->bars->len, ==, 50);
  for (guint i = 0; i < view->bars->len; i++)
    {
      g_autofree char *name = rw_histogram_view_describe_bin (view, i);
      rw_test_assert_role (view->bars->pdata[i], GTK_ACCESSIBLE_ROLE_OPTION);
      rw_test_assert_name (view->bars->pdata[i], name);
      n += view->histogram->counts[i];
    }
  g_assert_cmpuint (n, ==, 7000);
  g_autofree char *first = rw_histogram_view_describe_bin (view, 0);
  g_assert_cmpstr (first, ==, "0 to 2 %: 1036 customers, 14.8 % of all");
  rw_test_window_end (window);
}

static void
test_n_bins (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  rw_session_set_n_bins (rw_window_get_session (window), 10);
  rw_test_window_settle (window);
  g_assert_cmpuint (get_view (window)->bars->len, ==, 10);
  rw_session_set_n_bins (rw_window_get_session (window), 100);
  rw_test_window_settle (window);
  g_assert_cmpuint (get_view (window)->bars->len, ==, 100);
  rw_test_window_end (window);
}

static void
assert_focus (RwWindow *window, guint bin)
{
  RwHistogramView *view = get_view (window);

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == view->bars->pdata[bin]);
  g_assert_cmpuint (view->hovered, ==, bin);
}

static void
press (RwWindow *window, guint key, GdkModifierType state)
{
  g_assert_true (rw_test_press (gtk_window_get_focus (GTK_WINDOW (window)), key, state));
}

static void
test_keys (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  gtk_widget_grab_focus (get_view (window)->bars->pdata[3]);
  press (window, GDK_KEY_Right, 0);
  assert_focus (window, 4);
  press (window, GDK_KEY_Home, 0);
  press (window, GDK_KEY_Left, 0);
  assert_focus (window, 0);
  press (window, GDK_KEY_End, 0);
  press (window, GDK_KEY_Right, 0);
  assert_focus (window, 49);
  press (window, GDK_KEY_Left, 0);
  press (window, GDK_KEY_Return, 0);
  assert_range (window, 960000, 980000);
  press (window, GDK_KEY_Left, GDK_SHIFT_MASK);
  press (window, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_range (window, 920000, 980000);
  gtk_test_accessible_assert_state (get_view (window)->bars->pdata[47],
                                    GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_test_accessible_assert_state (get_view (window)->bars->pdata[40],
                                    GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  press (window, GDK_KEY_Escape, 0);
  assert_range (window, 0, 1000000);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

/* With the mouse: the line moves the threshold and filters nothing. */
static void
test_drag_threshold (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  double from = get_x (window, 0.5);

  rw_test_drag (get_view (window), from, 60, get_x (window, 0.75) - from);
  guint32 threshold = rw_session_get_threshold (rw_window_get_session (window));
  g_assert_cmpuint (threshold, >=, 747000);
  g_assert_cmpuint (threshold, <=, 753000);
  assert_range (window, 0, 1000000);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

/* A click, in which the pointer goes by @dx, picks a bar; another one gives it up. */
static void
assert_click_toggles (RwWindow *window, double dx)
{
  rw_test_drag (get_view (window), get_x (window, 0.91), 60, dx);
  assert_range (window, 900000, 920000);
  rw_test_drag (get_view (window), get_x (window, 0.91), 60, dx);
  assert_range (window, 0, 1000000);
}

/* A range of whole bars; a click picks one, and another click gives it up. */
static void
test_drag_range (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  double from = get_x (window, 0.11);

  rw_test_drag (get_view (window), from, 60, get_x (window, 0.31) - from);
  assert_range (window, 100000, 320000);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Churn 10 to 32 %");
  assert_click_toggles (window, 0);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

/* The pointer moves a little between press and release; beside the threshold's line, too. */
static void
test_unsteady_click (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  assert_click_toggles (window, 2);
  rw_test_drag (get_view (window), get_x (window, 0.5) + 3, 60, 2);
  g_assert_cmpuint (rw_session_get_threshold (rw_window_get_session (window)), ==, 500000);
  assert_range (window, 500000, 520000);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

static void
test_hover (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwHistogramView *view = get_view (window);

  rw_test_point (view, get_x (window, 0.31), 60);
  g_assert_cmpuint (view->hovered, ==, 15);
  rw_test_point (view, get_x (window, 0.31), 400);
  g_assert_cmpuint (view->hovered, ==, RW_HISTOGRAM_NO_BIN);
  rw_test_window_end (window);
}

/* The exact rows: as many as the bars of the range have. */
static void
test_exact (void)
{
  RwWindow *window = rw_test_window_new_sample (0);
  RwHistogramView *view = get_view (window);
  guint64 n = 0;

  view->anchor = 7;
  rw_histogram_view_pick (view, 30);
  rw_test_window_settle (window);
  for (guint i = 7; i <= 30; i++)
    n += view->histogram->counts[i];
  const RwRows *rows = rw_view_get_rows (rw_session_get_view (rw_window_get_session (window)));
  g_assert_cmpuint (rw_rows_get_n (rows), ==, n);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/histogram-view/bars", test_bars);
  g_test_add_func ("/histogram-view/n-bins", test_n_bins);
  g_test_add_func ("/histogram-view/keys", test_keys);
  g_test_add_func ("/histogram-view/drag-threshold", test_drag_threshold);
  g_test_add_func ("/histogram-view/drag-range", test_drag_range);
  g_test_add_func ("/histogram-view/unsteady-click", test_unsteady_click);
  g_test_add_func ("/histogram-view/hover", test_hover);
  g_test_add_func ("/histogram-view/exact", test_exact);
  return rw_test_app_run ();
}
