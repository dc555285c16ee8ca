/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chart-label.h"

#include "rw-test-chart.h"
#include "rw-test-model.h"

#include <locale.h>

static void
test_texts (void)
{
  PangoContext *context = rw_test_context ("Sans 9");
  g_autoptr (PangoLayout) text = rw_chart_label_new (context, "<b>&");
  g_autoptr (PangoLayout) count = rw_chart_label_new_count (context, G_GUINT64_CONSTANT (1) << 53);
  g_autoptr (PangoLayout) decimal = rw_chart_label_new_decimal (context, 0.425, 2);
  g_autoptr (PangoLayout) percent = rw_chart_label_new_percent (context, 50);

  g_assert_cmpstr (pango_layout_get_text (text), ==, "<b>&");
  g_assert_cmpstr (pango_layout_get_text (count), ==, "9007199254740992");
  g_assert_cmpstr (pango_layout_get_text (decimal), ==, "0.42");
  g_assert_cmpstr (pango_layout_get_text (percent), ==, "50 %");
  g_object_unref (context);
}

static void
test_german (void)
{
  if (!rw_test_speak_german ())
    {
      g_test_skip ("this machine has no locale de_DE.UTF-8");
      return;
    }
  PangoContext *context = rw_test_context ("Sans 9");
  g_autoptr (PangoLayout) count = rw_chart_label_new_count (context, 1234567);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (pango_layout_get_text (count), ==, "1.234.567");
  g_object_unref (context);
}

static void
test_size (void)
{
  PangoContext *context = rw_test_context ("Sans 9");
  PangoContext *large = rw_test_context ("Sans 18");
  g_autoptr (PangoLayout) one = rw_chart_label_new_count (context, 1);
  g_autoptr (PangoLayout) many = rw_chart_label_new_count (context, 111111);
  g_autoptr (PangoLayout) larger = rw_chart_label_new_count (large, 1);

  g_assert_cmpfloat (rw_chart_label_get_width (one), >, 0);
  g_assert_cmpfloat (rw_chart_label_get_width (many), >, 4 * rw_chart_label_get_width (one));
  g_assert_cmpfloat (rw_chart_label_get_height (larger), >, rw_chart_label_get_height (one));
  g_object_unref (large);
  g_object_unref (context);
}

/* Inside its box, in its colour, moved to whole px. */
static void
test_draw (void)
{
  static const RwChartColor red = { 1, 0, 0, 1 };
  PangoContext *context = rw_test_context ("Sans Bold 20");
  g_autoptr (PangoLayout) label = rw_chart_label_new (context, "HHH");
  double width = rw_chart_label_get_width (label);
  double height = rw_chart_label_get_height (label);
  cairo_t *cairo = rw_test_paper (200, 100);
  cairo_t *shifted = rw_test_paper (200, 100);

  rw_chart_label_draw (label, &red, 20, 30, cairo);
  g_assert_cmpuint (rw_test_count_pixels (cairo, 0xff0000, 20, 30, width, height), >, 0);
  guint n_inside = rw_test_count_pixels (cairo, 0xffffff, 20, 30, width, height);
  g_assert_cmpuint (rw_test_count_pixels (cairo, 0xffffff, 0, 0, 200, 100), ==,
                    200 * 100 - (guint) (width * height) + n_inside);

  rw_chart_label_draw (label, &red, 20.4, 29.6, shifted);
  g_assert_cmpuint (rw_test_count_pixels (shifted, 0xffffff, 20, 30, width, height), ==, n_inside);
  cairo_destroy (shifted);
  cairo_destroy (cairo);
  g_object_unref (context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-label/texts", test_texts);
  g_test_add_func ("/chart-label/german", test_german);
  g_test_add_func ("/chart-label/size", test_size);
  g_test_add_func ("/chart-label/draw", test_draw);
  return g_test_run ();
}
