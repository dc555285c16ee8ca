/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-view-private.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

static RwHistogramView *
get_view (RwWindow *window)
{
  return rw_test_find (window, RW_TYPE_HISTOGRAM_VIEW);
}

/* px of a probability from the left of the view. */
static double
get_x (RwWindow *window, double probability)
{
  return rw_histogram_layout_get_x (&get_view (window)->layout, probability);
}

/* A tooltip is in no window's tree: it is kept when it comes on screen. */
static gboolean
mapped_cb (GSignalInvocationHint *hint G_GNUC_UNUSED, guint n G_GNUC_UNUSED, const GValue *values,
           gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (g_strcmp0 (gtk_widget_get_css_name (widget), "tooltip") == 0)
    g_set_object ((GtkWidget **) data, widget);
  return TRUE;
}

typedef struct
{
  GtkWidget *tooltip;
  char *text;
} Expected;

static gboolean
is_said (gpointer data)
{
  Expected *expected = data;

  return expected->tooltip != NULL && rw_test_find_text (expected->tooltip, expected->text) != NULL;
}

/* A tooltip waits for the pointer to rest; what else happens meanwhile may put it off until the
 * next move. */
static void
hover (RwWindow *window, guint bin, Expected *expected)
{
  for (guint i = 0; i < 10 && !is_said (expected); i++)
    {
      rw_test_point (get_view (window), get_x (window, bin * 0.02 + 0.008 + 0.004 * (i % 2)), 60);
      rw_test_run_for (700);
    }
  g_assert_true (is_said (expected));
}

/* Pointing at a bar says what it is; pointing at another one, what that is. */
static void
test_tooltip (void)
{
  RwWindow *window = rw_test_window_new_sample (0);
  guint map = g_signal_lookup ("map", GTK_TYPE_WIDGET);
  Expected expected = { NULL, NULL };
  gulong hook = g_signal_add_emission_hook (map, 0, mapped_cb, &expected.tooltip, NULL);

  for (guint bin = 0; bin < 12; bin += 4)
    {
      expected.text = rw_histogram_view_describe_bin (get_view (window), bin);
      hover (window, bin, &expected);
      g_free (expected.text);
    }
  g_signal_remove_emission_hook (map, hook);
  g_clear_object (&expected.tooltip);
  rw_test_window_end (window);
}

static gboolean
has_cursor (RwWindow *window, const char *name)
{
  GdkCursor *cursor = gtk_widget_get_cursor (GTK_WIDGET (get_view (window)));

  return cursor != NULL && g_strcmp0 (gdk_cursor_get_name (cursor), name) == 0;
}

/* The pointer tells where the threshold can be taken hold of. */
static void
test_cursor (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  rw_test_point (get_view (window), get_x (window, 0.2), 60);
  g_assert_true (has_cursor (window, "crosshair"));
  rw_test_point (get_view (window), get_x (window, 0.5) + 4, 60);
  g_assert_true (has_cursor (window, "col-resize"));
  rw_test_point (get_view (window), get_x (window, 0.5) + 9, 60);
  g_assert_true (has_cursor (window, "crosshair"));
  rw_test_window_end (window);
}

/* Beyond the ends of the plot a drag stops at its end. */
static void
test_beyond (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);
  double threshold = get_x (window, 0.5);
  double bar = get_x (window, 0.91);

  rw_test_drag (get_view (window), bar, 60, get_x (window, 1) + 60 - bar);
  g_assert_cmpuint (rw_session_get_request (session)->range.low, ==, 900000);
  g_assert_cmpuint (rw_session_get_request (session)->range.high, ==, RW_MILLION);
  rw_session_set_range (session, RW_RANGE_ALL);
  rw_test_drag (get_view (window), threshold, 60, get_x (window, 0) - 40 - threshold);
  g_assert_cmpuint (rw_session_get_threshold (session), ==, 0);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "60 customers (100.0 %)");
  rw_test_assert_sees (window, "0 below");
  rw_test_window_end (window);
}

/* From right to left as from left to right. */
static void
test_both_ways (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);
  double from = get_x (window, 0.31);

  rw_test_drag (get_view (window), from, 60, get_x (window, 0.11) - from);
  g_assert_cmpuint (rw_session_get_request (session)->range.low, ==, 100000);
  g_assert_cmpuint (rw_session_get_request (session)->range.high, ==, 320000);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/histogram-pointer/tooltip", test_tooltip);
  g_test_add_func ("/histogram-pointer/cursor", test_cursor);
  g_test_add_func ("/histogram-pointer/beyond", test_beyond);
  g_test_add_func ("/histogram-pointer/both-ways", test_both_ways);
  return rw_test_app_run ();
}
