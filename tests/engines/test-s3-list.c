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

static gboolean
add_key (const char *key, gpointer set, GError **error G_GNUC_UNUSED)
{
  g_assert_true (g_hash_table_add (set, g_strdup (key)));
  return TRUE;
}

static void
check (const RwTestS3 *s3, const char *prefix, RwStorageSpan span, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key = NULL;

  rw_s3_list_each (&s3->bucket, prefix, &span, add_key, keys, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (keys), ==, n);
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_assert_true (g_str_has_prefix (key, prefix));
}

static gboolean
stop_at_first (const char *key G_GNUC_UNUSED, gpointer n_calls, GError **error)
{
  *(guint *) n_calls += 1;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
  return FALSE;
}

/* In pages; neither what others stored nor what lies beside our prefix is listed. */
static void
test_keys (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  g_autoptr (RwTestS3) neighbour = rw_test_s3_new (RW_TEST_S3_DIRECT);
  gint64 now = rw_clock_now ();
  const RwStorageSpan all = { G_MININT64, now + DAY };
  g_autoptr (GError) error = NULL;
  guint n_calls = 0;

  check (s3, "", all, 0);
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
  check (s3, "", all, N_KEYS + 1);
  g_autofree char *seen = rw_test_s3_dup_seen ();
  g_assert_cmpstr (seen, ==, "list list list");
  check (s3, "inputs/", all, 20);
  check (s3, "results/", all, 5);
  check (s3, "models/", all, 1);
  check (s3, "", (RwStorageSpan){ now - DAY, now + DAY }, N_KEYS + 1);
  check (s3, "", (RwStorageSpan){ G_MININT64, now - DAY }, 0);
  check (s3, "", (RwStorageSpan){ now + DAY, G_MAXINT64 }, 0);
  g_assert_false (rw_s3_list_each (&s3->bucket, "", &all, stop_at_first, &n_calls, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpuint (n_calls, ==, 1);
}

static void
test_broken (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  const RwStorageSpan all = { G_MININT64, G_MAXINT64 };
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("list", "refuse,SlowDown@503,cut-100");
  check (s3, "", all, 0);
  rw_test_s3_plan ("list", "AccessDenied@403");
  g_assert_false (rw_s3_list_each (&s3->bucket, "", &all, add_key, NULL, &error));
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
