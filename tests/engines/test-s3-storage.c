/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-storage.h"

#include "rw-clock.h"
#include "rw-s3-upload.h"
#include "rw-test-s3.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>
#include <sys/stat.h>

#define ID  "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e"
#define DAY (24 * 3600 * 1000)

static char *
dup_key (gint64 attempt)
{
  return rw_storage_dup_key (RW_TEST_USER, ID, attempt);
}

static void
test_stored (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = dup_key (0);
  struct stat info;

  rw_test_store (s3->storage, key, "a,b\n");
  rw_test_assert_stored (s3->storage, key, "a,b\n");
  g_autoptr (RwStorageFile) file = rw_storage_fetch (s3->storage, key, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (file->is_copy);
  g_assert_true (g_str_has_prefix (file->path, s3->spool));
  g_assert_cmpint (stat (file->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_clear_pointer (&file, rw_storage_file_free);
  rw_test_s3_assert_empty_spool (s3);
}

/* Around one request and a whole number of parts, and the size of a file that somebody has. */
static void
test_sizes (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  const gsize sizes[] = { 0, 1, RW_S3_PART, RW_S3_PART + 1, 2 * RW_S3_PART, 20u << 20 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *key = dup_key (i);
      g_autofree char *path = rw_test_s3_write (s3, sizes[i], i);
      g_assert_true (rw_storage_store (s3->storage, key, path, NULL, &error));
      g_assert_no_error (error);
      rw_test_s3_assert_stored (s3, key, sizes[i], i);
    }
}

static void
test_removed (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = dup_key (2);

  rw_test_assert_stored (s3->storage, key, NULL);
  rw_test_store (s3->storage, key, "a,b\n");
  g_assert_true (rw_storage_remove (s3->storage, key, &error));
  rw_test_assert_stored (s3->storage, key, NULL);
  g_assert_true (rw_storage_remove (s3->storage, key, &error));
  g_assert_no_error (error);
}

static void
test_foreign_keys (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_s3_write (s3, 1, 1);

  g_assert_false (rw_storage_store (s3->storage, "../other", path, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "no name of a stored file");
  g_assert_null (rw_storage_fetch (s3->storage, "", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "no name of a stored file");
}

static void
test_current (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);

  rw_test_store (s3->storage, RW_STORAGE_CURRENT, "first\n");
  rw_test_store (s3->storage, RW_STORAGE_CURRENT, "second\n");
  rw_test_assert_stored (s3->storage, RW_STORAGE_CURRENT, "second\n");
}

static void
test_cancelled (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *key = dup_key (1);
  g_autofree char *path = rw_test_s3_write (s3, 1, 1);

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_storage_store (s3->storage, key, path, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_null (rw_storage_fetch (s3->storage, key, cancellable, &error));
  rw_test_assert_cancelled (&error);
  rw_test_assert_stored (s3->storage, key, NULL);
}

static char *
dup_url (const RwTestS3 *s3, const char *name, gint64 ms)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = dup_key (1);
  char *url = rw_storage_dup_url (s3->storage, key, name, rw_clock_now () + ms, &error);

  g_assert_no_error (error);
  return url;
}

static void
test_url (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autofree char *key = dup_key (1);
  g_autofree char *url = dup_url (s3, "Kündigung \"1\" & mehr.csv", 600 * 1000);
  g_autofree char *long_url = dup_url (s3, "a.csv", 30 * (gint64) DAY);

  rw_test_store (s3->storage, key, "a,b\n");
  g_autofree char *answer = rw_test_s3_ask ("GET", url);
  rw_test_assert_has (answer, "HTTP/1.1 200 ");
  rw_test_assert_has (answer, "attachment; filename=\"Kundigung _1_ & mehr.csv\"; "
                              "filename*=UTF-8''K%C3%BCndigung%20%221%22%20%26%20mehr.csv\r\n");
  rw_test_assert_has (answer, "text/csv; charset=utf-8\r\n");
  g_assert_true (g_str_has_suffix (answer, "\r\n\r\na,b\n"));
  rw_test_assert_has (long_url, "X-Amz-Expires=604800&");
  g_autofree char *long_answer = rw_test_s3_ask ("GET", long_url);
  rw_test_assert_has (long_answer, "HTTP/1.1 200 ");
}

/* Another file, time, name, user or signature, and another thing to do with it. */
static void
test_url_tampered (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autofree char *key = dup_key (1);
  g_autofree char *other = dup_key (12);
  g_autofree char *url = dup_url (s3, "a.csv", 600 * 1000);
  const char *const changes[][2] = {
    { "-1.csv?", "-12.csv?" },
    { "X-Amz-Expires=", "X-Amz-Expires=1" },
    { "a.csv", "b.csv" },
    { "test%3Atester", "test%3Atestes" },
    { "X-Amz-Signature=", "X-Amz-Signature=0" },
    { "X-Amz-Signature=", "X-Amz-Nothing=" },
  };

  rw_test_store (s3->storage, key, "a,b\n");
  rw_test_store (s3->storage, other, "secret\n");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) changed = g_string_new (url);
      g_assert_cmpuint (g_string_replace (changed, changes[i][0], changes[i][1], 1), ==, 1);
      g_autofree char *answer = rw_test_s3_ask ("GET", changed->str);
      rw_test_assert_has (answer, "HTTP/1.1 40");
      g_assert_null (strstr (answer, "a,b\n"));
      g_assert_null (strstr (answer, "secret\n"));
    }
  g_autofree char *removal = rw_test_s3_ask ("DELETE", url);
  rw_test_assert_has (removal, "HTTP/1.1 403 ");
  rw_test_assert_stored (s3->storage, key, "a,b\n");
}

static void
test_url_expired (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autofree char *key = dup_key (1);
  g_autofree char *url = dup_url (s3, "a.csv", 1000);

  rw_test_store (s3->storage, key, "a,b\n");
  g_usleep (2500 * 1000);
  g_autofree char *answer = rw_test_s3_ask ("GET", url);
  rw_test_assert_has (answer, "HTTP/1.1 403 ");
  rw_test_assert_has (answer, "expired");
}

static void
begin_upload (const RwTestS3 *s3, const char *key)
{
  const RwAwsPair query[] = { { "uploads", "" }, { NULL, NULL } };
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = { "CreateMultipartUpload", key, { .method = "POST", .query = query } };

  g_assert_true (rw_s3_bucket_call (&s3->bucket, &call, &answer, NULL, NULL));
}

/* An upload of somebody else's below our prefix is none of ours. */
static void
test_clean_spool (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autoptr (RwTestS3) neighbour = rw_test_s3_new (RW_TEST_S3_DIRECT);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = dup_key (1);
  g_autofree char *path = rw_test_s3_write (s3, 1, 1);

  begin_upload (s3, key);
  begin_upload (s3, "models/CURRENT");
  begin_upload (s3, "inputs/a note");
  begin_upload (neighbour, key);
  g_assert_true (rw_storage_clean_spool (s3->storage, rw_clock_now () - DAY, &error));
  g_assert_cmpuint (rw_test_s3_count_uploads (s3), ==, 3);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (rw_storage_clean_spool (s3->storage, rw_clock_now () + DAY, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rw_test_s3_count_uploads (s3), ==, 1);
  g_assert_cmpuint (rw_test_s3_count_uploads (neighbour), ==, 1);
}

static void
check_refused (RwAwsClient *client, const char *bucket, const char *prefix, int code,
               const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *spool = rw_test_dup_new_path ();

  g_assert_null (rw_s3_storage_open (client, bucket, prefix, spool, &error));
  rw_test_assert_error (&error, code, part);
}

static void
test_open_refused (void)
{
  g_autoptr (RwAwsClient) client = rw_test_s3_client (RW_TEST_S3_DIRECT, NULL);
  g_autoptr (RwAwsClient) stranger = rw_test_s3_client (RW_TEST_S3_DIRECT, "guessed");
  g_autofree char *file = rw_test_write ("file", RW_TEST_BYTES ("x"));
  g_autoptr (GError) error = NULL;

  check_refused (client, "no-such-bucket", "", RW_ERROR_SERVER, "no bucket “no-such-bucket” at");
  check_refused (stranger, "jobs", "", RW_ERROR_ACCESS, "Check the keys");
  check_refused (client, "a/b", "", RW_ERROR_FORMAT, "“a/b” is no name of a bucket");
  check_refused (client, "ab", "", RW_ERROR_FORMAT, "is no name of a bucket");
  check_refused (client, "..a", "", RW_ERROR_FORMAT, "is no name of a bucket");
  check_refused (client, "jobs", "/", RW_ERROR_FORMAT, "write it as “a/b/”");
  check_refused (client, "jobs", "/a/", RW_ERROR_FORMAT, "write it as “a/b/”");
  check_refused (client, "jobs", "a//b", RW_ERROR_FORMAT, "write it as “a/b/”");
  check_refused (client, "jobs", "a/../b", RW_ERROR_FORMAT, "write it as “a/b/”");
  g_assert_null (rw_s3_storage_open (client, "jobs", NULL, file, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "See to its disk");
}

static void
test_open_broken (void)
{
  g_autoptr (RwAwsClient) client = rw_test_s3_client (RW_TEST_S3_PROXY, NULL);
  const char *const all = "refuse,refuse,refuse,refuse,refuse,refuse,refuse,refuse,refuse";
  const char *const busy = "SlowDown@503,SlowDown@503,SlowDown@503,SlowDown@503,SlowDown@503,"
                           "SlowDown@503,SlowDown@503,SlowDown@503,SlowDown@503";

  rw_test_s3_plan ("list", "PermanentRedirect@301");
  check_refused (client, "jobs", "", RW_ERROR_SERVER, "in another region than");
  rw_test_s3_plan ("list", "other");
  check_refused (client, "jobs", "", RW_ERROR_SERVER, "See whether it is an S3 service");
  rw_test_s3_plan ("list", all);
  check_refused (client, "jobs", "", RW_ERROR_NETWORK, NULL);
  g_free (rw_test_s3_dup_seen ());
  rw_test_s3_plan ("list", busy);
  check_refused (client, "jobs", "", RW_ERROR_NETWORK, "too busy");
  g_free (rw_test_s3_dup_seen ());
}

static void
test_remove_broken (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = dup_key (1);

  rw_test_store (s3->storage, key, "a,b\n");
  rw_test_s3_plan ("remove", "AccessDenied@403,NoSuchBucket@404,lose,NoSuchKey@404,lose");
  g_assert_false (rw_storage_remove (s3->storage, key, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "DeleteObject");
  g_assert_false (rw_storage_remove (s3->storage, key, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "There is no bucket");
  g_assert_true (rw_storage_remove (s3->storage, key, &error));
  g_assert_true (rw_storage_remove (s3->storage, key, &error));
  g_assert_no_error (error);
  rw_test_assert_stored (s3->storage, key, NULL);
}

static void
test_check (void)
{
  g_autoptr (RwTestS3) s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_storage_check (s3->storage, &error));
  rw_test_s3_plan ("list", "AccessDenied@403");
  g_assert_false (rw_storage_check (s3->storage, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "ListObjectsV2");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/s3-storage/stored", test_stored);
  g_test_add_func ("/s3-storage/sizes", test_sizes);
  g_test_add_func ("/s3-storage/removed", test_removed);
  g_test_add_func ("/s3-storage/foreign-keys", test_foreign_keys);
  g_test_add_func ("/s3-storage/current", test_current);
  g_test_add_func ("/s3-storage/cancelled", test_cancelled);
  g_test_add_func ("/s3-storage/url", test_url);
  g_test_add_func ("/s3-storage/url-tampered", test_url_tampered);
  g_test_add_func ("/s3-storage/url-expired", test_url_expired);
  g_test_add_func ("/s3-storage/clean-spool", test_clean_spool);
  g_test_add_func ("/s3-storage/open-refused", test_open_refused);
  g_test_add_func ("/s3-storage/open-broken", test_open_broken);
  g_test_add_func ("/s3-storage/remove-broken", test_remove_broken);
  g_test_add_func ("/s3-storage/check", test_check);
  return g_test_run ();
}
