/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-metadata.h"

#include "rw-aws-retry.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

static RwAwsKeys *
read_answer (guint status, const char *body, GError **error)
{
  g_auto (RwAwsAnswer) answer = { 0 };

  rw_aws_answer_init (&answer);
  answer.status = status;
  g_byte_array_append (answer.body, (const guint8 *) body, (guint) strlen (body));
  return rw_aws_metadata_read_keys (&answer, "http://here", error);
}

static void
test_read_keys (void)
{
  g_autoptr (RwAwsKeys) passing = read_answer (
      200,
      "{\"AccessKeyId\": \"id\", \"SecretAccessKey\": \"secret\", \"Token\": \"token\","
      " \"Expiration\": \"1970-01-01T00:01:00Z\", \"RoleArn\": \"x\"}",
      NULL);
  g_autoptr (RwAwsKeys) lasting =
      read_answer (200, "{\"AccessKeyId\": \"id\", \"SecretAccessKey\": \"secret\"}", NULL);

  g_assert_cmpstr (passing->token, ==, "token");
  g_assert_cmpint (passing->ends, ==, 60000);
  g_assert_null (lasting->token);
  g_assert_cmpint (lasting->ends, ==, G_MAXINT64);
}

static void
test_no_keys (void)
{
  static const char *const bodies[] = {
    "",
    "{}",
    "[1]",
    "{\"AccessKeyId\": \"id\"}",
    "{\"AccessKeyId\": \"id\", \"SecretAccessKey\": \"s\", \"Expiration\": \"soon\"}",
    "{\"Code\": \"AssumeRoleUnauthorizedAccess\"}"
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_assert_null (read_answer (200, bodies[i], &error));
      rw_test_assert_error (&error, RW_ERROR_SERVER, "are no credentials");
    }
  g_assert_null (read_answer (403, "", &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "http://here");
  g_assert_null (read_answer (500, "", &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "http://here");
}

/* Nothing is sent to where everybody on the way could read it. */
static void
test_not_allowed (void)
{
  static const char *const urls[] = { "http://example.com/keys",           "http://169.254.170.3/",
                                      "http://169.254.170.2.example.com/", "file:///etc/passwd",
                                      "http://[fd00:ec2::24]:80/",         "nonsense at all" };
  g_auto (RwAwsAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      const RwAwsMetadata question = { "GET", urls[i], NULL, 1 };
      g_assert_false (rw_aws_metadata_ask (&question, &answer, NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, urls[i]);
    }
}

static void
test_ask (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autofree char *url = rw_test_server_dup_url (server, "/a/b?c=d");
  const RwAwsPair headers[] = { { "X-One", "1" }, { NULL, NULL } };
  const RwAwsMetadata question = { "PUT", url, headers, 3 };
  g_auto (RwAwsAnswer) answer = { 0 };

  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 1, .first = 2, .most = 2 };
  rw_test_server_reply (server, &(RwTestReply){ .status = 0 });
  rw_test_server_reply (server, &(RwTestReply){ .status = 500 });
  rw_test_server_reply (server, &(RwTestReply){ .status = 200, .body = "yes" });
  g_assert_true (rw_aws_metadata_ask (&question, &answer, NULL, NULL));
  g_assert_cmpmem (answer.body->data, answer.body->len, "yes", 3);
  g_autofree char *text = rw_test_server_dup_request (server, "PUT /a/b?c=d HTTP", 2);
  rw_test_assert_has (text, "\r\nX-One: 1\r\n");
  rw_test_assert_has (text, "\r\nContent-Length: 0\r\n");
}

static void
test_silence (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autofree char *url = rw_test_server_dup_url (server, "/");
  const RwAwsMetadata question = { "GET", url, NULL, 2 };
  g_auto (RwAwsAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  rw_aws_metadata_patience = 50;
  rw_test_server_reply (server,
                        &(RwTestReply){ .status = 200, .is_stalled = TRUE, .is_lasting = TRUE });
  g_assert_false (rw_aws_metadata_ask (&question, &answer, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "does not answer in time");
  rw_aws_metadata_patience = 2000;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-metadata/read-keys", test_read_keys);
  g_test_add_func ("/aws-metadata/no-keys", test_no_keys);
  g_test_add_func ("/aws-metadata/not-allowed", test_not_allowed);
  g_test_add_func ("/aws-metadata/ask", test_ask);
  g_test_add_func ("/aws-metadata/silence", test_silence);
  return g_test_run ();
}
