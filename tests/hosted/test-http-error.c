/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-error.h"

#include "rw-test.h"

#include <locale.h>

static void
check (CURLcode code, const char *detail, const char *part, gboolean is_lasting)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_http_error_set (&error, code, "queue.example.com", detail));
  g_assert_nonnull (strstr (error->message, "“queue.example.com”"));
  g_assert_null (strstr (error->message, "%s"));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, part);
  g_assert_cmpint (rw_http_error_is_lasting (code), ==, is_lasting);
}

static void
test_words (void)
{
  check (CURLE_COULDNT_RESOLVE_HOST, "", "cannot be found", FALSE);
  check (CURLE_COULDNT_RESOLVE_PROXY, "", "proxy", FALSE);
  check (CURLE_COULDNT_CONNECT, "", "cannot be reached", FALSE);
  check (CURLE_OPERATION_TIMEDOUT, "", "in time", FALSE);
  check (CURLE_PEER_FAILED_VERIFICATION, "", "nothing was sent", TRUE);
  check (CURLE_SSL_CACERT_BADFILE, "", "PEM file", TRUE);
  check (CURLE_SSL_CONNECT_ERROR, "", "secure connection", FALSE);
  check (CURLE_RECV_ERROR, "", "broke", FALSE);
  check (CURLE_PARTIAL_FILE, "", "broke", FALSE);
}

/* What curl knows beyond the code; without it, what the code means. */
static void
test_detail (void)
{
  check (CURLE_RECV_ERROR, "Recv failure: reset", "(Recv failure: reset)", FALSE);
  check (CURLE_GOT_NOTHING, "", "(Server returned nothing", FALSE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-error/words", test_words);
  g_test_add_func ("/http-error/detail", test_detail);
  return g_test_run ();
}
