/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-bar.h"
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
focus (RwWindow *window, guint bin)
{
  g_assert_true (gtk_widget_grab_focus (get_view (window)->bars->pdata[bin]));
}

static guint
get_focused (RwWindow *window)
{
  GtkWidget *bar = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_true (RW_IS_HISTOGRAM_BAR (bar));
  return rw_histogram_bar_get_bin (RW_HISTOGRAM_BAR (bar));
}

static gboolean
has_focus (RwWindow *window)
{
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (window));

  return gtk_widget_is_ancestor (at, GTK_WIDGET (get_view (window)));
}

static gboolean
press (RwWindow *window, guint key, GdkModifierType state)
{
  return rw_test_press (gtk_window_get_focus (GTK_WINDOW (window)), key, state);
}

static void
assert_range (RwWindow *window, guint32 low, guint32 high)
{
  RwRange range = rw_session_get_request (rw_window_get_session (window))->range;

  g_assert_cmpuint (range.low, ==, low);
  g_assert_cmpuint (range.high, ==, high);
}

/* The keys of the number pad do what the others do. */
static void
test_number_pad (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  focus (window, 10);
  g_assert_true (press (window, GDK_KEY_KP_Left, 0));
  g_assert_cmpuint (get_focused (window), ==, 9);
  g_assert_true (press (window, GDK_KEY_KP_Right, 0));
  g_assert_cmpuint (get_focused (window), ==, 10);
  g_assert_true (press (window, GDK_KEY_KP_Home, 0));
  g_assert_cmpuint (get_focused (window), ==, 0);
  g_assert_true (press (window, GDK_KEY_KP_End, 0));
  g_assert_cmpuint (get_focused (window), ==, 49);
  g_assert_true (press (window, GDK_KEY_KP_Enter, 0));
  assert_range (window, 980000, 1000000);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

/* Shift with arrows picks from where the focus was; a range that is there is widened from its
 * anchor, and gets narrower on the way back. */
static void
test_extend (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  focus (window, 20);
  g_assert_true (press (window, GDK_KEY_Right, GDK_SHIFT_MASK));
  assert_range (window, 400000, 440000);
  g_assert_true (press (window, GDK_KEY_Right, GDK_SHIFT_MASK));
  assert_range (window, 400000, 460000);
  g_assert_true (press (window, GDK_KEY_Left, GDK_SHIFT_MASK));
  assert_range (window, 400000, 440000);
  g_assert_true (press (window, GDK_KEY_Home, GDK_SHIFT_MASK));
  assert_range (window, 0, 420000);
  g_assert_true (press (window, GDK_KEY_End, GDK_SHIFT_MASK));
  assert_range (window, 400000, 1000000);
  focus (window, 5);
  g_assert_true (press (window, GDK_KEY_space, 0));
  assert_range (window, 100000, 120000);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

/* What is no key of the chart is left to others: it moves and picks nothing. */
static void
test_others (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  focus (window, 5);
  rw_test_key (window, "Insert");
  rw_test_key (window, "ctrl+t");
  assert_range (window, 0, RW_MILLION);
  g_assert_false (has_focus (window));
  focus (window, 5);
  rw_test_key (window, "Right");
  g_assert_cmpuint (get_focused (window), ==, 6);
  rw_test_window_end (window);
}

/* Tab comes to one bar, the one that had the focus before, and leaves all of them at once. */
static void
test_tab (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  focus (window, 0);
  g_assert_true (press (window, GDK_KEY_Right, 0));
  rw_test_key (window, "Tab");
  g_assert_false (has_focus (window));
  rw_test_key (window, "shift+Tab");
  g_assert_cmpuint (get_focused (window), ==, 1);
  rw_test_key (window, "shift+Tab");
  g_assert_false (has_focus (window));
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/histogram-keys/number-pad", test_number_pad);
  g_test_add_func ("/histogram-keys/extend", test_extend);
  g_test_add_func ("/histogram-keys/others", test_others);
  g_test_add_func ("/histogram-keys/tab", test_tab);
  return rw_test_app_run ();
}
