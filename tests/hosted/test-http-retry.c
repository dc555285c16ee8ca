/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-retry.h"

#include <locale.h>

static const RwHttpManner once = { FALSE, FALSE };
static const RwHttpManner repeatable = { TRUE, FALSE };
static const RwHttpManner once_original = { FALSE, TRUE };
static const RwHttpManner repeatable_original = { TRUE, TRUE };

static gboolean
after_end (RwHttpEnd end, RwHttpManner manner)
{
  RwHttpAnswer answer = { .end = end };

  return rw_http_retry_is_allowed (&answer, manner);
}

static gboolean
after_status (guint status, RwHttpManner manner)
{
  RwHttpAnswer answer = { .end = RW_HTTP_ANSWERED, .status = status };

  return rw_http_retry_is_allowed (&answer, manner);
}

static void
test_ends (void)
{
  g_assert_true (after_end (RW_HTTP_UNSENT, once));
  g_assert_true (after_end (RW_HTTP_UNSENT, repeatable));
  g_assert_false (after_end (RW_HTTP_LOST, once));
  g_assert_false (after_end (RW_HTTP_LOST, once_original));
  g_assert_true (after_end (RW_HTTP_LOST, repeatable));
  g_assert_false (after_end (RW_HTTP_REFUSED, repeatable));
}

static void
test_put_off (void)
{
  g_assert_true (after_status (429, once));
  g_assert_true (after_status (503, once));
  g_assert_true (after_status (429, repeatable));
  g_assert_true (after_status (503, repeatable_original));
}

static void
test_unclear (void)
{
  g_assert_false (after_status (502, once));
  g_assert_false (after_status (504, once_original));
  g_assert_false (after_status (500, once_original));
  g_assert_false (after_status (500, repeatable));
  g_assert_true (after_status (500, repeatable_original));
  g_assert_true (after_status (502, repeatable));
  g_assert_true (after_status (504, repeatable));
}

static void
test_final (void)
{
  const guint statuses[] = { 200, 302, 400, 401, 403, 404, 409, 413, 415, 501 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_assert_false (after_status (statuses[i], repeatable_original));
}

static gint64
get_pause (guint n, double chance, gint64 retry_after)
{
  RwHttpAnswer answer = { .retry_after = retry_after };

  return rw_http_retry_get_pause (&answer, n, chance);
}

static void
test_pauses (void)
{
  g_assert_cmpint (get_pause (1, 0, 0), ==, 500);
  g_assert_cmpint (get_pause (2, 0, 0), ==, 1000);
  g_assert_cmpint (get_pause (5, 0, 0), ==, 8000);
  g_assert_cmpint (get_pause (8, 0, 0), ==, 60000);
  g_assert_cmpint (get_pause (G_MAXUINT, 0, 0), ==, 60000);
  g_assert_cmpint (get_pause (1, 1, 0), ==, 750);
  g_assert_cmpint (get_pause (G_MAXUINT, 1, 0), ==, 90000);
}

static void
test_asked (void)
{
  g_assert_cmpint (get_pause (1, 0.5, 7000), ==, 7000);
  g_assert_cmpint (get_pause (9, 0.5, 1000), ==, 1000);
  g_assert_cmpint (get_pause (1, 0, G_MAXINT64), ==, 600000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-retry/ends", test_ends);
  g_test_add_func ("/http-retry/put-off", test_put_off);
  g_test_add_func ("/http-retry/unclear", test_unclear);
  g_test_add_func ("/http-retry/final", test_final);
  g_test_add_func ("/http-retry/pauses", test_pauses);
  g_test_add_func ("/http-retry/asked", test_asked);
  return g_test_run ();
}
