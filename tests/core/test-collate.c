/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-collate.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define N_MANY   200000u /* more than three runs of 65,536 */
#define N_RANDOM 2000u
#define SEED     21

static RwLevels *
make_levels (const char *const *texts)
{
  RwLevels *levels = rw_levels_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    rw_levels_add (levels, (RwCell){ texts[i], strlen (texts[i]) }, 1);
  return levels;
}

static void
assert_ranks (const char *const *texts, const guint32 *ranks)
{
  g_autoptr (RwLevels) levels = make_levels (texts);
  g_autofree guint32 *found = rw_collate_rank_levels (levels);

  for (guint32 i = 0; i < rw_levels_get_n (levels); i++)
    g_assert_cmpuint (found[i], ==, ranks[i]);
}

static void
test_ranks (void)
{
  static const char *const words[] = { "pear", "apple", "fig", "Pear", "appl", NULL };
  static const char *const one[] = { "x", NULL };
  static const char *const none[] = { NULL };

  assert_ranks (words, (guint32[]){ 4, 2, 3, 0, 1 });
  assert_ranks (one, (guint32[]){ 0 });
  assert_ranks (none, NULL);
}

/* "é" in one and in two characters are one text to the reader: they share a place. */
static void
test_equal_levels (void)
{
  static const char *const words[] = { "caf\xc3\xa9s", "caf\xc3\xa9", "cafe\xcc\x81", "b", NULL };

  assert_ranks (words, (guint32[]){ 3, 1, 1, 0 });
}

/* The texts one behind the other, without NULs between them. */
static RwColumn *
make_column (const char *const *texts, guint32 n)
{
  guint64 *ends = g_new (guint64, n + 1);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint32 i = 0; i < n; i++)
    {
      g_string_append (all, texts[i]);
      ends[i] = all->len;
    }
  return rw_column_new_text ("x", ends, g_string_free (g_steal_pointer (&all), FALSE), 0);
}

/* Stable, by the keys of the texts: checks any result without sorting. */
static void
assert_order (const RwColumn *column, const guint32 *before, const guint32 *after, guint32 n,
              gboolean descending)
{
  g_autofree guint32 *places = g_new (guint32, n);
  g_auto (GStrv) keys = g_new0 (char *, n + 1);

  for (guint32 i = 0; i < n; i++)
    places[i] = G_MAXUINT32;
  for (guint32 i = 0; i < n; i++)
    places[before[i]] = i;
  for (guint32 i = 0; i < n; i++)
    {
      RwCell cell = rw_column_get_text (column, after[i]);
      keys[i] = g_utf8_collate_key (cell.text, (gssize) cell.length);
      int order = i > 0 ? strcmp (keys[i - 1], keys[i]) : 0;
      g_assert_true (descending ? order >= 0 : order <= 0);
      if (i > 0 && order == 0)
        g_assert_cmpuint (places[after[i - 1]], <, places[after[i]]);
    }
}

static void
assert_sorts (const RwColumn *column, guint32 *rows, guint32 n, gboolean descending)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint32 *before = g_memdup2 (rows, n * sizeof (guint32));
  g_autofree guint8 *seen = g_new0 (guint8, n);

  g_assert_true (rw_collate_sort_texts (column, rows, n, descending, NULL, &error));
  g_assert_no_error (error);
  for (guint32 i = 0; i < n; i++)
    {
      g_assert_cmpuint (rows[i], <, n);
      g_assert_cmpuint (seen[rows[i]]++, ==, 0);
    }
  assert_order (column, before, rows, n, descending);
}

static void
assert_sorted_texts (const char *const *texts, guint32 n, gboolean descending,
                     const guint32 *expected)
{
  RwColumn *column = make_column (texts, n);
  g_autofree guint32 *rows = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    rows[i] = i;
  assert_sorts (column, rows, n, descending);
  g_assert_cmpmem (rows, n * sizeof (guint32), expected, n * sizeof (guint32));
  rw_column_free (column);
}

static void
test_texts (void)
{
  static const char *const texts[] = { "b", "a", "", "b", "ab", "a", "B" };

  assert_sorted_texts (texts, 7, FALSE, (guint32[]){ 2, 6, 1, 5, 4, 0, 3 });
  assert_sorted_texts (texts, 7, TRUE, (guint32[]){ 0, 3, 4, 1, 5, 6, 2 });
  assert_sorted_texts (texts, 1, FALSE, (guint32[]){ 0 });
  assert_sorted_texts (texts, 0, FALSE, (guint32[]){ 0 });
}

/* Only the rows given, in place, and the others are not looked at. */
static void
test_some_rows (void)
{
  static const char *const texts[] = { "d", "c", "b", "a" };
  RwColumn *column = make_column (texts, 4);
  guint32 rows[] = { 0, 3, 1, 99 };

  g_assert_true (rw_collate_sort_texts (column, rows, 3, FALSE, NULL, NULL));
  g_assert_cmpmem (rows, sizeof rows, ((guint32[]){ 3, 1, 0, 99 }), sizeof rows);
  rw_column_free (column);
}

/* Random texts of few letters: many ties. */
static RwColumn *
make_random_column (guint32 n, gint most)
{
  static const char *const letters[] = { "a", "b", "B", "z", " ", "ä", "é", "日" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint64 *ends = g_new (guint64, n);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint32 i = 0; i < n; i++)
    {
      for (gint k = g_rand_int_range (rand, 0, most + 1); k > 0; k--)
        g_string_append (all, letters[g_rand_int_range (rand, 0, G_N_ELEMENTS (letters))]);
      ends[i] = all->len;
    }
  return rw_column_new_text ("x", ends, g_string_free (g_steal_pointer (&all), FALSE), 0);
}

static void
assert_sorts_random (guint32 n, gint most, gboolean descending)
{
  RwColumn *column = make_random_column (n, most);
  g_autofree guint32 *rows = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    rows[i] = (i + n / 3) % n;
  assert_sorts (column, rows, n, descending);
  rw_column_free (column);
}

static void
test_random (void)
{
  assert_sorts_random (N_RANDOM, 3, FALSE);
  assert_sorts_random (N_RANDOM, 3, TRUE);
}

/* Several runs that are merged, an odd number of them. */
static void
test_many (void)
{
  assert_sorts_random (N_MANY, 6, FALSE);
}

/* At the borders of runs. */
static void
test_run_lengths (void)
{
  assert_sorts_random (65536, 2, TRUE);
  assert_sorts_random (65537, 2, TRUE);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  static const char *const texts[] = { "b", "a" };
  RwColumn *column = make_column (texts, 2);
  guint32 rows[] = { 0, 1 };

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_collate_sort_texts (column, rows, 2, FALSE, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpuint (rows[0], ==, 0);
  g_assert_cmpuint (rows[1], ==, 1);
  rw_column_free (column);
}

/* As in a German dictionary: umlauts beside their vowels, capitals beside small letters. */
static void
test_german (void)
{
  static const char *const words[] = { "Zebra", "apfel", "Äpfel", "Apfel",
                                       "Ärger", "azur",  "Öl",    NULL };
  static const guint32 ranks[] = { 6, 0, 2, 1, 3, 4, 5 };
  static const guint32 order[] = { 1, 3, 2, 4, 5, 6, 0 };
  static const guint32 reverse[] = { 0, 6, 5, 4, 2, 3, 1 };

  if (!rw_test_speak_german ())
    {
      g_test_skip ("this machine has no locale de_DE.UTF-8");
      return;
    }
  assert_ranks (words, ranks);
  assert_sorted_texts (words, 7, FALSE, order);
  assert_sorted_texts (words, 7, TRUE, reverse);
  assert_sorts_random (N_RANDOM, 3, FALSE);
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collate/ranks", test_ranks);
  g_test_add_func ("/collate/equal-levels", test_equal_levels);
  g_test_add_func ("/collate/texts", test_texts);
  g_test_add_func ("/collate/some-rows", test_some_rows);
  g_test_add_func ("/collate/random", test_random);
  g_test_add_func ("/collate/many", test_many);
  g_test_add_func ("/collate/run-lengths", test_run_lengths);
  g_test_add_func ("/collate/cancelled", test_cancelled);
  g_test_add_func ("/collate/german", test_german);
  return g_test_run ();
}
