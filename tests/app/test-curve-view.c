/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-curve-view.h"

#include "rw-learning-curve.h"
#include "rw-test-app.h"
#include "rw-test-look.h"
#include "rw-test-picture.h"

/* A window with nothing else. */
static GtkWidget *
make_window (GtkWidget *view)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 300);
  gtk_window_present (GTK_WINDOW (window));
  rw_test_run_for (300);
  return window;
}

/* A shape that falls from @start to @lowest in 20 rounds, and rises for five. */
static void
add_shape (RwLearningCurve *curve, guint depth, double start, double lowest)
{
  double former = 0;

  rw_learning_curve_begin (curve, "shape", depth);
  for (guint i = 0; i < 25; i++)
    {
      double loss = i < 20 ? start + (lowest - start) * (i + 1) / 20 : lowest + 0.01;
      rw_learning_curve_add (curve, i, loss, former);
      former = loss;
    }
}

#define assert_description(view, text)                                                             \
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, \
                                       text, NULL)

/* It is a picture, and says in words which shape is how good. */
static void
test_told (void)
{
  GtkWidget *view = rw_curve_view_new ();
  GtkWidget *window = make_window (view);
  g_autoptr (RwLearningCurve) curve = rw_learning_curve_new ();

  rw_test_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  rw_test_assert_name (view, "Learning curve: log loss by round");
  rw_curve_view_show (RW_CURVE_VIEW (view), rw_learning_curve_snapshot (curve));
  assert_description (view, "");
  add_shape (curve, 1, 0.6, 0.45);
  rw_curve_view_show (RW_CURVE_VIEW (view), rw_learning_curve_snapshot (curve));
  assert_description (view, "Tried now: depth 1: lowest log loss 0.4500 after 20 rounds.");
  add_shape (curve, 3, 0.6, 0.42);
  add_shape (curve, 8, 0.6, 0.5);
  rw_curve_view_show (RW_CURVE_VIEW (view), rw_learning_curve_snapshot (curve));
  assert_description (view, "Best so far: depth 3: lowest log loss 0.4200 after 20 rounds. "
                            "Tried now: depth 8: lowest log loss 0.5000 after 20 rounds.");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each shape that comes is drawn. */
static void
test_drawn (void)
{
  GtkWidget *view = rw_curve_view_new ();
  GtkWidget *window = make_window (view);
  g_autoptr (RwLearningCurve) curve = rw_learning_curve_new ();
  g_autoptr (GdkTexture) empty = rw_test_picture_take (window);

  add_shape (curve, 1, 0.6, 0.45);
  rw_curve_view_show (RW_CURVE_VIEW (view), rw_learning_curve_snapshot (curve));
  rw_test_run_for (200);
  g_autoptr (GdkTexture) one = rw_test_picture_take (window);
  g_assert_cmpuint (rw_test_picture_count_different (empty, one), >, 300);
  add_shape (curve, 3, 0.6, 0.42);
  rw_curve_view_show (RW_CURVE_VIEW (view), rw_learning_curve_snapshot (curve));
  rw_test_run_for (200);
  g_autoptr (GdkTexture) two = rw_test_picture_take (window);
  g_assert_cmpuint (rw_test_picture_count_different (one, two), >, 300);
  rw_curve_view_show (RW_CURVE_VIEW (view), NULL);
  rw_test_run_for (200);
  g_autoptr (GdkTexture) none = rw_test_picture_take (window);
  g_assert_cmpuint (rw_test_picture_count_different (empty, none), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/curve-view/told", test_told);
  g_test_add_func ("/curve-view/drawn", test_drawn);
  return rw_test_app_run ();
}
