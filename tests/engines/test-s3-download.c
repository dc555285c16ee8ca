/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-download.h"

#include "rw-test-io.h"
#include "rw-test-s3.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <errno.h>
#include <locale.h>

#define ID   "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e"
#define SIZE 3000000u
#define SEED 7u

typedef struct
{
  RwTestS3 *s3;
  char *key;
} Fixture;

static void
store (Fixture *fixture, gsize size, guint seed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_s3_write (fixture->s3, size, seed);

  g_assert_true (rw_storage_store (fixture->s3->storage, fixture->key, path, NULL, &error));
  g_assert_no_error (error);
  g_free (rw_test_s3_dup_seen ());
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  fixture->key = rw_storage_dup_key (RW_TEST_USER, ID, 0);
  store (fixture, SIZE, SEED);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_s3_free (fixture->s3);
  g_free (fixture->key);
}

static void
check (Fixture *fixture, const char *plan, const char *expected)
{
  rw_test_s3_plan ("get", plan);
  rw_test_s3_assert_stored (fixture->s3, fixture->key, SIZE, SEED);
  g_autofree char *seen = rw_test_s3_dup_seen ();
  g_assert_cmpstr (seen, ==, expected);
}

/* A transfer that broke goes on where it did. */
static void
test_broken (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  check (fixture, "pass", "get");
  check (fixture, "cut-1", "get get");
  check (fixture, "cut-2999999", "get get");
  check (fixture, "cut-100000,cut-1000000,refuse,cut-77,SlowDown@503", "get get get get get get");
  check (fixture, "refuse,lose,answer-500,cut-5", "get get get get get");
  check (fixture, "drip", "get");
}

static void
check_fails (Fixture *fixture, const char *plan, int code, const char *part)
{
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("get", plan);
  g_assert_null (rw_storage_fetch (fixture->s3->storage, fixture->key, NULL, &error));
  rw_test_assert_error (&error, code, part);
  rw_test_s3_assert_empty_spool (fixture->s3);
  g_free (rw_test_s3_dup_seen ());
}

static void
test_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  check_fails (fixture, "AccessDenied@403", RW_ERROR_ACCESS, "GetObject");
  check_fails (fixture, "NoSuchKey@404", RW_ERROR_FILE, "is not there");
  check_fails (fixture, "NoSuchBucket@404", RW_ERROR_SERVER, "There is no bucket");
  check_fails (fixture, "cut-1000,AccessDenied@403", RW_ERROR_ACCESS, "GetObject");
  check_fails (fixture, "cut-1000,NoSuchKey@404", RW_ERROR_FILE, "is not there");
  check_fails (fixture, "cut-1000,PreconditionFailed@412", RW_ERROR_SERVER, "PreconditionFailed");
}

/* Bytes that do not belong behind those that are there are never taken. */
static void
test_nonsense (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  check_fails (fixture, "cut-1000,other", RW_ERROR_SERVER, "sent another part of");
}

/* The second part would be another file's. */
static void
test_replaced (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_storage_dup_spool_path (fixture->s3->storage, &error);
  const RwAwsPair headers[] = {
    { "If-Match", "\"00000000000000000000000000000000\"" },
    { "Range", "bytes=5-" },
    { NULL, NULL },
  };
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = { "GetObject", fixture->key, { .method = "GET", .headers = headers } };

  g_assert_false (rw_s3_bucket_call (&fixture->s3->bucket, &call, &answer, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "PreconditionFailed");
  rw_test_remove (path);
}

static void
test_full_disk (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .skip = 3, .times = 1, .error_number = ENOSPC });
  g_assert_null (rw_storage_fetch (fixture->s3->storage, fixture->key, NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "No space left on device");
}

static gpointer
cancel_second (gpointer cancellable)
{
  rw_test_s3_wait_for ("get", 2);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("get", "cut-1000,stall");
  GThread *thread = g_thread_new ("cancel", cancel_second, cancellable);
  g_assert_null (rw_storage_fetch (fixture->s3->storage, fixture->key, cancellable, &error));
  g_thread_join (thread);
  rw_test_assert_cancelled (&error);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      rw_s3_download_run (&fixture->s3->bucket, fixture->key, "/nowhere/file", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "/nowhere/file");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/s3-download/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("broken", test_broken);
  ADD ("refused", test_refused);
  ADD ("nonsense", test_nonsense);
  ADD ("replaced", test_replaced);
  ADD ("full-disk", test_full_disk);
  ADD ("cancelled", test_cancelled);
  ADD ("no-folder", test_no_folder);
  return g_test_run ();
}
