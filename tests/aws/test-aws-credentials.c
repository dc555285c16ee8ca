/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-credentials.h"

#include "rw-aws-metadata.h"
#include "rw-aws-retry.h"
#include "rw-clock.h"
#include "rw-test-aws.h"
#include "rw-test-environment.h"
#include "rw-test.h"

#define MINUTE ((gint64) 60 * 1000)
#define HOUR   (60 * MINUTE)

typedef struct
{
  RwTestServer *server; /* the container's endpoint */
  RwAwsCredentials *credentials;
} Fixture;

static gint64 now;

static gint64
get_now (void)
{
  return now;
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  now = g_get_real_time () / 1000;
  rw_aws_credentials_rest = 0;
  rw_clock_now = get_now;
  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 3, .first = 2, .most = 2 };
  rw_test_environment_clear ();
  self->server = rw_test_server_new (NULL);
  g_autofree char *url = rw_test_server_dup_url (self->server, "/keys");
  g_setenv ("AWS_CONTAINER_CREDENTIALS_FULL_URI", url, TRUE);
  self->credentials = rw_aws_credentials_new ();
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  rw_aws_credentials_unref (self->credentials);
  rw_test_server_free (self->server);
}

static void
offer (Fixture *self, const char *id, gint64 lifetime)
{
  g_autofree char *ends = rw_clock_dup_text (now + lifetime);
  g_autofree char *body = g_strdup_printf ("{\"AccessKeyId\": \"%s\", \"SecretAccessKey\": "
                                           "\"secret\", \"Expiration\": \"%s\"}",
                                           id, ends);

  rw_test_server_reply (self->server, &(RwTestReply){ .status = 200, .body = body });
}

static void
assert_keys (Fixture *self, const char *id, guint n_asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwAwsKeys) keys = rw_aws_credentials_get (self->credentials, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (keys->id, ==, id);
  g_assert_cmpuint (rw_test_server_count (self->server, "GET /keys"), ==, n_asked);
}

static void
test_fixed (void)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new ("id", "secret", NULL, 0);
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new_fixed (keys);
  g_autoptr (RwAwsKeys) got = rw_aws_credentials_get (credentials, NULL, NULL);

  g_assert_true (got == keys);
  g_assert_false (rw_aws_credentials_renew (credentials, keys));
}

static void
test_order (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path =
      rw_test_write ("credentials", RW_TEST_BYTES ("[default]\n"
                                                   "aws_access_key_id = file\n"
                                                   "aws_secret_access_key = x"));
  g_autoptr (RwAwsCredentials) first = rw_aws_credentials_new ();
  g_autoptr (RwAwsCredentials) second = rw_aws_credentials_new ();

  offer (self, "container", HOUR);
  assert_keys (self, "container", 1);
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", path, TRUE);
  g_autoptr (RwAwsKeys) file = rw_aws_credentials_get (first, NULL, NULL);
  g_assert_cmpstr (file->id, ==, "file");
  g_setenv ("AWS_ACCESS_KEY_ID", "environment", TRUE);
  g_setenv ("AWS_SECRET_ACCESS_KEY", "x", TRUE);
  g_autoptr (RwAwsKeys) environment = rw_aws_credentials_get (second, NULL, NULL);
  g_assert_cmpstr (environment->id, ==, "environment");
}

static void
test_none (void)
{
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new ();
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  g_assert_null (rw_aws_credentials_get (credentials, NULL, &error));
  rw_test_assert_has (error->message, "AWS_ACCESS_KEY_ID in the environment");
  rw_test_assert_has (error->message, "the profile “default” in “");
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "give this machine a role");
}

/* Renewed before they end, and not sooner. */
static void
test_renewed (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  offer (self, "one", HOUR);
  assert_keys (self, "one", 1);
  now += HOUR - 12 * MINUTE;
  assert_keys (self, "one", 1);
  now += 2 * MINUTE;
  offer (self, "two", HOUR);
  assert_keys (self, "two", 2);
}

/* Who cannot renew them goes on as long as they are valid. */
static void
test_not_renewed (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  offer (self, "one", HOUR);
  assert_keys (self, "one", 1);
  now += HOUR - MINUTE;
  rw_test_server_reply (self->server, &(RwTestReply){ .status = 404 });
  assert_keys (self, "one", 2);
  now += 2 * MINUTE;
  rw_test_server_reply (self->server, &(RwTestReply){ .status = 404 });
  g_assert_null (rw_aws_credentials_get (self->credentials, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "refused");
  offer (self, "two", HOUR);
  assert_keys (self, "two", 4);
}

/* Keys that end soon are no reason to ask again and again. */
static void
test_seldom (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  rw_aws_credentials_rest = HOUR;
  offer (self, "one", MINUTE);
  assert_keys (self, "one", 1);
  assert_keys (self, "one", 1);
}

static void
test_run_out (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  offer (self, "one", HOUR);
  g_autoptr (RwAwsKeys) old = rw_aws_credentials_get (self->credentials, NULL, NULL);
  g_assert_true (rw_aws_credentials_renew (self->credentials, old));
  offer (self, "two", HOUR);
  assert_keys (self, "two", 2);
  g_assert_true (rw_aws_credentials_renew (self->credentials, old));
  assert_keys (self, "two", 2);
  g_autoptr (RwAwsKeys) new = rw_aws_credentials_get (self->credentials, NULL, NULL);
  g_assert_true (rw_aws_credentials_renew (self->credentials, new));
  rw_test_server_reply (self->server, &(RwTestReply){ .status = 404 });
  g_assert_null (rw_aws_credentials_get (self->credentials, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "refused");
}

#define N_THREADS 8

static gpointer
get_id (gpointer data)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_credentials_get (data, NULL, NULL);

  return g_strdup (keys->id);
}

/* Whoever needs them at once: they are fetched by one. */
static void
test_threads (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GThread *threads[N_THREADS];

  offer (self, "one", HOUR);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("get", get_id, self->credentials);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autofree char *id = g_thread_join (threads[i]);
      g_assert_cmpstr (id, ==, "one");
    }
  g_assert_cmpuint (rw_test_server_count (self->server, ""), ==, 1);
}

static gpointer
get_nothing (gpointer credentials)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_aws_credentials_get (credentials, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, NULL);
  return NULL;
}

/* Where nobody answers, they do not wait for that one after another. */
static void
test_threads_without (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const gint64 usual = rw_aws_metadata_patience;
  GThread *threads[N_THREADS];

  rw_aws_metadata_patience = 1000;
  rw_test_server_reply (self->server,
                        &(RwTestReply){ .status = 200, .is_stalled = TRUE, .is_lasting = TRUE });
  for (guint i = 0; i < N_THREADS; i++)
    {
      threads[i] = g_thread_new ("get", get_nothing, self->credentials);
      rw_test_server_wait (self->server, "GET /keys", 1);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (rw_test_server_count (self->server, ""), <, 3 * N_THREADS);
  rw_aws_metadata_patience = usual;
}

static gpointer
get_cancelled (gpointer data)
{
  Fixture *self = ((gpointer *) data)[0];
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_aws_credentials_get (self->credentials, ((gpointer *) data)[1], &error));
  rw_test_assert_cancelled (&error);
  return NULL;
}

/* Who fetches, and who waits for that. */
static void
test_cancel (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer both[] = { self, cancellable };

  rw_test_server_reply (self->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  GThread *fetching = g_thread_new ("fetch", get_cancelled, both);
  rw_test_server_wait (self->server, "GET /keys", 1);
  GThread *waiting = g_thread_new ("wait", get_cancelled, both);
  g_usleep (20 * 1000);
  g_cancellable_cancel (cancellable);
  g_thread_join (fetching);
  g_thread_join (waiting);
}

/* A service that says that keys ran out is asked once more, with new ones. */
static void
test_request (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  RwAwsSite site = { "sqs", "us-east-1", test->endpoint, NULL };

  rw_aws_client_unref (test->client);
  test->client = rw_aws_client_new (&site, self->credentials, NULL);
  offer (self, "one", HOUR);
  offer (self, "two", HOUR);
  rw_test_aws_reply (test, 403, NULL, "{\"__type\": \"ExpiredTokenException\"}");
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_check (test, 200);
  g_autofree char *text = rw_test_server_dup_request (test->server, "", 1);
  rw_test_assert_has (text, "Credential=two/");
  offer (self, "three", HOUR);
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 400,
                                                      .body = "{\"__type\": \"ExpiredToken\"}",
                                                      .is_lasting = TRUE });
  rw_test_aws_check (test, 400);
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 4);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/aws-credentials/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-credentials/fixed", test_fixed);
  g_test_add_func ("/aws-credentials/none", test_none);
  ADD ("order", test_order);
  ADD ("renewed", test_renewed);
  ADD ("not-renewed", test_not_renewed);
  ADD ("seldom", test_seldom);
  ADD ("run-out", test_run_out);
  ADD ("threads", test_threads);
  ADD ("threads-without", test_threads_without);
  ADD ("cancel", test_cancel);
  ADD ("request", test_request);
  return g_test_run ();
}
