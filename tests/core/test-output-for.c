/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-output.h"

#include "rw-test.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
assert_kept (const char *path)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "a\n1\n");
}

/* The file that is read is not replaced, by whatever name it goes. */
static void
test_itself (void)
{
  g_autofree char *path = rw_test_write ("customers.csv", RW_TEST_BYTES ("a\n1\n"));
  g_autofree char *link_path = rw_test_dup_path ("link.csv");
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (path, link_path), ==, 0);
  g_assert_null (rw_output_open_for (source, path, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "“customers.csv” is the file that is being read");
  g_assert_null (rw_output_open_for (source, link_path, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "“link.csv” is the file that is being read");
  assert_kept (path);
}

static void
test_other (void)
{
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES ("a\n1\n"));
  g_autofree char *path = rw_test_dup_path ("scores.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (RwOutput) output = rw_output_open_for (source, path, &error);

  g_assert_no_error (error);
  g_assert_true (rw_output_write (output, "a\n1\n", 4, &error));
  g_assert_true (rw_output_commit (output, &error));
  assert_kept (path);
}

static void
test_sha256_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwOutput) output = rw_output_open_sha256 ();
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "abcd", 4);

  g_assert_true (rw_output_write (output, "ab", 2, &error));
  g_assert_true (rw_output_write (output, "cd", 2, &error));
  g_assert_true (rw_output_commit (output, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (rw_output_get_sha256 (output), ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/output-for/itself", test_itself);
  g_test_add_func ("/output-for/other", test_other);
  g_test_add_func ("/output-for/sha256-alone", test_sha256_alone);
  return g_test_run ();
}
