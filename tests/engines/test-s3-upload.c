/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-upload.h"

#include "rw-test-s3.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define ID  "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e"
#define MIB ((gint64) 1 << 20)

/* Three parts. */
#define SIZE ((gsize) (2 * RW_S3_PART + 5))

static void
test_part_size (void)
{
  const gint64 full = RW_S3_PART * RW_S3_MAX_PARTS;
  const gint64 sizes[] = { 0, 1, RW_S3_PART, full, full + 1, 2 * full + 1, 5 * MIB * MIB };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gint64 part = rw_s3_upload_get_part_size (sizes[i]);
      g_assert_cmpint (part % MIB, ==, 0);
      g_assert_cmpint (part, >=, RW_S3_PART);
      g_assert_cmpint ((sizes[i] + part - 1) / part, <=, RW_S3_MAX_PARTS);
    }
  g_assert_cmpint (rw_s3_upload_get_part_size (full), ==, RW_S3_PART);
  g_assert_cmpint (rw_s3_upload_get_part_size (full + 1), ==, RW_S3_PART + MIB);
}

typedef struct
{
  RwTestS3 *s3;
  char *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->s3 = rw_test_s3_new (RW_TEST_S3_PROXY);
  fixture->key = rw_storage_dup_key (RW_TEST_USER, ID, 1);
  g_free (rw_test_s3_dup_seen ());
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_s3_free (fixture->s3);
  g_free (fixture->key);
}

static gboolean
store (Fixture *fixture, gsize size, guint seed, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = rw_test_s3_write (fixture->s3, size, seed);
  gboolean is_stored =
      rw_storage_store (fixture->s3->storage, fixture->key, path, cancellable, error);

  rw_test_s3_assert_empty_spool (fixture->s3);
  return is_stored;
}

static void
assert_stored (Fixture *fixture, gsize size, guint seed)
{
  rw_test_s3_assert_stored (fixture->s3, fixture->key, size, seed);
  g_assert_cmpuint (rw_test_s3_count_uploads (fixture->s3), ==, 0);
}

static void
assert_seen (const char *expected)
{
  g_autofree char *seen = rw_test_s3_dup_seen ();

  g_assert_cmpstr (seen, ==, expected);
}

static void
test_requests (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (store (fixture, RW_S3_PART, 1, NULL, NULL));
  assert_seen ("put");
  g_assert_true (store (fixture, SIZE, 2, NULL, NULL));
  assert_seen ("begin part part part end");
  assert_stored (fixture, SIZE, 2);
}

/* Whatever passes, at each request of an upload, is made up for. Nobody knows of an upload whose
 * begin was lost: only the clean-up finds it. */
static void
test_passing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *const faults[] = { "refuse", "reset-1000", "lose", "answer-500", "SlowDown@503" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *for_parts =
          g_strdup_printf ("%s,pass,%s,pass,%s", faults[i], faults[i], faults[i]);
      rw_test_s3_plan ("begin", faults[i]);
      rw_test_s3_plan ("part", for_parts);
      rw_test_s3_plan ("end", faults[i]);
      store (fixture, SIZE, i, NULL, &error);
      g_assert_no_error (error);
      assert_seen ("begin begin part part part part part part end end");
      g_assert_true (rw_storage_clean_spool (fixture->s3->storage, G_MAXINT64, NULL));
      assert_stored (fixture, SIZE, i);
      g_free (rw_test_s3_dup_seen ());
    }
}

/* Some stores forget an upload once it is complete. */
static void
test_complete_already (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("end", "lose,NoSuchUpload@404");
  store (fixture, SIZE, 1, NULL, &error);
  g_assert_no_error (error);
  assert_seen ("begin part part part end end head");
  assert_stored (fixture, SIZE, 1);
}

static void
test_passing_whole (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *const faults[] = { "refuse", "reset-1000", "lose", "answer-500",
                                 "SlowDown@503,drip" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      rw_test_s3_plan ("put", faults[i]);
      store (fixture, 100000, i, NULL, &error);
      g_assert_no_error (error);
      assert_stored (fixture, 100000, i);
    }
}

static void
check_refused (Fixture *fixture, const char *kind, const char *plan, gsize size, const char *seen)
{
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan (kind, plan);
  g_assert_false (store (fixture, size, 1, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "AccessDenied");
  assert_seen (seen);
  rw_test_assert_stored (fixture->s3->storage, fixture->key, NULL);
  g_assert_cmpuint (rw_test_s3_count_uploads (fixture->s3), ==, 0);
  g_free (rw_test_s3_dup_seen ());
}

static void
test_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  check_refused (fixture, "put", "AccessDenied@403", 1, "put");
  check_refused (fixture, "begin", "AccessDenied@403", SIZE, "begin");
  check_refused (fixture, "part", "AccessDenied@403", SIZE, "begin part abort");
  check_refused (fixture, "part", "pass,AccessDenied@403", SIZE, "begin part part abort");
  check_refused (fixture, "end", "AccessDenied@403", SIZE, "begin part part part end abort");
}

/* S3 says 200 before it knows. */
static void
test_error_in_success (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("end", "InternalError@200,InternalError@200");
  store (fixture, SIZE, 1, NULL, &error);
  g_assert_no_error (error);
  assert_seen ("begin part part part end end end");
  assert_stored (fixture, SIZE, 1);
  rw_test_s3_plan ("end",
                   "InternalError@200,InternalError@200,InternalError@200,InternalError@200");
  g_assert_false (store (fixture, SIZE, 2, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "InternalError");
}

static void
test_nonsense (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("begin", "other");
  g_assert_false (store (fixture, SIZE, 1, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "without what belongs to it");
  rw_test_s3_plan ("end", "NoSuchUpload@404");
  g_assert_false (store (fixture, SIZE, 1, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "NoSuchUpload");
}

/* A store that says nothing when all parts are there is asked twice. */
static void
test_silent_end (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const gint64 usual = rw_s3_bucket_hurry;
  g_autoptr (GError) error = NULL;

  rw_s3_bucket_hurry = 700;
  rw_test_s3_plan ("end", "stall,stall");
  g_assert_false (store (fixture, SIZE, 1, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, NULL);
  assert_seen ("begin part part part end end");
  rw_s3_bucket_hurry = usual;
}

/* What is lost for good is left to the clean-up. */
static void
test_lasting (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("part", "pass,refuse,refuse,refuse,refuse,refuse,refuse,refuse,refuse,refuse");
  g_assert_false (store (fixture, SIZE, 1, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, NULL);
  rw_test_assert_stored (fixture->s3->storage, fixture->key, NULL);
  g_assert_cmpuint (rw_test_s3_count_uploads (fixture->s3), ==, 1);
  g_assert_true (rw_storage_clean_spool (fixture->s3->storage, G_MAXINT64, &error));
  g_assert_cmpuint (rw_test_s3_count_uploads (fixture->s3), ==, 0);
}

static gpointer
cancel_second (gpointer cancellable)
{
  rw_test_s3_wait_for ("part", 2);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  rw_test_s3_plan ("part", "pass,stall");
  GThread *thread = g_thread_new ("cancel", cancel_second, cancellable);
  g_assert_false (store (fixture, SIZE, 1, cancellable, &error));
  g_thread_join (thread);
  rw_test_assert_cancelled (&error);
  assert_seen ("begin part part abort");
  rw_test_assert_stored (fixture->s3->storage, fixture->key, NULL);
  g_assert_cmpuint (rw_test_s3_count_uploads (fixture->s3), ==, 0);
}

static void
test_no_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_s3_upload_run (&fixture->s3->bucket, fixture->key, "/nowhere", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "/nowhere");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/s3-upload/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/s3-upload/part-size", test_part_size);
  ADD ("requests", test_requests);
  ADD ("passing", test_passing);
  ADD ("complete-already", test_complete_already);
  ADD ("passing-whole", test_passing_whole);
  ADD ("refused", test_refused);
  ADD ("error-in-success", test_error_in_success);
  ADD ("nonsense", test_nonsense);
  ADD ("silent-end", test_silent_end);
  ADD ("lasting", test_lasting);
  ADD ("cancelled", test_cancelled);
  ADD ("no-file", test_no_file);
  return g_test_run ();
}
