/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-figures.h"

#include <math.h>

static void
test_get (void)
{
  RwMetrics m = { .n = 4, .n_positive = 2 };

  m.auc = 0.1;
  m.average_precision = 0.2;
  m.log_loss = 0.3;
  m.brier = 0.4;
  m.accuracy = 0.5;
  m.precision = 0.6;
  m.recall = 0.7;
  m.f1 = 0.8;
  m.lift = 0.9;
  m.mean_probability = 1;
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_AUC, &m), ==, 0.1);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_AVERAGE_PRECISION, &m), ==, 0.2);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_LOG_LOSS, &m), ==, 0.3);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_BRIER, &m), ==, 0.4);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_ACCURACY, &m), ==, 0.5);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_PRECISION, &m), ==, 0.6);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_RECALL, &m), ==, 0.7);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_F1, &m), ==, 0.8);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_LIFT, &m), ==, 0.9);
  g_assert_cmpfloat (rw_figure_get (RW_FIGURE_MEAN_PROBABILITY, &m), ==, 1);
}

static void
test_ids (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    g_assert_true (g_hash_table_add (ids, (gpointer) rw_figure_get_id (figure)));
  g_assert_cmpstr (rw_figure_get_id (RW_FIGURE_AUC), ==, "auc");
  g_assert_cmpstr (rw_figure_get_id (RW_FIGURE_AVERAGE_PRECISION), ==, "average_precision");
  g_assert_cmpstr (rw_figure_get_id (RW_FIGURE_F1), ==, "f1");
}

static guint
count_defined (guint32 n, guint32 n_positive)
{
  RwMetrics metrics = { .n = n, .n_positive = n_positive };
  guint count = 0;

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    count += !isnan (rw_figure_get (figure, &metrics));
  return count;
}

/* Of leavers alone everything is known but how well they are told from those who stay. */
static void
test_undefined (void)
{
  RwMetrics left = { .n = 3, .n_positive = 3 };
  RwMetrics stayed = { .n = 3 };

  g_assert_cmpuint (count_defined (0, 0), ==, 0);
  g_assert_cmpuint (count_defined (3, 1), ==, RW_N_FIGURES);
  g_assert_cmpuint (count_defined (3, 3), ==, RW_N_FIGURES - 1);
  g_assert_true (isnan (rw_figure_get (RW_FIGURE_AUC, &left)));
  g_assert_true (isnan (rw_figure_get (RW_FIGURE_AUC, &stayed)));
  g_assert_true (isnan (rw_figure_get (RW_FIGURE_RECALL, &stayed)));
  g_assert_true (isnan (rw_figure_get (RW_FIGURE_LIFT, &stayed)));
  g_assert_false (isnan (rw_figure_get (RW_FIGURE_LOG_LOSS, &stayed)));
}

static void
test_direction (void)
{
  g_assert_cmpint (rw_figure_get_direction (RW_FIGURE_AUC), ==, 1);
  g_assert_cmpint (rw_figure_get_direction (RW_FIGURE_LOG_LOSS), ==, -1);
  g_assert_cmpint (rw_figure_get_direction (RW_FIGURE_BRIER), ==, -1);
  g_assert_cmpint (rw_figure_get_direction (RW_FIGURE_MEAN_PROBABILITY), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/get", test_get);
  g_test_add_func ("/figures/ids", test_ids);
  g_test_add_func ("/figures/undefined", test_undefined);
  g_test_add_func ("/figures/direction", test_direction);
  return g_test_run ();
}
