/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-label-words.h"

static void
assert_positive (const char *a, const char *b, int expected)
{
  g_assert_cmpint (rw_label_words_find_positive (a, b), ==, expected);
  g_assert_cmpint (rw_label_words_find_positive (b, a), ==, expected < 0 ? -1 : 1 - expected);
}

static void
test_left (void)
{
  assert_positive ("Yes", "No", 0);
  assert_positive ("0", "1", 1);
  assert_positive ("0.0", "1.0", 1);
  assert_positive ("FALSE", "TRUE", 1);
  assert_positive ("Attrited Customer", "Existing Customer", 0);
  assert_positive ("Churned", "blue", 0);
}

/* Only the word for those who stayed is known. */
static void
test_stayed (void)
{
  assert_positive ("Existing", "Attrition", 1);
  assert_positive ("Abwanderung", "Active", 0);
  assert_positive ("2", "0", 0);
}

static void
test_unknown (void)
{
  assert_positive ("gold", "silver", -1);
  assert_positive ("yes", "1", -1);
  assert_positive ("no", "stayed", -1);
  assert_positive ("", "", -1);
}

static void
test_pair (void)
{
  g_assert_true (rw_label_words_are_pair ("yes", "NO"));
  g_assert_true (rw_label_words_are_pair ("0", "1"));
  g_assert_true (rw_label_words_are_pair ("stayed", "left"));
  g_assert_false (rw_label_words_are_pair ("1", "2"));
  g_assert_false (rw_label_words_are_pair ("active", "dormant"));
  g_assert_false (rw_label_words_are_pair ("yes", "true"));
  g_assert_false (rw_label_words_are_pair ("gold", "silver"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-words/left", test_left);
  g_test_add_func ("/label-words/stayed", test_stayed);
  g_test_add_func ("/label-words/unknown", test_unknown);
  g_test_add_func ("/label-words/pair", test_pair);
  return g_test_run ();
}
