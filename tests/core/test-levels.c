/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-levels.h"

#include <string.h>

#define N_MANY   100000u
#define N_RANDOM 200000u
#define SEED     5

static RwCell
cell_of (const char *text)
{
  return (RwCell){ text, strlen (text) };
}

static void
assert_level (const RwLevels *levels, guint32 level, const char *text, guint64 count)
{
  RwCell cell = rw_levels_get_cell (levels, level);

  g_assert_cmpstr (rw_levels_get_text (levels, level), ==, text);
  g_assert_cmpmem (cell.text, cell.length, text, strlen (text));
  g_assert_cmpuint (rw_levels_get_count (levels, level), ==, count);
  g_assert_cmpuint (rw_levels_find (levels, cell_of (text)), ==, level);
}

static void
test_empty (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();

  g_assert_cmpuint (rw_levels_get_n (levels), ==, 0);
  g_assert_cmpuint (rw_levels_find (levels, cell_of ("a")), ==, RW_LEVEL_NONE);
  g_assert_cmpuint (rw_levels_find (levels, cell_of ("")), ==, RW_LEVEL_NONE);
}

static void
test_first_appearance (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();

  g_assert_cmpuint (rw_levels_add (levels, cell_of ("Yes"), 1), ==, 0);
  g_assert_cmpuint (rw_levels_add (levels, cell_of ("No"), 1), ==, 1);
  g_assert_cmpuint (rw_levels_add (levels, cell_of ("Yes"), 1), ==, 0);
  g_assert_cmpuint (rw_levels_add (levels, cell_of ("A"), 1), ==, 2);
  g_assert_cmpuint (rw_levels_add (levels, cell_of ("No"), 1), ==, 1);
  g_assert_cmpuint (rw_levels_add (levels, cell_of ("Yes"), 1), ==, 0);
  g_assert_cmpuint (rw_levels_get_n (levels), ==, 3);
  assert_level (levels, 0, "Yes", 3);
  assert_level (levels, 1, "No", 2);
  assert_level (levels, 2, "A", 1);
}

static void
test_times (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();

  rw_levels_add (levels, cell_of ("a"), G_GUINT64_CONSTANT (5000000000));
  rw_levels_add (levels, cell_of ("b"), 0);
  rw_levels_add (levels, cell_of ("a"), 7);
  assert_level (levels, 0, "a", G_GUINT64_CONSTANT (5000000007));
  assert_level (levels, 1, "b", 0);
}

/* Texts that differ by case, blanks, length, one byte in or behind a word of eight, or nothing. */
static void
test_alike (void)
{
  static const char *const texts[] = { "",         "a",        "A",         "a ",
                                       " a",       "aa",       "aaaaaaaa",  "aaaaaaaaa",
                                       "aaaaaaab", "baaaaaaa", "aaaaaaaab", "aaaaaaaaaaaaaaaa",
                                       "ü",        "ue",       "u\u0308",   "aaaaaaaaaaaaaaab" };
  g_autoptr (RwLevels) levels = rw_levels_new ();

  for (guint32 i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpuint (rw_levels_add (levels, cell_of (texts[i]), i + 1), ==, i);
  for (guint32 i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_level (levels, i, texts[i], i + 1);
  g_assert_cmpuint (rw_levels_find (levels, cell_of ("aaaaaaa")), ==, RW_LEVEL_NONE);
}

/* A cell is a part of a longer text. */
static void
test_length (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();

  g_assert_cmpuint (rw_levels_add (levels, (RwCell){ "Yes,No", 3 }, 1), ==, 0);
  g_assert_cmpuint (rw_levels_add (levels, (RwCell){ "Yes", 2 }, 1), ==, 1);
  assert_level (levels, 0, "Yes", 1);
  assert_level (levels, 1, "Ye", 1);
  g_assert_cmpuint (rw_levels_find (levels, (RwCell){ "Yes, no", 3 }), ==, 0);
}

static void
test_many (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();
  char text[32];

  for (guint32 i = 0; i < 2 * N_MANY; i++)
    {
      g_snprintf (text, sizeof text, "customer %u", i % N_MANY);
      g_assert_cmpuint (rw_levels_add (levels, cell_of (text), 1), ==, i % N_MANY);
    }
  g_assert_cmpuint (rw_levels_get_n (levels), ==, N_MANY);
  for (guint32 i = 0; i < N_MANY; i++)
    {
      g_snprintf (text, sizeof text, "customer %u", i);
      assert_level (levels, i, text, 2);
    }
  g_assert_cmpuint (rw_levels_find (levels, cell_of ("customer")), ==, RW_LEVEL_NONE);
  g_assert_cmpuint (rw_levels_find (levels, cell_of ("customer 100000")), ==, RW_LEVEL_NONE);
}

/* Only a text that is there is counted. */
static void
test_count_known (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();

  g_assert_cmpuint (rw_levels_count_known (levels, cell_of ("a")), ==, RW_LEVEL_NONE);
  rw_levels_add (levels, cell_of ("a"), 3);
  rw_levels_add (levels, cell_of ("a long text"), 1);
  g_assert_cmpuint (rw_levels_count_known (levels, cell_of ("a")), ==, 0);
  g_assert_cmpuint (rw_levels_count_known (levels, cell_of ("a long text")), ==, 1);
  g_assert_cmpuint (rw_levels_count_known (levels, cell_of ("a long next")), ==, RW_LEVEL_NONE);
  g_assert_cmpuint (rw_levels_count_known (levels, cell_of ("")), ==, RW_LEVEL_NONE);
  g_assert_cmpuint (rw_levels_get_n (levels), ==, 2);
  assert_level (levels, 0, "a", 4);
  assert_level (levels, 1, "a long text", 2);
}

/* All texts of one and of two bytes. */
static void
test_short_texts (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();
  guint32 n = 0;

  for (guint i = 0; i < 256; i++)
    g_assert_cmpuint (rw_levels_add (levels, (RwCell){ (char[]){ (char) i }, 1 }, 1), ==, n++);
  for (guint i = 0; i < 65536; i++)
    {
      char text[] = { (char) i, (char) (i >> 8) };
      g_assert_cmpuint (rw_levels_add (levels, (RwCell){ text, 2 }, 1), ==, n++);
    }
}

/* The same levels as a table of GLib's gives, for texts that differ in few bytes. */
static void
test_random_texts (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      char text[20] = "";
      gint32 length = g_rand_int_range (rand, 0, sizeof text);
      for (gint32 at = 0; at < length; at++)
        text[at] = (char) ('a' + g_rand_int_range (rand, 0, 3));
      guint n = g_hash_table_size (expected);
      gpointer known = g_hash_table_lookup (expected, text);
      if (known == NULL)
        g_hash_table_insert (expected, g_strdup (text), GUINT_TO_POINTER (n + 1));
      g_assert_cmpuint (rw_levels_add (levels, cell_of (text), 1), ==,
                        known != NULL ? GPOINTER_TO_UINT (known) - 1 : n);
    }
  g_assert_cmpuint (rw_levels_get_n (levels), ==, g_hash_table_size (expected));
}

static void
test_long_text (void)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();
  g_autofree char *text = g_strnfill (1 << 20, 'x');

  g_assert_cmpuint (rw_levels_add (levels, cell_of (text), 1), ==, 0);
  text[(1 << 20) - 1] = 'y';
  g_assert_cmpuint (rw_levels_add (levels, cell_of (text), 1), ==, 1);
  assert_level (levels, 1, text, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/levels/empty", test_empty);
  g_test_add_func ("/levels/first-appearance", test_first_appearance);
  g_test_add_func ("/levels/times", test_times);
  g_test_add_func ("/levels/alike", test_alike);
  g_test_add_func ("/levels/length", test_length);
  g_test_add_func ("/levels/many", test_many);
  g_test_add_func ("/levels/count-known", test_count_known);
  g_test_add_func ("/levels/short-texts", test_short_texts);
  g_test_add_func ("/levels/random-texts", test_random_texts);
  g_test_add_func ("/levels/long-text", test_long_text);
  return g_test_run ();
}
