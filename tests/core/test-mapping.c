/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-test-mapping.h"

static void
test_give (void)
{
  g_autoptr (RwMapping) mapping = rw_mapping_new ();

  rw_mapping_give_column (mapping, "a", "A");
  rw_mapping_give_column (mapping, "b", "B");
  rw_mapping_give_column (mapping, "b", NULL);
  rw_mapping_give_factor (mapping, "c", 2);
  rw_mapping_give_level (mapping, "d", "x", "y");
  rw_mapping_give_level (mapping, "d", "x", "z");
  rw_mapping_give_id (mapping, "I");
  g_assert_cmpuint (mapping->inputs->len, ==, 4);
  g_assert_cmpstr (rw_mapping_find (mapping, "a")->column, ==, "A");
  g_assert_cmpint (rw_mapping_find (mapping, "a")->match, ==, RW_MATCH_GIVEN);
  g_assert_null (rw_mapping_find (mapping, "b")->column);
  g_assert_cmpint (rw_mapping_find (mapping, "b")->match, ==, RW_MATCH_GIVEN);
  /* of its column nothing was said */
  g_assert_cmpint (rw_mapping_find (mapping, "c")->match, ==, RW_MATCH_NONE);
  g_assert_cmpfloat (rw_mapping_find (mapping, "c")->factor, ==, 2);
  g_assert_cmpfloat (rw_mapping_find (mapping, "a")->factor, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (rw_mapping_find (mapping, "d")->levels, "x"), ==, "z");
  g_assert_cmpstr (mapping->id->column, ==, "I");
  g_assert_null (rw_mapping_find (mapping, "e"));
}

static void
test_references (void)
{
  RwMapping *mapping = rw_mapping_new ();
  g_autoptr (RwMapping) other = rw_mapping_ref (mapping);

  rw_mapping_unref (mapping);
  g_assert_true (other == mapping);
  g_assert_cmpuint (other->inputs->len, ==, 0);
}

static void
test_words (void)
{
  g_assert_cmpstr (rw_match_get_id (RW_MATCH_GUESS), ==, "guess");
  g_assert_cmpstr (rw_match_get_title (RW_MATCH_SIMILAR), ==, "Similar");
  g_assert_cmpstr (rw_match_get_title (RW_MATCH_NONE), ==, "None");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping/give", test_give);
  g_test_add_func ("/mapping/references", test_references);
  g_test_add_func ("/mapping/words", test_words);
  return g_test_run ();
}
