/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-sqs.h"

#include "rw-sqs-call.h"

#include <string.h>

static json_t *
call (RwAwsClient *client, const char *action, json_t *members)
{
  const RwSqsCall question = { .action = action, .members = members };
  g_autoptr (GError) error = NULL;
  json_t *answer = rw_sqs_call (client, &question, &error);

  json_decref (members);
  g_assert_no_error (error);
  return answer;
}

char *
rw_test_sqs_make_queue (RwAwsClient *client, const char *name, const char *target, int most)
{
  json_auto_t *attributes = json_object ();
  const char *account = "arn:aws:sqs:us-east-1:000000000000";

  if (target != NULL)
    {
      g_autofree char *policy =
          g_strdup_printf ("{\"deadLetterTargetArn\": \"%s:%s\", \"maxReceiveCount\": %d}", account,
                           strrchr (target, '/') + 1, most);
      json_object_set_new (attributes, "RedrivePolicy", json_string (policy));
    }
  json_auto_t *answer = call (
      client, "CreateQueue", json_pack ("{s:s, s:O}", "QueueName", name, "Attributes", attributes));
  return g_strdup (json_string_value (json_object_get (answer, "QueueUrl")));
}

RwAwsClient *
rw_test_sqs_new_client (const char *id, const char *secret)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new (id, secret, NULL, G_MAXINT64);
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new_fixed (keys);
  RwAwsSite site = { "sqs", g_getenv ("AWS_REGION"), g_getenv ("RW_TEST_SQS_ENDPOINT"), NULL };
  g_autoptr (GError) error = NULL;
  RwAwsClient *client = rw_aws_client_new (&site, credentials, &error);

  g_assert_no_error (error);
  return client;
}

RwTestSqs *
rw_test_sqs_new (void)
{
  static guint n;
  RwTestSqs *self = g_new0 (RwTestSqs, 1);
  g_autofree char *name = g_strdup_printf ("test-%u-%u", (guint) g_get_real_time (), n++);
  g_autofree char *dead_name = g_strconcat (name, "-dead", NULL);

  self->client =
      rw_test_sqs_new_client (g_getenv ("AWS_ACCESS_KEY_ID"), g_getenv ("AWS_SECRET_ACCESS_KEY"));
  self->dead_letter_url = rw_test_sqs_make_queue (self->client, dead_name, NULL, 0);
  self->url =
      rw_test_sqs_make_queue (self->client, name, self->dead_letter_url, RW_QUEUE_MAX_RECEIVES);
  self->queue = rw_sqs_queue_new (self->client, self->url, self->dead_letter_url);
  return self;
}

void
rw_test_sqs_free (RwTestSqs *self)
{
  g_object_unref (self->queue);
  rw_aws_client_unref (self->client);
  g_free (self->url);
  g_free (self->dead_letter_url);
  g_free (self);
}
