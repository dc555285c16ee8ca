/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-file.h"

#include "rw-test.h"

#include <string.h>

static void
test_both_ways (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("mapping.json");
  g_autoptr (RwMapping) mapping = rw_mapping_new ();
  g_autoptr (RwOutput) output = rw_output_open (path, &error);

  rw_mapping_give_column (mapping, "tenure", "Months");
  g_assert_true (rw_mapping_file_save (mapping, output, &error));
  g_autoptr (RwMapping) loaded = rw_mapping_file_load (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rw_mapping_find (loaded, "tenure")->column, ==, "Months");
}

static void
assert_refused (const char *bytes, gsize length, RwError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("wrong.json", bytes, length);

  g_assert_null (rw_mapping_file_load (path, NULL, &error));
  rw_test_assert_error (&error, code, part);
}

static void
test_refused (void)
{
  g_autofree char *large = g_strnfill ((1 << 20) + 1, ' ');

  assert_refused (RW_TEST_BYTES ("{\"version\":1,\n"), RW_ERROR_FORMAT, "wrong.json: The mapping");
  assert_refused (RW_TEST_BYTES ("{\"version\":1,\"inputs\":{}}\0x"), RW_ERROR_FORMAT,
                  "wrong.json: It is no text.");
  assert_refused (large, strlen (large), RW_ERROR_LIMIT, "wrong.json: It is larger than 1 MiB.");
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("none.json");

  g_assert_null (rw_mapping_file_load (path, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "none.json");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-file/both-ways", test_both_ways);
  g_test_add_func ("/mapping-file/refused", test_refused);
  g_test_add_func ("/mapping-file/no-file", test_no_file);
  return g_test_run ();
}
