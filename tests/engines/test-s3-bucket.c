/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-bucket.h"

#include "rw-test-s3.h"
#include "rw-test.h"

#include <locale.h>

static void
test_paths (void)
{
  char name[] = "jobs", prefix[] = "a/", none[] = "";
  const RwS3Bucket bucket = { NULL, name, prefix };
  const RwS3Bucket plain = { NULL, name, none };
  g_autofree char *key = rw_s3_bucket_dup_path (&bucket, "models/CURRENT");
  g_autofree char *plain_key = rw_s3_bucket_dup_path (&plain, "models/CURRENT");
  g_autofree char *whole = rw_s3_bucket_dup_path (&bucket, NULL);

  g_assert_cmpstr (key, ==, "/jobs/a/models/CURRENT");
  g_assert_cmpstr (plain_key, ==, "/jobs/models/CURRENT");
  g_assert_cmpstr (whole, ==, "/jobs");
}

static void
check (const RwTestS3 *s3, const char *key, const char *fault, int code, const char *part)
{
  g_auto (RwAwsAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  RwS3Call call = { "GetObject", key, { .method = "GET" } };

  rw_test_s3_plan ("get", fault);
  g_assert_false (rw_s3_bucket_call (&s3->bucket, &call, &answer, NULL, &error));
  rw_test_assert_error (&error, code, part);
}

static void
test_errors (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);

  check (s3, "models/CURRENT", "pass", RW_ERROR_FILE, "“models/CURRENT” is not there");
  check (s3, "models/CURRENT", "NoSuchBucket@404", RW_ERROR_SERVER, "There is no bucket “jobs” at");
  check (s3, "a", "AuthorizationHeaderMalformed@400", RW_ERROR_SERVER, "in another region");
  check (s3, "a", "PermanentRedirect@301", RW_ERROR_SERVER, "See to “region” and “endpoint”");
  check (s3, "a", "InvalidAccessKeyId@403", RW_ERROR_ACCESS, "GetObject");
  check (s3, "a", "NoSuchUpload@404", RW_ERROR_SERVER, "NoSuchUpload");
  check (s3, "a", "InvalidRange@416", RW_ERROR_SERVER, "InvalidRange");
}

/* Who is told nothing asks again soon, once. */
static void
test_stalled (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  g_autoptr (GError) error = NULL;
  gint64 hurry = rw_s3_bucket_hurry;

  rw_s3_bucket_hurry = 500;
  rw_test_s3_plan ("list", "stall");
  g_assert_true (rw_storage_check (s3->storage, &error));
  g_assert_no_error (error);
  rw_test_s3_plan ("list", "stall,stall");
  g_assert_false (rw_storage_check (s3->storage, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, NULL);
  rw_s3_bucket_hurry = hurry;
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/s3-bucket/paths", test_paths);
  g_test_add_func ("/s3-bucket/errors", test_errors);
  g_test_add_func ("/s3-bucket/stalled", test_stalled);
  return g_test_run ();
}
