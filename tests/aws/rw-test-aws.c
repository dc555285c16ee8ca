/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-aws.h"

#include "rw-aws-retry.h"
#include "rw-test-certificate.h"
#include "rw-test.h"

RwTestAws *
rw_test_aws_new (const char *service, const char *name)
{
  RwTestAws *self = g_new0 (RwTestAws, 1);
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new ("AKIATEST", "secret", NULL, G_MAXINT64);
  g_autofree char *ca = NULL;
  g_autofree char *certificate = NULL;
  g_autoptr (GError) error = NULL;

  if (name != NULL)
    rw_test_make_certificate (name, &ca, &certificate);
  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 3, .first = 2, .most = 4 };
  self->server = rw_test_server_new (certificate);
  self->endpoint = rw_test_server_dup_url (self->server, "");
  self->credentials = rw_aws_credentials_new_fixed (keys);
  RwAwsSite site = { service, "us-east-1", self->endpoint, ca };
  self->client = rw_aws_client_new (&site, self->credentials, &error);
  g_assert_no_error (error);
  self->request = (RwAwsRequest){ .method = "GET", .path = "/" };
  return self;
}

void
rw_test_aws_free (RwTestAws *self)
{
  rw_aws_answer_clear (&self->answer);
  rw_aws_client_unref (self->client);
  rw_aws_credentials_unref (self->credentials);
  rw_test_server_free (self->server);
  g_free (self->endpoint);
  g_free (self);
}

void
rw_test_aws_reply (RwTestAws *self, guint status, const char *header, const char *body)
{
  rw_test_server_reply (self->server,
                        &(RwTestReply){ .status = status, .header = header, .body = body });
}

void
rw_test_aws_check (RwTestAws *self, guint status)
{
  g_autoptr (GError) error = NULL;
  gboolean is_answered =
      rw_aws_client_send (self->client, &self->request, &self->answer, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (is_answered);
  g_assert_cmpuint (self->answer.status, ==, status);
}

void
rw_test_aws_check_fails (RwTestAws *self, int code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_aws_client_send (self->client, &self->request, &self->answer, NULL, &error));
  rw_test_assert_error (&error, code, part);
}
