/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rate-limit.h"

#define START  G_GINT64_CONSTANT (1795513622000)
#define MINUTE 60000

static guint
take_all (RwRateLimit *limit, const char *key, gint64 now)
{
  guint retry_after = 0;
  guint n = 0;

  while (rw_rate_limit_take (limit, key, now, &retry_after))
    n++;
  return n;
}

static void
test_burst (void)
{
  g_autoptr (RwRateLimit) limit = rw_rate_limit_new (60);

  g_assert_cmpuint (take_all (limit, "ana", START), ==, 60);
  g_assert_cmpuint (take_all (limit, "bob", START), ==, 60);
  g_assert_cmpuint (take_all (limit, "ana", START + 10000), ==, 10);
  g_assert_cmpuint (take_all (limit, "ana", START + 60 * MINUTE), ==, 60);
}

/* Whoever waits as long as they are told may go on. */
static void
test_retry_after (void)
{
  const guint rates[] = { 1, 7, 60, 600, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (RwRateLimit) limit = rw_rate_limit_new (rates[i]);
      guint wait = 0;
      guint later = 0;
      take_all (limit, "ana", START);
      g_assert_false (rw_rate_limit_take (limit, "ana", START, &wait));
      g_assert_cmpuint (wait, >=, 1);
      g_assert_cmpuint (wait, <=, 60);
      g_assert_true (rw_rate_limit_take (limit, "ana", START + wait * 1000, &later));
    }
}

static void
test_shrinks (void)
{
  g_autoptr (RwRateLimit) limit = rw_rate_limit_new (10);
  guint wait = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_assert_true (rw_rate_limit_take (limit, key, START, &wait));
    }
  g_assert_cmpuint (rw_rate_limit_get_n_keys (limit), ==, 1000);
  g_assert_true (rw_rate_limit_take (limit, "ana", START + MINUTE, &wait));
  g_assert_cmpuint (rw_rate_limit_get_n_keys (limit), ==, 1);
}

/* Nobody gets more for it, and nobody is locked out. */
static void
test_clock_set_back (void)
{
  g_autoptr (RwRateLimit) limit = rw_rate_limit_new (60);

  g_assert_cmpuint (take_all (limit, "ana", START), ==, 60);
  g_assert_cmpuint (take_all (limit, "ana", START - 60 * MINUTE), ==, 0);
  g_assert_cmpuint (take_all (limit, "ana", START - 59 * MINUTE), ==, 60);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rate-limit/burst", test_burst);
  g_test_add_func ("/rate-limit/retry-after", test_retry_after);
  g_test_add_func ("/rate-limit/shrinks", test_shrinks);
  g_test_add_func ("/rate-limit/clock-set-back", test_clock_set_back);
  return g_test_run ();
}
