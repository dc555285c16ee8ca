/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-instance.h"

#include "rw-aws-retry.h"
#include "rw-test-environment.h"
#include "rw-test-server.h"
#include "rw-test.h"

#define ROLES "GET /latest/meta-data/iam/security-credentials/"
#define KEYS                                                                                       \
  "{\"Code\": \"Success\", \"AccessKeyId\": \"id\", \"SecretAccessKey\": \"secret\","              \
  " \"Token\": \"token\", \"Expiration\": \"2030-01-01T00:00:00Z\"}"

static RwTestServer *
new_service (void)
{
  RwTestServer *server = rw_test_server_new (NULL);
  g_autofree char *origin = rw_test_server_dup_url (server, "/");

  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 1, .first = 2, .most = 2 };
  rw_test_environment_clear ();
  g_unsetenv ("AWS_EC2_METADATA_DISABLED");
  g_setenv ("AWS_EC2_METADATA_SERVICE_ENDPOINT", origin, TRUE);
  return server;
}

static void
reply (RwTestServer *server, const char *route, guint status, const char *body)
{
  rw_test_server_reply (server, &(RwTestReply){ .route = route, .status = status, .body = body });
}

static void
test_keys (void)
{
  g_autoptr (RwTestServer) server = new_service ();
  g_autoptr (GError) error = NULL;

  reply (server, "PUT /latest/api/token HTTP", 200, "T0KEN");
  reply (server, ROLES " HTTP", 500, NULL);
  reply (server, ROLES " HTTP", 200, "worker\n");
  reply (server, ROLES "worker HTTP", 200, KEYS);
  g_autoptr (RwAwsKeys) keys = rw_aws_instance_read (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (keys->id, ==, "id");
  g_autofree char *put = rw_test_server_dup_request (server, "PUT", 0);
  g_autofree char *get = rw_test_server_dup_request (server, ROLES "worker", 0);
  rw_test_assert_has (put, "\r\nX-aws-ec2-metadata-token-ttl-seconds: 300\r\n");
  rw_test_assert_has (get, "\r\nX-aws-ec2-metadata-token: T0KEN\r\n");
}

static void
assert_none (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_aws_instance_read (NULL, &error));
  g_assert_no_error (error);
}

static void
test_none (void)
{
  g_autoptr (RwTestServer) server = new_service ();

  reply (server, NULL, 404, NULL);
  assert_none ();
  reply (server, NULL, 200, "T0KEN");
  reply (server, NULL, 404, NULL);
  assert_none ();
  reply (server, NULL, 0, NULL);
  assert_none ();
  g_setenv ("AWS_EC2_METADATA_DISABLED", "True", TRUE);
  assert_none ();
}

static void
test_refused (void)
{
  g_autoptr (RwTestServer) server = new_service ();
  g_autoptr (GError) error = NULL;

  reply (server, NULL, 403, NULL);
  g_assert_null (rw_aws_instance_read (NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "/latest/api/token");
  reply (server, NULL, 200, "T0KEN");
  reply (server, NULL, 200, "worker");
  reply (server, NULL, 200, "{\"Code\": \"AssumeRoleUnauthorizedAccess\"}");
  g_assert_null (rw_aws_instance_read (NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "Check the role");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-instance/keys", test_keys);
  g_test_add_func ("/aws-instance/none", test_none);
  g_test_add_func ("/aws-instance/refused", test_refused);
  return g_test_run ();
}
