/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-client.h"

#include "rw-test-aws.h"
#include "rw-test.h"

static RwAwsClient *
make (const char *service, const char *region, const char *endpoint, GError **error)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new ("id", "secret", NULL, G_MAXINT64);
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new_fixed (keys);
  RwAwsSite site = { service, region, endpoint, NULL };

  return rw_aws_client_new (&site, credentials, error);
}

static void
test_sites (void)
{
  g_autoptr (RwAwsClient) amazon = make ("sqs", "eu-central-1", NULL, NULL);
  g_autoptr (RwAwsClient) china = make ("s3", "cn-north-1", NULL, NULL);
  g_autoptr (RwAwsClient) other = make ("s3", "RegionOne", "https://S3.example.com:8443/", NULL);

  g_assert_cmpstr (rw_aws_client_get_host (amazon), ==, "sqs.eu-central-1.amazonaws.com");
  g_assert_cmpstr (rw_aws_client_get_host (china), ==, "s3.cn-north-1.amazonaws.com.cn");
  g_assert_cmpstr (rw_aws_client_get_host (other), ==, "s3.example.com:8443");
}

static void
test_no_sites (void)
{
  static const char *const endpoints[] = { "s3.example.com/",         "http://s3.example.com",
                                           "https://a.example.com/b", "https://a.example.com/?b",
                                           "https://u@a.example.com", "" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_assert_null (make ("s3", "eu-central-1", endpoints[i], &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, "is not the address of a service");
    }
  g_assert_null (make ("s3", "evil.example.com/", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "“evil.example.com/” is not the name of a region");
  g_assert_null (make ("s3", "", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "which region to use");
}

static void
test_presign (void)
{
  const RwAwsPair query[] = { { "response-content-disposition", "attachment; filename=\"a b\"" },
                              { NULL, NULL } };
  g_autoptr (RwAwsClient) client = make ("s3", "eu-central-1", NULL, NULL);
  g_autofree char *url = rw_aws_client_presign (client, "GET", "/bucket/a b/é", query, 600, NULL);

  g_assert_true (g_str_has_prefix (url, "https://s3.eu-central-1.amazonaws.com/bucket/a%20b/%C3%A9?"
                                        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=id%2F"));
  rw_test_assert_has (url, "&X-Amz-Expires=600&X-Amz-SignedHeaders=host&response-content-"
                           "disposition=attachment%3B%20filename%3D%22a%20b%22&X-Amz-Signature=");
}

static void
test_kept_connections (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  for (guint i = 0; i < 3; i++)
    {
      rw_test_aws_reply (test, 200, NULL, "{}");
      rw_test_aws_check (test, 200);
    }
  g_clear_pointer (&test->client, rw_aws_client_unref);
  rw_test_server_wait_gone (test->server, 1);
  test->client = make ("sqs", "us-east-1", test->endpoint, NULL);
}

#define N_THREADS  8
#define N_REQUESTS 20

static gpointer
send_many (gpointer data)
{
  RwTestAws *test = data;

  for (guint i = 0; i < N_REQUESTS; i++)
    {
      g_auto (RwAwsAnswer) answer = { 0 };
      g_assert_true (rw_aws_client_send (test->client, &test->request, &answer, NULL, NULL));
      g_assert_cmpuint (answer.status, ==, 200);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  GThread *threads[N_THREADS];

  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .is_lasting = TRUE });
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("send", send_many, test);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (rw_test_server_count (test->server, "GET / "), ==, N_THREADS * N_REQUESTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-client/sites", test_sites);
  g_test_add_func ("/aws-client/no-sites", test_no_sites);
  g_test_add_func ("/aws-client/presign", test_presign);
  g_test_add_func ("/aws-client/kept-connections", test_kept_connections);
  g_test_add_func ("/aws-client/threads", test_threads);
  return g_test_run ();
}
