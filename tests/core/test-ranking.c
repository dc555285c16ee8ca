/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-figures.h"
#include "rw-ranking.h"

#include <math.h>

#define N 1200u

typedef struct
{
  float p[N];
  float y[N];
} Rows;

/* Probabilities of @n_levels steps, so that there are ties. */
static Rows *
make_rows (guint n_levels)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  Rows *rows = g_new (Rows, 1);

  for (guint i = 0; i < N; i++)
    {
      rows->p[i] = (float) g_rand_int_range (rand, 0, (int) n_levels + 1) / (float) n_levels;
      rows->y[i] = g_rand_double (rand) < (double) rows->p[i];
    }
  return rows;
}

static void
assert_same (const RwMetrics *a, const RwMetrics *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpuint (a->n_positive, ==, b->n_positive);
  g_assert_cmpfloat_with_epsilon (a->ece, b->ece, 1e-12);
  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    g_assert_cmpfloat_with_epsilon (rw_figure_get (figure, a), rw_figure_get (figure, b), 1e-12);
}

static void
test_order (void)
{
  g_autofree Rows *rows = make_rows (30);
  g_autoptr (RwRanking) ranking = rw_ranking_new (rows->p, rows->y, N);

  g_assert_cmpuint (ranking->n, ==, N);
  g_assert_cmpuint (ranking->n_steps, ==, 31);
  g_assert_cmpuint (ranking->steps[30].end, ==, N);
  for (guint32 place = 0, step = 0; place < N; place++)
    {
      guint32 row = ranking->rows[place];
      step += place == ranking->steps[step].end;
      g_assert_cmpfloat (ranking->steps[step].probability, ==, (double) rows->p[row]);
      g_assert_cmpuint (ranking->labels[place], ==, rows->y[row] > 0);
    }
}

/* A resample is measured as the table that has its rows as often as that. */
static void
test_counts (void)
{
  static const guint n_levels[] = { 1, 7, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (n_levels); i++)
    {
      g_autofree Rows *rows = make_rows (n_levels[i]);
      g_autofree Rows *written = g_new (Rows, 1);
      guint16 counts[N] = { 0 };
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      g_autoptr (RwRanking) ranking = rw_ranking_new (rows->p, rows->y, N);
      RwMetrics got;
      RwMetrics wanted;

      for (guint k = 0; k < N; k++)
        {
          guint row = (guint) g_rand_int_range (rand, 0, N);
          counts[row]++;
          written->p[k] = rows->p[row];
          written->y[k] = rows->y[row];
        }
      rw_ranking_measure (ranking, counts, 0.4, &got);
      rw_metrics_compute (written->p, written->y, N, 0.4, &wanted);
      assert_same (&got, &wanted);
    }
}

/* No figure depends on how rows of equal probability are sorted. */
static void
test_row_order (void)
{
  g_autofree Rows *rows = make_rows (4);
  g_autofree Rows *turned = g_new (Rows, 1);
  RwMetrics got;
  RwMetrics wanted;

  for (guint i = 0; i < N; i++)
    {
      turned->p[i] = rows->p[N - 1 - i];
      turned->y[i] = rows->y[N - 1 - i];
    }
  rw_metrics_compute (rows->p, rows->y, N, 0.5, &wanted);
  rw_metrics_compute (turned->p, turned->y, N, 0.5, &got);
  assert_same (&got, &wanted);
}

static void
test_one_class (void)
{
  static const float p[] = { 0.9f, 0.1f };
  static const float y[] = { 1, 0 };
  static const guint16 counts[] = { 2, 0 };
  g_autoptr (RwRanking) ranking = rw_ranking_new (p, y, 2);
  RwMetrics metrics;

  rw_ranking_measure (ranking, counts, 0.5, &metrics);
  g_assert_cmpuint (metrics.n_positive, ==, 2);
  g_assert_cmpfloat_with_epsilon (metrics.auc, 0, G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (metrics.lift, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (metrics.log_loss, -log ((double) 0.9f), 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranking/order", test_order);
  g_test_add_func ("/ranking/counts", test_counts);
  g_test_add_func ("/ranking/row-order", test_row_order);
  g_test_add_func ("/ranking/one-class", test_one_class);
  return g_test_run ();
}
