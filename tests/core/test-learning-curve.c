/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-learning-curve.h"

#define N_ROUNDS 500u

static double
get (const RwCurve *curve, guint round)
{
  return g_array_index (curve->losses, double, round);
}

/* The mean over the folds that came so far goes on by the change of those that go on, and ends with
 * the first one once the shape is over. */
static void
test_means (void)
{
  g_autoptr (RwLearningCurve) curve = rw_learning_curve_new ();

  rw_learning_curve_begin (curve, "depth-1", 1);
  rw_learning_curve_add (curve, 0, 0.5, 0);
  rw_learning_curve_add (curve, 1, 0.25, 0.5);
  rw_learning_curve_add (curve, 0, 0.75, 0);
  g_autoptr (GPtrArray) before = rw_learning_curve_snapshot (curve);
  const RwCurve *running = before->pdata[0];
  g_assert_cmpuint (running->losses->len, ==, 2);
  g_assert_cmpfloat (get (running, 0), ==, 0.625);
  g_assert_cmpfloat (get (running, 1), ==, 0.375);
  rw_learning_curve_begin (curve, "depth-3", 3);
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (curve);
  g_assert_cmpuint (curves->len, ==, 2);
  const RwCurve *first = curves->pdata[0];
  const RwCurve *second = curves->pdata[1];
  g_assert_cmpstr (first->shape_id, ==, "depth-1");
  g_assert_cmpuint (first->losses->len, ==, 1);
  g_assert_cmpfloat (get (first, 0), ==, 0.625);
  g_assert_cmpuint (second->depth, ==, 3);
  g_assert_cmpuint (second->losses->len, ==, 0);
}

/* What was copied stays as it was. */
static void
test_copy (void)
{
  g_autoptr (RwLearningCurve) curve = rw_learning_curve_new ();

  rw_learning_curve_begin (curve, "depth-1", 1);
  g_autoptr (GPtrArray) before = rw_learning_curve_snapshot (curve);
  rw_learning_curve_add (curve, 0, 1, 0);
  g_assert_cmpuint (((const RwCurve *) before->pdata[0])->losses->len, ==, 0);
}

static void
test_nobody_looks (void)
{
  rw_learning_curve_begin (NULL, "depth-1", 1);
  rw_learning_curve_add (NULL, 0, 1, 0);
}

static gpointer
add_cb (gpointer data)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    rw_learning_curve_add (data, i, i, i > 0 ? i - 1.0 : 0);
  rw_learning_curve_unref (data);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (RwLearningCurve) curve = rw_learning_curve_new ();
  GThread *threads[4];

  rw_learning_curve_begin (curve, "depth-1", 1);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("fold", add_cb, rw_learning_curve_ref (curve));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (curve);
  g_assert_cmpuint (((const RwCurve *) curves->pdata[0])->losses->len, ==, N_ROUNDS);
  for (guint i = 0; i < N_ROUNDS; i++)
    g_assert_cmpfloat (get (curves->pdata[0], i), ==, i);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/learning-curve/means", test_means);
  g_test_add_func ("/learning-curve/copy", test_copy);
  g_test_add_func ("/learning-curve/nobody-looks", test_nobody_looks);
  g_test_add_func ("/learning-curve/threads", test_threads);
  return g_test_run ();
}
