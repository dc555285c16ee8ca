/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-undecodable.h"

#include "rw-decoder.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>

static RwTable *
load (const char *bytes, gsize length, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (bytes, length);
  RwTableOptions options = { .encoding = encoding };
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (rw_table_get_source (table) == source);
  return table;
}

static void
assert_problems (RwTable *table, const char *wanted)
{
  g_autofree char *shown = rw_test_show_problems (rw_table_get_problems (table));

  g_assert_cmpstr (shown, ==, wanted);
}

static void
assert_bytes (RwTable *table, guint example, const char *bytes)
{
  GPtrArray *examples = rw_problems_get_examples (rw_table_get_problems (table));

  g_assert_cmpstr (((RwProblem *) examples->pdata[example])->bytes, ==, bytes);
}

/* One for each cell, with its column, in the header too. */
static void
test_places (void)
{
  g_autoptr (RwTable) table =
      load (RW_TEST_BYTES ("a\x81,b\n1,x\n\x81\x8dx\x8f,\xfc\n\n\"\n,\x90\",\"\"\"\x9d\"\n"),
            "Windows-1252");

  assert_problems (table, "undecodable@0:0[a\ufffd] undecodable@2:0[\ufffd\ufffdx\ufffd] "
                          "undecodable@3:0[\n,\ufffd] undecodable@3:1[\"\ufffd]");
  assert_bytes (table, 0, "81");
  assert_bytes (table, 1, "81 8d 8f");
  assert_bytes (table, 3, "9d");
  g_assert_cmpuint (rw_table_get_line (table, 3), ==, 5);
  g_assert_cmpuint (rw_problems_get_n_rows (rw_table_get_problems (table)), ==, 3);
  g_assert_cmpstr (rw_column_get_name (rw_table_get_column (table, 0)), ==, "a\ufffd");
}

/* A cell beyond the header has no column. */
static void
test_no_column (void)
{
  g_autoptr (RwTable) table = load (RW_TEST_BYTES ("a,b\n1,2,\x81\n3,4\n"), "Windows-1252");

  assert_problems (table, "too-many-cells@1 undecodable@1[\ufffd]");
}

/* Those of several header rows are told apart; those in comments and in rows that are set aside are
 * in no record. */
static void
test_dialects (void)
{
  g_autoptr (GString) text = g_string_new ("x\x81,,y\na,b,c\x8d\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "%u,%u,x\n# no\x81te\n", i, i);
  g_string_append (text, "3,\"a\x81\"b,1,2\n4,1,\x9d\n# \x81\n");
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  RwTableOptions options = { .encoding = "Windows-1252", .dialect = { .comment = '#' } };
  g_autoptr (RwTable) table = rw_table_load (source, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rw_index_get_n_aside (rw_table_get_index (table)), ==, 1);
  g_assert_cmpuint (rw_table_get_dialect (table)->extra_header_rows, ==, 1);
  assert_problems (table,
                   "undecodable@0:0[x\ufffd] undecodable@0:2[c\ufffd] undecodable@21:2[\ufffd]");
}

/* A character of the text that looks like our own mark is none. */
static void
test_no_problem (void)
{
  g_autoptr (RwTable) table = load (RW_TEST_BYTES ("\xff\xfe"
                                                   "a\0,\0b\0\n\0\xfd\xff,\0\x31\0\n\0"),
                                    NULL);

  assert_problems (table, "");
}

static void
test_utf16 (void)
{
  g_autoptr (RwTable) table =
      load (RW_TEST_BYTES ("\xff\xfe"
                           "a\0\t\0b\0\n\0x\0\t\0\x0a\xd8\n\0y\0\t\0z\0\n\0"),
            NULL);

  assert_problems (table, "undecodable@1:1[\ufffd]");
  assert_bytes (table, 0, "0a d8");
  g_assert_cmpint (rw_table_get_dialect (table)->delimiter, ==, '\t');
}

/* Thousands of them, in one record and in many, are found in one pass. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autofree char *pad = g_strnfill (400, 'x');

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "%s,%s\x81\n", pad, pad);
  g_string_append (text, "\"");
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "%s\x81\n", pad);
  g_string_append (text, "\",1\n");
  g_autoptr (RwTable) table = load (text->str, text->len, "Windows-1252");
  RwProblems *problems = rw_table_get_problems (table);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_UNDECODABLE), ==, 3001);
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 3001);
  g_assert_cmpuint (rw_problems_get_examples (problems)->len, ==, RW_PROBLEMS_MAX_EXAMPLES);
}

static void
test_read_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTable) table = load (RW_TEST_BYTES ("a,b\n1,\x81\n"), "Windows-1252");
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (RwUndecodable));
  RwUndecodable place = { .offset = 6, .bytes = { 0x81 }, .n_bytes = 1 };

  g_array_append_val (places, place);
  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = EIO });
  g_assert_false (rw_undecodable_report (table, places, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "customers.csv");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undecodable/places", test_places);
  g_test_add_func ("/undecodable/no-column", test_no_column);
  g_test_add_func ("/undecodable/dialects", test_dialects);
  g_test_add_func ("/undecodable/no-problem", test_no_problem);
  g_test_add_func ("/undecodable/utf16", test_utf16);
  g_test_add_func ("/undecodable/many", test_many);
  g_test_add_func ("/undecodable/read-error", test_read_error);
  return g_test_run ();
}
