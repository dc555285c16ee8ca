/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-config.h"

#include "rw-test.h"

#include <string.h>

#define QUEUE_URL "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"
#define DEAD_URL  "https://sqs.eu-west-1.amazonaws.com/123456789012/dead"
#define QUEUE     "[queue]\nurl=" QUEUE_URL "\ndead-letter-url=" DEAD_URL "\n"

static const char *const variables[] = {
  "AWS_REGION",          "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_SQS",
  "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL",   "AWS_CA_BUNDLE",
};

static RwConfig *
read_text (const char *text, GError **error)
{
  g_autofree char *path = rw_test_write ("engines.conf", text, strlen (text));

  return rw_config_read (path, error);
}

static RwConfig *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  RwConfig *config = read_text (text, &error);

  g_assert_no_error (error);
  return config;
}

static void
test_nothing (void)
{
  g_autoptr (RwConfig) none = rw_config_read (NULL, NULL);
  g_autoptr (RwConfig) empty = read_good ("# nothing\n[queue]\n[storage]\n[database]\nuri= \n");

  g_assert_null (none->queue_url);
  g_assert_null (none->bucket);
  g_assert_null (none->database_uri);
  g_assert_null (empty->queue_url);
  g_assert_null (empty->bucket);
  g_assert_null (empty->database_uri);
}

static void
test_amazon (void)
{
  g_autoptr (RwConfig) config =
      read_good (QUEUE "[aws]\nregion=eu-central-1\n[storage]\nbucket=churn\nprefix=team a\n"
                       "[database]\nuri=postgresql://db/churn\n");

  g_assert_cmpstr (config->queue_url, ==, QUEUE_URL);
  g_assert_cmpstr (config->dead_letter_url, ==, DEAD_URL);
  g_assert_cmpstr (config->queue_endpoint, ==, "https://sqs.eu-west-1.amazonaws.com");
  g_assert_cmpstr (config->queue_region, ==, "eu-central-1");
  g_assert_cmpstr (config->bucket, ==, "churn");
  g_assert_cmpstr (config->prefix, ==, "team a/");
  g_assert_cmpstr (config->storage_region, ==, "eu-central-1");
  g_assert_null (config->storage_endpoint);
  g_assert_cmpstr (config->database_uri, ==, "postgresql://db/churn");
  g_assert_null (config->ca_file);
}

static void
test_region_of_url (void)
{
  g_autoptr (RwConfig) queue = read_good (QUEUE);
  g_autoptr (RwConfig) storage = read_good ("[storage]\nbucket=b\nregion=r\nprefix=a/\n");

  g_assert_cmpstr (queue->queue_region, ==, "eu-west-1");
  g_assert_cmpstr (storage->prefix, ==, "a/");
}

/* What is said of a part beats what is said of all, and the file beats the variables. */
static void
test_precedence (void)
{
  g_setenv ("AWS_REGION", "us-west-2", TRUE);
  g_setenv ("AWS_ENDPOINT_URL", "https://all.example", TRUE);
  g_setenv ("AWS_ENDPOINT_URL_S3", "https://s3.example", TRUE);
  g_setenv ("AWS_CA_BUNDLE", "/etc/ca.pem", TRUE);
  g_autoptr (RwConfig) by_variables = read_good (QUEUE "[storage]\nbucket=b\n");
  g_autoptr (RwConfig) by_file =
      read_good (QUEUE "endpoint=http://127.0.0.1:9324\nregion=local\n[storage]\nbucket=b\n[aws]\n"
                       "region=here\nendpoint=https://one.example:9000\nca-file=/ours.pem\n");

  g_assert_cmpstr (by_variables->queue_region, ==, "us-west-2");
  g_assert_cmpstr (by_variables->queue_endpoint, ==, "https://all.example");
  g_assert_cmpstr (by_variables->storage_endpoint, ==, "https://s3.example");
  g_assert_cmpstr (by_variables->ca_file, ==, "/etc/ca.pem");
  g_assert_cmpstr (by_file->queue_endpoint, ==, "http://127.0.0.1:9324");
  g_assert_cmpstr (by_file->queue_region, ==, "local");
  g_assert_cmpstr (by_file->storage_endpoint, ==, "https://one.example:9000");
  g_assert_cmpstr (by_file->storage_region, ==, "here");
  g_assert_cmpstr (by_file->ca_file, ==, "/ours.pem");
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);
}

static void
assert_refused (const char *text, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (text, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, part);
}

/* What stands in the file may be a password. */
static void
test_secret (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text ("[database]\nuri postgresql://nobody:secret@db.example/a\n", &error));
  g_assert_null (strstr (error->message, "secret"));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "key=value");
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  assert_refused ("no key file", "engines.conf: It must be UTF-8 text");
  assert_refused ("[queues]\n", "no section [queues]");
  assert_refused ("[queue]\nuri=x\n", "[queue] has no key “uri”");
  assert_refused ("[queue]\nurl=" QUEUE_URL "\n", "dead-letter-url");
  assert_refused ("[queue]\ndead-letter-url=" DEAD_URL "\n", "both");
  assert_refused ("[queue]\nurl=ftp://x\ndead-letter-url=x\nregion=r\n",
                  "“url” in section [queue]");
  assert_refused (QUEUE "endpoint=http://queue.example\n", "“endpoint” in section [queue]");
  assert_refused ("[queue]\nurl=https://q.example/1/a\ndead-letter-url=x\n", "region is missing");
  assert_refused ("[storage]\nprefix=a\n", "needs “bucket”");
  assert_refused ("[storage]\nbucket=a\n", "into section [storage] or [aws]");
  assert_refused ("[storage]\nbucket=a\nregion=r\nendpoint=https://x.example/?a=b\n",
                  "https address");
  g_assert_null (rw_config_read ("/nowhere/engines.conf", &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "/nowhere/engines.conf");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);
  g_test_add_func ("/config/nothing", test_nothing);
  g_test_add_func ("/config/amazon", test_amazon);
  g_test_add_func ("/config/region-of-url", test_region_of_url);
  g_test_add_func ("/config/precedence", test_precedence);
  g_test_add_func ("/config/refused", test_refused);
  g_test_add_func ("/config/secret", test_secret);
  return g_test_run ();
}
