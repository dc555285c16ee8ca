/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-score-cell.h"

#include "rw-test-app.h"
#include "rw-test-look.h"
#include "rw-test-picture.h"

static void
assert_shows (float probability, const char *text)
{
  GtkWidget *cell = g_object_ref_sink (rw_score_cell_new ());

  rw_score_cell_set_probability (RW_SCORE_CELL (cell), probability);
  rw_test_assert_role (cell, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                       (double) probability * 100);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       text);
  g_assert_cmpstr (rw_test_get_text (gtk_widget_get_first_child (cell)), ==, text);
  g_assert_finalize_object (cell);
}

static void
test_values (void)
{
  assert_shows (0, "0.0 %");
  assert_shows (0.8126f, "81.3 %");
  assert_shows (1, "100.0 %");
}

/* The bar is as long as the probability is high. */
static guint
count_drawn (float probability, GtkTextDirection direction)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *cell = rw_score_cell_new ();

  gtk_widget_set_direction (cell, direction);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 40);
  rw_score_cell_set_probability (RW_SCORE_CELL (cell), probability);
  gtk_window_set_child (GTK_WINDOW (window), cell);
  gtk_window_present (GTK_WINDOW (window));
  rw_test_run_for (200);
  g_autoptr (GdkTexture) before = rw_test_picture_take (GTK_WIDGET (window));
  rw_score_cell_set_probability (RW_SCORE_CELL (cell), 0);
  rw_test_run_for (100);
  g_autoptr (GdkTexture) after = rw_test_picture_take (GTK_WIDGET (window));
  guint n = rw_test_picture_count_different (before, after);
  gtk_window_destroy (GTK_WINDOW (window));
  return n;
}

static void
test_bar (void)
{
  guint quarter = count_drawn (0.25f, GTK_TEXT_DIR_LTR);
  guint all = count_drawn (1, GTK_TEXT_DIR_LTR);

  g_assert_cmpuint (quarter, >, 100);
  g_assert_cmpuint (all, >, quarter * 3);
  g_assert_cmpuint (count_drawn (1, GTK_TEXT_DIR_RTL), >, quarter * 3);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/score-cell/values", test_values);
  g_test_add_func ("/score-cell/bar", test_bar);
  return rw_test_app_run ();
}
