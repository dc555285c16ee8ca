/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rejects.h"

#include "rw-test.h"

#include <string.h>

static void
assert_written (gboolean kept, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES (
      "a,b\n1,2\n\"x\"y,1,2\n4,5\n3\n6,z,7\n8,9\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n"));
  g_autofree char *path = rw_test_dup_path ("rejects.csv");
  g_autoptr (RwOutput) output = rw_output_open (path, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (rw_rejects_write (table, kept, output, NULL, &error));
  g_assert_true (rw_output_commit (output, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (rw_rejects_count (table), ==, 3);
}

static void
test_asides (void)
{
  assert_written (FALSE, "line,reason,row\n3,open-quote,\"\"\"x\"\"y,1,2\"\n");
}

static void
test_kept (void)
{
  assert_written (TRUE, "line,reason,row\n3,open-quote,\"\"\"x\"\"y,1,2\"\n"
                        "5,too-few-cells,\"3\"\n6,too-many-cells not-a-number,\"6,z,7\"\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rejects/asides", test_asides);
  g_test_add_func ("/rejects/kept", test_kept);
  return g_test_run ();
}
