/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-reply.h"

#include "rw-error.h"
#include "rw-file-routes.h"
#include "rw-refusal.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <fcntl.h>
#include <string.h>

static void
test_file (void)
{
  guint n = rw_test_count_open_files ();
  g_autofree char *path = rw_test_write ("file", "a,b\n", 4);
  g_autoptr (RwReply) reply =
      rw_reply_new_file (open (path, O_RDONLY | O_CLOEXEC), "text/csv", "a.csv");

  g_assert_cmpuint (rw_reply_get_status (reply), ==, 200);
  g_assert_cmpint (rw_reply_get_length (reply), ==, 4);
  g_clear_pointer (&reply, rw_reply_free);
  g_assert_cmpuint (rw_test_count_open_files (), ==, n);
  g_assert_null (rw_reply_new_file (-1, "text/csv", "a.csv"));
}

static void
test_status (void)
{
  g_autoptr (GError) refusal = g_error_new_literal (RW_REFUSAL, 409, "No.");
  g_autoptr (GError) fault = g_error_new_literal (RW_ERROR, RW_ERROR_FILE, "/secret: full");
  g_autoptr (RwReply) refused = rw_reply_new_error (refusal, "r");
  g_autoptr (RwReply) failed = rw_reply_new_error (fault, "r");
  g_autoptr (RwReply) done = rw_reply_new_success (json_object ());

  g_assert_cmpuint (rw_reply_get_status (refused), ==, 409);
  g_assert_cmpuint (rw_reply_get_status (failed), ==, 503);
  g_assert_cmpuint (rw_reply_get_status (done), ==, 200);
}

/* As it is sent. */
static void
test_sent (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autoptr (RwTestAnswer) answer = rw_test_ask (server, NULL, "GET /__version", NULL, NULL);

  rw_test_assert_has (answer->text, "Content-Type: application/json\r\n");
  rw_test_assert_has (answer->text, "Cache-Control: no-store\r\n");
  rw_test_assert_has (answer->text, "X-Content-Type-Options: nosniff\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply/file", test_file);
  g_test_add_func ("/reply/status", test_status);
  g_test_add_func ("/reply/sent", test_sent);
  return g_test_run ();
}
