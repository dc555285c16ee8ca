/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-s3.h"

#include "rw-aws-retry.h"
#include "rw-s3-storage.h"
#include "rw-s3-xml.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <string.h>

static const char *
get_env (const char *name)
{
  const char *value = g_getenv (name);

  g_assert_nonnull (value);
  return value;
}

static const char *
get_endpoint (RwTestS3Way way)
{
  return get_env (way == RW_TEST_S3_PROXY ? "RW_TEST_S3_PROXY" : "RW_TEST_S3_ENDPOINT");
}

RwAwsClient *
rw_test_s3_client (RwTestS3Way way, const char *secret)
{
  const char *right = get_env ("AWS_SECRET_ACCESS_KEY");
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new (get_env ("AWS_ACCESS_KEY_ID"),
                                                secret != NULL ? secret : right, NULL, G_MAXINT64);
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new_fixed (keys);
  RwAwsSite site = {
    .service = "s3",
    .region = get_env ("AWS_REGION"),
    .endpoint = get_endpoint (way),
  };
  g_autoptr (GError) error = NULL;
  RwAwsClient *client = rw_aws_client_new (&site, credentials, &error);

  g_assert_no_error (error);
  rw_aws_persistence.first = 20;
  return client;
}

RwTestS3 *
rw_test_s3_new (RwTestS3Way way)
{
  static guint n = 0;
  g_autoptr (GError) error = NULL;
  RwTestS3 *self = g_new0 (RwTestS3, 1);

  self->bucket = (RwS3Bucket){
    .client = rw_test_s3_client (way, NULL),
    .name = g_strdup (get_env ("RW_TEST_S3_BUCKET")),
    .prefix = g_strdup_printf ("a b/é+&=~*()'!%%2f%u/", n++),
  };
  self->spool = rw_test_dup_new_path ();
  self->storage = rw_s3_storage_open (self->bucket.client, self->bucket.name, self->bucket.prefix,
                                      self->spool, &error);
  g_assert_no_error (error);
  return self;
}

void
rw_test_s3_free (RwTestS3 *self)
{
  rw_test_s3_assert_empty_spool (self);
  g_object_unref (self->storage);
  rw_aws_client_unref (self->bucket.client);
  g_free (self->bucket.name);
  g_free (self->bucket.prefix);
  g_free (self->spool);
  g_free (self);
}

static char *
talk (const char *host, const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, host, 80, NULL, &error);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint8 block[4096];
  gssize n = 0;

  g_assert_no_error (error);
  GIOStream *stream = G_IO_STREAM (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), request, strlen (request),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (stream), block, sizeof block, NULL,
                                   &error)) > 0)
    g_byte_array_append (text, block, (guint) n);
  g_assert_no_error (error);
  g_byte_array_append (text, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&text), FALSE);
}

char *
rw_test_s3_ask (const char *method, const char *url)
{
  const char *start = url + strlen ("http://");
  const char *target = strchr (start, '/');
  g_autofree char *host = g_strndup (start, (gsize) (target - start));
  g_autofree char *request = g_strdup_printf (
      "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", method, target, host);

  g_assert_true (g_str_has_prefix (url, "http://"));
  return talk (host, request);
}

void
rw_test_s3_plan (const char *kind, const char *faults)
{
  g_autofree char *url =
      g_strdup_printf ("%s/%s/%s", get_endpoint (RW_TEST_S3_PROXY), kind, faults);
  g_autofree char *answer = rw_test_s3_ask ("PLAN", url);

  rw_test_assert_has (answer, " 200 ");
}

void
rw_test_s3_wait_for (const char *kind, guint n)
{
  g_autofree char *url = g_strdup_printf ("%s/%s/%u", get_endpoint (RW_TEST_S3_PROXY), kind, n);
  g_autofree char *answer = rw_test_s3_ask ("WAIT", url);

  rw_test_assert_has (answer, " 200 ");
}

char *
rw_test_s3_dup_seen (void)
{
  g_autofree char *url = g_strconcat (get_endpoint (RW_TEST_S3_PROXY), "/", NULL);
  g_autofree char *answer = rw_test_s3_ask ("SEEN", url);

  return g_strdup (strstr (answer, "\r\n\r\n") + 4);
}

void
rw_test_s3_assert_empty_spool (const RwTestS3 *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->spool, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

guint
rw_test_s3_count_uploads (const RwTestS3 *self)
{
  const RwAwsPair query[] = {
    { "uploads", "" },
    { "prefix", self->bucket.prefix },
    { NULL, NULL },
  };
  g_auto (RwAwsAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  RwS3Call call = { .action = "ListMultipartUploads", .request = { "GET", .query = query } };

  rw_s3_bucket_call (&self->bucket, &call, &answer, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RwS3Xml) xml =
      rw_s3_xml_parse ((const char *) answer.body->data, answer.body->len, "Upload", &error);
  g_assert_no_error (error);
  return xml->records->len;
}

static GBytes *
make_bytes (gsize size, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint32 *words = g_malloc (size + sizeof *words);

  for (gsize i = 0; i <= size / sizeof *words; i++)
    words[i] = g_rand_int (rand);
  return g_bytes_new_take (words, size);
}

char *
rw_test_s3_write (const RwTestS3 *self, gsize size, guint seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_bytes (size, seed);
  char *path = rw_storage_dup_spool_path (self->storage, &error);

  g_assert_no_error (error);
  rw_test_overwrite (path, g_bytes_get_data (bytes, NULL), size);
  return path;
}

void
rw_test_s3_assert_stored (const RwTestS3 *self, const char *key, gsize size, guint seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_bytes (size, seed);
  g_autoptr (RwStorageFile) file = rw_storage_fetch (self->storage, key, NULL, &error);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file->path, &content, &length, NULL));
  g_assert_cmpmem (content, length, g_bytes_get_data (bytes, NULL), size);
}
