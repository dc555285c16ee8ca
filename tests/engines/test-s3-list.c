/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-list.h"

#include "rw-clock.h"
#include "rw-test-s3.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define DAY (24 * 3600 * 1000)

/* Over two of the pages of 10 that the store gives. */
#define N_KEYS 25

static void
put_raw (const RwTestS3 *s3, const char *key)
{
  g_auto (RwAwsAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  RwS3Call call = { "PutObject", key, { .method = "PUT", .body = "x", .body_length = 1 } };

  rw_s3_bucket_call (&s3->bucket, &call, &answer, NULL, &error);
  g_assert_no_error (error);
}

static void
check (const RwTestS3 *s3, const char *prefix, gint64 before, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = rw_s3_list_keys (&s3->bucket, prefix, before, &error);
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_str_has_prefix (keys->pdata[i], prefix));
      g_assert_true (g_hash_table_add (set, keys->pdata[i]));
    }
}

/* In pages; neither what others stored nor what lies beside our prefix is listed. */
static void
test_keys (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  g_autoptr (RwTestS3) neighbour = rw_test_s3_new (RW_TEST_S3_DIRECT);
  gint64 later = rw_clock_now () + DAY;

  check (s3, "", later, 0);
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, id, i % 5 == 0 ? 1 : 0);
      put_raw (s3, key);
    }
  put_raw (s3, RW_STORAGE_CURRENT);
  put_raw (s3, "inputs/note & “more”+1\t<x>.csv");
  put_raw (s3, "other");
  put_raw (neighbour, RW_STORAGE_CURRENT);
  g_free (rw_test_s3_dup_seen ());
  check (s3, "", later, N_KEYS + 1);
  g_autofree char *seen = rw_test_s3_dup_seen ();
  g_assert_cmpstr (seen, ==, "list list list");
  check (s3, "inputs/", later, 20);
  check (s3, "results/", later, 5);
  check (s3, "models/", later, 1);
  check (s3, "", rw_clock_now () - DAY, 0);
}

static void
test_broken (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("list", "refuse,SlowDown@503,cut-100");
  check (s3, "", G_MAXINT64, 0);
  rw_test_s3_plan ("list", "AccessDenied@403");
  g_assert_null (rw_s3_list_keys (&s3->bucket, "", 0, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "ListObjectsV2");
  rw_test_s3_plan ("list", "other");
  g_assert_false (rw_s3_list_check (&s3->bucket, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "answered “ListObjectsV2” with “html”");
  rw_test_s3_plan ("uploads", "AccessDenied@403");
  g_assert_false (rw_s3_list_abort_uploads (&s3->bucket, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "ListMultipartUploads");
}

static void
begin_upload (const RwTestS3 *s3)
{
  const RwAwsPair query[] = { { "uploads", "" }, { NULL, NULL } };
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = { "CreateMultipartUpload",
                    RW_STORAGE_CURRENT,
                    { .method = "POST", .query = query } };

  g_assert_true (rw_s3_bucket_call (&s3->bucket, &call, &answer, NULL, NULL));
}

/* Several of one key; one that somebody else just threw away. */
static void
test_abort_uploads (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    begin_upload (s3);
  rw_test_s3_plan ("abort", "AccessDenied@403,lose,NoSuchUpload@404");
  g_assert_false (rw_s3_list_abort_uploads (&s3->bucket, G_MAXINT64, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "AbortMultipartUpload");
  g_assert_true (rw_s3_list_abort_uploads (&s3->bucket, G_MAXINT64, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rw_test_s3_count_uploads (s3), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/s3-list/keys", test_keys);
  g_test_add_func ("/s3-list/broken", test_broken);
  g_test_add_func ("/s3-list/abort-uploads", test_abort_uploads);
  return g_test_run ();
}
