/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-container.h"

#include "rw-test-environment.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

#define KEYS                                                                                       \
  "{\"AccessKeyId\": \"id\", \"SecretAccessKey\": \"secret\", \"Token\": \"token\","               \
  " \"Expiration\": \"2030-01-01T00:00:00Z\"}"

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  g_assert_null (rw_aws_container_read (NULL, &error));
  g_assert_no_error (error);
}

static void
test_relative (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autofree char *origin = rw_test_server_dup_url (server, "");
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  rw_aws_container_origin = origin;
  g_setenv ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/7", TRUE);
  rw_test_server_reply (server, &(RwTestReply){ .status = 200, .body = KEYS });
  g_autoptr (RwAwsKeys) keys = rw_aws_container_read (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (keys->token, ==, "token");
  g_autofree char *text = rw_test_server_dup_request (server, "GET /v2/credentials/7 HTTP", 0);
  g_assert_null (strstr (text, "Authorization"));
}

static void
read_with_token (RwTestServer *server, const char *wanted)
{
  g_autofree char *header = g_strdup_printf ("\r\nAuthorization: %s\r\n", wanted);
  g_autoptr (GError) error = NULL;
  guint n = rw_test_server_count (server, "GET /keys HTTP");

  rw_test_server_reply (server, &(RwTestReply){ .status = 200, .body = KEYS });
  g_autoptr (RwAwsKeys) keys = rw_aws_container_read (NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (keys);
  g_autofree char *text = rw_test_server_dup_request (server, "GET /keys HTTP", n);
  rw_test_assert_has (text, header);
}

static void
test_full (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autofree char *url = rw_test_server_dup_url (server, "/keys");
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  g_setenv ("AWS_CONTAINER_CREDENTIALS_FULL_URI", url, TRUE);
  g_setenv ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "one", TRUE);
  read_with_token (server, "one");
  g_autofree char *path = rw_test_write ("token", RW_TEST_BYTES ("two\n"));
  g_setenv ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path, TRUE);
  read_with_token (server, "two");
  g_free (rw_test_write ("token", RW_TEST_BYTES ("three")));
  read_with_token (server, "three");
  g_setenv ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/nowhere/at/all", TRUE);
  g_assert_null (rw_aws_container_read (NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "/nowhere/at/all");
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  g_setenv ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://192.0.2.1/keys", TRUE);
  g_assert_null (rw_aws_container_read (NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "no address that credentials may come from");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-container/nothing", test_nothing);
  g_test_add_func ("/aws-container/relative", test_relative);
  g_test_add_func ("/aws-container/full", test_full);
  g_test_add_func ("/aws-container/refused", test_refused);
  return g_test_run ();
}
