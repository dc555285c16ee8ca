/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-output.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <stdio.h>

#define N_BYTES 100000

static RwOutput *
open_output (const char *path)
{
  g_autoptr (GError) error = NULL;
  RwOutput *output = rw_output_open (path, &error);

  g_assert_no_error (error);
  rw_output_start_sha256 (output);
  return output;
}

static void
write_part (RwOutput *output, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_output_write (output, bytes, length, &error));
  g_assert_no_error (error);
}

/* However it was written, the sum and size are those of the file. */
static void
assert_sums (const char *bytes, gsize length, gsize part)
{
  g_autofree char *path = rw_test_dup_path ("out.csv");
  g_autoptr (RwOutput) output = open_output (path);
  g_autofree char *expected = NULL;

  for (gsize at = 0; at < length; at += part)
    write_part (output, bytes + at, MIN (part, length - at));
  g_assert_true (rw_output_commit (output, NULL));
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);
  expected = rw_source_dup_sha256 (source, NULL, NULL);
  g_assert_cmpstr (rw_output_get_sha256 (output), ==, expected);
  g_assert_cmpuint (rw_output_get_size (output), ==, length);
  g_assert_cmpuint (rw_source_get_size (source), ==, length);
}

static void
test_parts (void)
{
  g_autofree char *bytes = g_strnfill (N_BYTES, 'a');

  assert_sums (bytes, 0, 1);
  assert_sums (bytes, 3, 1);
  assert_sums (bytes, N_BYTES, 4093);
  assert_sums (bytes, N_BYTES, N_BYTES);
}

static void
test_short_writes (void)
{
  g_autofree char *bytes = g_strnfill (N_BYTES, 'b');

  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .most = 999 });
  assert_sums (bytes, N_BYTES, N_BYTES);
  rw_test_clear_faults ();
}

/* The example of FIPS 180-2. */
static void
test_stream (void)
{
  g_autofree char *path = rw_test_write ("stream.csv", "", 0);
  FILE *file = fopen (path, "we");
  g_autoptr (RwOutput) output = rw_output_open_stream (fileno (file), "stream");

  rw_output_start_sha256 (output);
  write_part (output, "abc", 3);
  g_assert_cmpstr (rw_output_get_sha256 (output), ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpuint (rw_output_get_size (output), ==, 3);
  fclose (file);
}

/* What was not written does not count. */
static void
test_failure (void)
{
  g_autofree char *path = rw_test_dup_path ("failed.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (RwOutput) output = open_output (path);

  write_part (output, "abc", 3);
  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .times = 1, .error_number = ENOSPC });
  g_assert_false (rw_output_write (output, "def", 3, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "full");
  g_assert_cmpuint (rw_output_get_size (output), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/output-sha256/parts", test_parts);
  g_test_add_func ("/output-sha256/short-writes", test_short_writes);
  g_test_add_func ("/output-sha256/stream", test_stream);
  g_test_add_func ("/output-sha256/failure", test_failure);
  return g_test_run ();
}
