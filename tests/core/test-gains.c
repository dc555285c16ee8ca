/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-gains.h"

static void
compute (const float *p, const float *y, guint32 n, RwGain *gains)
{
  g_autoptr (RwRanking) ranking = rw_ranking_new (p, y, n);

  rw_gains_compute (ranking, NULL, gains);
}

/* Ten of 45 rows left: three of the first four, one in the next five, six of the last five. */
static void
test_tenths (void)
{
  static const guint left[] = { 0, 1, 2, 6, 40, 41, 42, 43, 44, 38 };
  float p[45];
  float y[45] = { 0 };
  RwGain gains[RW_N_GAINS];

  for (guint i = 0; i < 45; i++)
    p[i] = 1 - (float) i / 45;
  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    y[left[i]] = 1;
  compute (p, y, 45, gains);
  g_assert_cmpuint (gains[0].n, ==, 4);
  g_assert_cmpfloat_with_epsilon (gains[0].positive, 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (gains[0].rate, 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (gains[0].lift, 0.75 / (10.0 / 45), 1e-12);
  g_assert_cmpuint (gains[1].n, ==, 5);
  g_assert_cmpfloat_with_epsilon (gains[1].reached, 0.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (gains[8].reached, 0.5, 1e-12);
  g_assert_cmpuint (gains[9].n, ==, 5);
  g_assert_cmpfloat_with_epsilon (gains[9].rate, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (gains[9].reached, 1, 1e-12);
}

/* A row that stands twice and one that does not stand are what a table of such rows is. */
static void
test_counts (void)
{
  static const guint16 counts[] = { 2, 1, 0, 1, 1, 1, 1, 1, 1, 1 };
  const float p[] = { 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f, 0 };
  const float y[] = { 1, 0, 1, 0, 0, 1, 0, 0, 0, 0 };
  const float p_twice[] = { 0.9f, 0.9f, 0.8f, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f, 0 };
  const float y_twice[] = { 1, 1, 0, 0, 0, 1, 0, 0, 0, 0 };
  g_autoptr (RwRanking) ranking = rw_ranking_new (p, y, 10);
  RwGain gains[RW_N_GAINS];
  RwGain twice[RW_N_GAINS];

  rw_gains_compute (ranking, counts, gains);
  compute (p_twice, y_twice, 10, twice);
  for (guint i = 0; i < RW_N_GAINS; i++)
    {
      g_assert_cmpuint (gains[i].n, ==, 1);
      g_assert_cmpfloat (gains[i].lift, ==, twice[i].lift);
      g_assert_cmpfloat (gains[i].reached, ==, twice[i].reached);
    }
}

/* Rows that no probability tells apart are dealt out evenly. */
static void
test_ties (void)
{
  float p[100];
  float y[100];
  RwGain gains[RW_N_GAINS];

  for (guint i = 0; i < 100; i++)
    {
      p[i] = 0.25f;
      y[i] = i < 30;
    }
  compute (p, y, 100, gains);
  for (guint i = 0; i < RW_N_GAINS; i++)
    {
      g_assert_cmpuint (gains[i].n, ==, 10);
      g_assert_cmpfloat_with_epsilon (gains[i].positive, 3, 1e-12);
      g_assert_cmpfloat_with_epsilon (gains[i].lift, 1, 1e-12);
      g_assert_cmpfloat_with_epsilon (gains[i].reached, (i + 1) / 10.0, 1e-12);
    }
}

static void
test_few_rows (void)
{
  static const float p[] = { 0.9f, 0.4f, 0.1f };
  static const float y[] = { 1, 0, 0 };
  RwGain gains[RW_N_GAINS];
  guint32 n = 0;

  compute (p, y, 3, gains);
  for (guint i = 0; i < RW_N_GAINS; i++)
    n += gains[i].n;
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (gains[3].n, ==, 1); /* a third of the rows end in the fourth tenth */
  g_assert_cmpfloat_with_epsilon (gains[3].lift, 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (gains[9].reached, 1, 1e-12);
  compute (NULL, NULL, 0, gains);
  g_assert_cmpfloat (gains[9].reached, ==, 0);
}

/* The first tenth's lift is the one that RwMetrics has. */
static void
test_metrics (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  float p[233];
  float y[233];
  RwGain gains[RW_N_GAINS];
  RwMetrics metrics;

  for (guint i = 0; i < 233; i++)
    {
      p[i] = (float) g_rand_int_range (rand, 0, 12) / 12;
      y[i] = g_rand_double (rand) < (double) p[i];
    }
  compute (p, y, 233, gains);
  rw_metrics_compute (p, y, 233, 0.5, &metrics);
  g_assert_cmpfloat_with_epsilon (gains[0].lift, metrics.lift, 1e-12);
  g_assert_cmpfloat (metrics.lift, >, 1.2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gains/tenths", test_tenths);
  g_test_add_func ("/gains/ties", test_ties);
  g_test_add_func ("/gains/few-rows", test_few_rows);
  g_test_add_func ("/gains/metrics", test_metrics);
  g_test_add_func ("/gains/counts", test_counts);
  return g_test_run ();
}
