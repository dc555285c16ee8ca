/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-random.h"

#include <locale.h>
#include <string.h>

#define N_WORDS 1000

static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_WORDS; i++)
    {
      char *word = rw_random_dup_word ();
      g_assert_cmpuint (strlen (word), ==, 32);
      g_assert_cmpuint (strspn (word, "0123456789abcdef"), ==, 32);
      g_assert_true (g_hash_table_add (seen, word));
    }
}

/* Each byte is filled, and none behind them. */
static void
test_fill (void)
{
  guint8 bytes[258];
  guint8 changed[258] = { 0 };

  for (guint round = 0; round < 20; round++)
    {
      memset (bytes, 0, sizeof bytes);
      rw_random_fill (bytes + 1, 256);
      for (guint i = 0; i < sizeof bytes; i++)
        changed[i] |= bytes[i];
    }
  g_assert_cmpuint (changed[0], ==, 0);
  g_assert_cmpuint (changed[257], ==, 0);
  for (guint i = 1; i <= 256; i++)
    g_assert_cmpuint (changed[i], !=, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/words", test_words);
  g_test_add_func ("/random/fill", test_fill);
  return g_test_run ();
}
