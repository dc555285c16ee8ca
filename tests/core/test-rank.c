/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rank.h"

#include "rw-test.h"

static RwScores *
make_scores (const float *probabilities, guint32 n)
{
  return rw_scores_new_take (g_memdup2 (probabilities, n * sizeof (float)), n);
}

static void
test_ties_share (void)
{
  static const float probabilities[] = { 0.2f, 0.9f, 0.5f, 0.9f, 0, 0.5f, 0.5f };
  static const guint32 expected[] = { 6, 1, 3, 1, 7, 3, 3 };
  g_autoptr (RwScores) scores = make_scores (probabilities, G_N_ELEMENTS (probabilities));
  g_autofree guint32 *ranks = rw_rank_scores (scores);

  g_assert_cmpmem (ranks, sizeof expected, expected, sizeof expected);
}

/* 1 + the number of rows with a higher probability, counted one by one. */
static void
test_definition (void)
{
  const guint32 n = 2000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  float *probabilities = g_new (float, n);

  for (guint32 i = 0; i < n; i++)
    probabilities[i] = (float) g_rand_int_range (rand, 0, 500) / 500;
  g_autoptr (RwScores) scores = rw_scores_new_take (probabilities, n);
  g_autofree guint32 *ranks = rw_rank_scores (scores);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 higher = 0;
      for (guint32 k = 0; k < n; k++)
        higher += probabilities[k] > probabilities[i];
      g_assert_cmpuint (ranks[i], ==, higher + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank/ties-share", test_ties_share);
  g_test_add_func ("/rank/definition", test_definition);
  return g_test_run ();
}
