/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue-error.h"

#include "rw-test.h"

#include <locale.h>
#include <string.h>

static void
check (guint status, const char *token, const char *body, gint64 retry_after, RwError code,
       const char *part)
{
  g_autoptr (RwEndpoint) endpoint = rw_endpoint_new ("https://x.org", token, NULL, NULL);
  g_auto (RwHttpAnswer) answer = { .end = RW_HTTP_ANSWERED,
                                   .status = status,
                                   .retry_after = retry_after,
                                   .body = g_byte_array_new () };
  g_autoptr (GError) error = NULL;

  g_byte_array_append (answer.body, (const guint8 *) body, (guint) strlen (body));
  g_assert_false (rw_queue_error_set (&error, endpoint, &answer));
  g_assert_nonnull (strstr (error->message, "“x.org”"));
  g_assert_true (token == NULL || strstr (error->message, token) == NULL);
  rw_test_assert_error (&error, code, part);
}

static void
test_access (void)
{
  check (401, "rwt_1", "", 0, RW_ERROR_ACCESS, "does not know this token. Enter it anew");
  check (401, NULL, "", 0, RW_ERROR_ACCESS, "wants a token");
  check (403, NULL, "", 0, RW_ERROR_ACCESS, "wants a token");
  check (403, "rwt_1", "{\"error\":\"Not yours.\"}", 0, RW_ERROR_ACCESS, "Not yours.");
}

static void
test_busy (void)
{
  check (429, "rwt_1", "", 0, RW_ERROR_BUSY, "Try again later");
  check (503, "rwt_1", "", 1000, RW_ERROR_BUSY, "in 1 second.");
  check (503, "rwt_1", "", 90000, RW_ERROR_BUSY, "in 90 seconds.");
}

static void
test_others (void)
{
  check (413, "rwt_1", "{\"error\":\"At most 10 MB.\"}", 0, RW_ERROR_LIMIT, "At most 10 MB.");
  check (404, "rwt_1", "{\"detail\":\"No such job.\"}", 0, RW_ERROR_SERVER, "No such job.");
  check (500, "rwt_1", "<html>", 0, RW_ERROR_SERVER, "it answers with code 500");
  check (302, "rwt_1", "", 0, RW_ERROR_SERVER, "it answers with code 302");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue-error/access", test_access);
  g_test_add_func ("/queue-error/busy", test_busy);
  g_test_add_func ("/queue-error/others", test_others);
  return g_test_run ();
}
