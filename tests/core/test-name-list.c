/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-name-list.h"

static void
test_round_trip (void)
{
  static const char *const texts[] = { "[]", "[\"months\"]", "[\"MRR (USD)\",\"Gebühr\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      json_auto_t *json = json_loads (texts[i], 0, NULL);
      g_auto (GStrv) names = rw_name_list_parse (json);
      json_auto_t *again = rw_name_list_to_json ((const char *const *) names);
      char *text = json_dumps (again, JSON_COMPACT);
      g_assert_cmpuint (g_strv_length (names), ==, i);
      g_assert_cmpstr (text, ==, texts[i]);
      free (text);
    }
}

static void
test_left_out (void)
{
  g_auto (GStrv) names = rw_name_list_parse (NULL);

  g_assert_cmpuint (g_strv_length (names), ==, 0);
}

static void
test_bad (void)
{
  static const char *const texts[] = { "null",   "\"months\"", "{}",
                                       "[\"\"]", "[\"a\", 1]", "[[\"a\"]]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      json_auto_t *json = json_loads (texts[i], JSON_DECODE_ANY, NULL);
      g_assert_nonnull (json);
      g_assert_null (rw_name_list_parse (json));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-list/round-trip", test_round_trip);
  g_test_add_func ("/name-list/left-out", test_left_out);
  g_test_add_func ("/name-list/bad", test_bad);
  return g_test_run ();
}
