/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-source.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_open (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("customers.csv", "a,b\n1,2\n", 8);
  RwSource *source = rw_source_open (path, NULL, &error);
  char part[4] = "";

  g_assert_no_error (error);
  g_assert_cmpstr (rw_source_get_name (source), ==, "customers.csv");
  rw_test_assert_content (source, "a,b\n1,2\n", 8);
  g_assert_true (rw_source_read (source, 4, part, 3, &error));
  g_assert_cmpstr (part, ==, "1,2");
  g_assert_true (rw_source_read (source, 8, part, 0, &error));
  g_assert_true (rw_source_check (source, &error));
  g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_PRESENT);
  g_assert_finalize_object (source);
}

static void
test_close (void)
{
  guint before = rw_test_count_open_files ();
  RwSource *source = rw_test_source ("a\n", 2);

  g_assert_cmpuint (rw_test_count_open_files (), ==, before + 1);
  g_assert_finalize_object (source);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
}

static void
test_name_not_utf8 (void)
{
  g_autofree char *path = rw_test_write ("M\xfcller.csv", "a\n", 2);
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);

  g_assert_true (g_utf8_validate (rw_source_get_name (source), -1, NULL));
  g_assert_true (g_str_has_suffix (rw_source_get_name (source), "ller.csv"));
}

static void
assert_not_opened (const char *path, const char *part)
{
  g_autoptr (GError) error = NULL;
  guint before = rw_test_count_open_files ();

  g_assert_null (rw_source_open (path, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, part);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
}

static void
test_missing (void)
{
  g_autofree char *path = rw_test_dup_path ("absent.csv");
  g_autofree char *below = rw_test_dup_path ("absent/folder.csv");

  assert_not_opened (path, "There is no file “absent.csv”");
  assert_not_opened (below, "There is no file “folder.csv”");
}

static void
test_folder (void)
{
  g_autofree char *path = rw_test_dup_path ("folder");

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_not_opened (path, "“folder” is a folder");
}

static void
test_not_opened (void)
{
  static const struct
  {
    int error_number;
    const char *part;
  } cases[] = {
    { EACCES, "“customers.csv” may not be read" },
    { EPERM, "“customers.csv” may not be read" },
    { EMFILE, "“customers.csv” cannot be opened: Too many open files" },
    { EIO, "“customers.csv” cannot be opened: Input/output error" },
  };
  g_autofree char *path = rw_test_write ("customers.csv", "a\n", 2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rw_test_set_fault (RW_TEST_OPEN, (RwTestFault){ .times = RW_TEST_ALWAYS,
                                                      .error_number = cases[i].error_number });
      assert_not_opened (path, cases[i].part);
      rw_test_clear_faults ();
    }
}

static void
test_short_and_interrupted_reads (void)
{
  g_autoptr (RwSource) source = rw_test_source ("0123456789", 10);

  rw_test_set_fault (RW_TEST_PREAD,
                     (RwTestFault){ .skip = 1, .times = 3, .error_number = EINTR, .most = 3 });
  rw_test_assert_content (source, "0123456789", 10);
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_PREAD), ==, 7);
  rw_test_clear_faults ();
}

/* The error of a failing read of a file that could be opened. */
static GError *
fail_to_read (void)
{
  GError *error = NULL;
  g_autoptr (RwSource) source = rw_test_source ("0123456789", 10);
  char content[10];

  rw_test_set_fault (
      RW_TEST_PREAD,
      (RwTestFault){ .skip = 1, .times = RW_TEST_ALWAYS, .error_number = EIO, .most = 5 });
  g_assert_false (rw_source_read (source, 0, content, 10, &error));
  rw_test_clear_faults ();
  return error;
}

static void
test_read_error (void)
{
  g_autoptr (GError) error = fail_to_read ();

  g_assert_nonnull (strstr (error->message, "Input/output error"));
  rw_test_assert_error (&error, RW_ERROR_FILE, "“customers.csv”");
}

/* The message says what happened: the file was open. */
static void
test_read_error_message (void)
{
  g_autoptr (GError) error = fail_to_read ();

  g_assert_null (strstr (error->message, "cannot be opened"));
}

static void
test_cut_short (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("customers.csv", "0123456789", 10);
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);
  char content[10] = "";

  g_assert_cmpint (truncate (path, 4), ==, 0);
  g_assert_true (rw_source_read (source, 0, content, 4, &error));
  g_assert_cmpstr (content, ==, "0123");
  g_assert_false (rw_source_read (source, 0, content, 10, &error));
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was cut short");
  g_assert_false (rw_source_check (source, &error));
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was changed");
}

static void
test_changed (void)
{
  static const char *const contents[] = { "x,y\n1,2\n", "a,b\n1,2\n3,4\n", "a\n", "a,b\n1,2\n" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = rw_test_write ("customers.csv", "a,b\n1,2\n", 8);
      g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);
      g_assert_true (rw_source_check (source, &error));
      rw_test_overwrite (path, contents[i], strlen (contents[i]));
      g_assert_false (rw_source_check (source, &error));
      rw_test_assert_error (&error, RW_ERROR_CHANGED, "was changed by another program");
      g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_PRESENT);
    }
}

static void
test_deleted (void)
{
  g_autofree char *path = rw_test_write ("customers.csv", "a,b\n1,2\n", 8);
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_DELETED);
  g_assert_false (rw_source_is_at (source, path));
  g_assert_true (rw_source_check (source, NULL));
  rw_test_assert_content (source, "a,b\n1,2\n", 8);
}

static void
test_replaced (void)
{
  g_autofree char *path = rw_test_write ("customers.csv", "a,b\n1,2\n", 8);
  g_autofree char *other = rw_test_write ("other.csv", "x\n", 2);
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);

  g_assert_cmpint (g_rename (other, path), ==, 0);
  g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_REPLACED);
  g_assert_false (rw_source_is_at (source, path));
  g_assert_true (rw_source_check (source, NULL));
  rw_test_assert_content (source, "a,b\n1,2\n", 8);
}

static void
test_renamed (void)
{
  g_autofree char *path = rw_test_write ("customers.csv", "a\n", 2);
  g_autofree char *other = rw_test_dup_path ("renamed.csv");
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);

  g_assert_cmpint (g_rename (path, other), ==, 0);
  g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_DELETED);
  g_assert_true (rw_source_is_at (source, other));
  g_assert_cmpstr (rw_source_get_name (source), ==, "customers.csv");
}

/* A file may have several names. */
static void
test_is_at (void)
{
  g_autofree char *path = rw_test_write ("customers.csv", "a\n", 2);
  g_autofree char *same = rw_test_write ("copy.csv", "a\n", 2);
  g_autofree char *hard = rw_test_dup_path ("hard.csv");
  g_autofree char *soft = rw_test_dup_path ("soft.csv");

  g_assert_cmpint (link (path, hard), ==, 0);
  g_assert_cmpint (symlink ("customers.csv", soft), ==, 0);
  g_autoptr (RwSource) source = rw_source_open (soft, NULL, NULL);
  g_assert_true (rw_source_is_at (source, path));
  g_assert_true (rw_source_is_at (source, hard));
  g_assert_true (rw_source_is_at (source, soft));
  g_assert_false (rw_source_is_at (source, same));
  g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_PRESENT);
}

static void
assert_sha256 (const char *bytes, gsize length, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (bytes, length);
  g_autofree char *sum = rw_source_dup_sha256 (source, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sum, ==, expected);
}

/* The examples of FIPS 180-2: none, one and a million bytes. */
static void
test_sha256 (void)
{
  g_autofree char *million = g_strnfill (1000000, 'a');

  assert_sha256 ("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_sha256 ("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_sha256 (million, 1000000,
                 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_sha256_fails (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source ("abc", 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = EIO });
  g_assert_null (rw_source_dup_sha256 (source, NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "customers.csv");
  g_cancellable_cancel (cancellable);
  g_assert_null (rw_source_dup_sha256 (source, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

/* Messages speak of the name that was given, never of the path. */
static void
test_named (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("9c2e.csv", "a\n", 2);
  g_autofree char *missing = rw_test_dup_path ("gone.csv");
  g_autoptr (RwSource) source = rw_source_open_named (path, "März.csv", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rw_source_get_name (source), ==, "März.csv");
  rw_test_assert_content (source, "a\n", 2);
  g_assert_true (rw_source_is_at (source, path));
  g_assert_null (rw_source_open_named (missing, "März.csv", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "“März.csv”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/open", test_open);
  g_test_add_func ("/source/named", test_named);
  g_test_add_func ("/source/close", test_close);
  g_test_add_func ("/source/name-not-utf8", test_name_not_utf8);
  g_test_add_func ("/source/missing", test_missing);
  g_test_add_func ("/source/folder", test_folder);
  g_test_add_func ("/source/not-opened", test_not_opened);
  g_test_add_func ("/source/short-and-interrupted-reads", test_short_and_interrupted_reads);
  g_test_add_func ("/source/read-error", test_read_error);
  g_test_add_func ("/source/cut-short", test_cut_short);
  g_test_add_func ("/source/changed", test_changed);
  g_test_add_func ("/source/deleted", test_deleted);
  g_test_add_func ("/source/replaced", test_replaced);
  g_test_add_func ("/source/renamed", test_renamed);
  g_test_add_func ("/source/is-at", test_is_at);
  g_test_add_func ("/source/sha256", test_sha256);
  g_test_add_func ("/source/sha256-fails", test_sha256_fails);
  g_test_add_func ("/source/read-error-message", test_read_error_message);
  return g_test_run ();
}
