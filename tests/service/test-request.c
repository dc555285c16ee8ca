/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-request.h"

#include "rw-test-server.h"

#include <string.h>

static void
assert_id (RwTestServer *server, const char *given, gboolean is_kept)
{
  g_autofree char *line = g_strdup_printf ("X-Request-ID: %s\r\n", given);
  g_autoptr (RwTestAnswer) answer = rw_test_ask (server, NULL, "GET /__version", line, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true ((strstr (answer->text, line) != NULL) == is_kept);
  g_assert_nonnull (strstr (answer->text, "\r\nX-Request-ID: "));
}

static void
test_id (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *too_long = g_strnfill (65, 'a');

  assert_id (server, "Az09._-", TRUE);
  assert_id (server, longest, TRUE);
  assert_id (server, too_long, FALSE);
  assert_id (server, "a b", FALSE);
  assert_id (server, "a\"b", FALSE);
}

static void
test_numbers (void)
{
  const char *const wrong[] = { "limit=0",
                                "limit=-1",
                                "limit=101",
                                "limit=x",
                                "limit=",
                                "limit=1.5",
                                "limit=99999999999999999999",
                                "before=0",
                                "before=x",
                                "limit=+5",
                                "limit=%205" };
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *what = g_strconcat ("GET /api/predictions/?", wrong[i], NULL);
      rw_test_assert_error_answer (rw_test_ask (server, server->token, what, NULL, NULL), 400,
                                   "number from 1");
    }
  g_autoptr (RwTestAnswer) answer =
      rw_test_ask (server, server->token, "GET /api/predictions/?limit=100&before=1", NULL, NULL);
  g_assert_cmpuint (answer->status, ==, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request/id", test_id);
  g_test_add_func ("/request/numbers", test_numbers);
  return g_test_run ();
}
