/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-json.h"

#include <locale.h>
#include <string.h>

static void
test_object (void)
{
  static const char text[] = "{\"a\": {\"b\": [1]}, \"c\": \"d\"}";
  json_auto_t *object = rw_json_parse_object (text, strlen (text));

  g_assert_cmpstr (json_string_value (json_object_get (object, "c")), ==, "d");
}

/* What is cut, too much, of another kind, ambiguous, or not what JSON is made of. */
static void
test_refused (void)
{
  const char *const texts[] = {
    "",
    "{",
    "{} {}",
    "[]",
    "null",
    "{\"a\": 1, \"a\": 2}",
    "{'a': 1}",
    "{\"a\": 01}",
    "{\"a\": 1e999}",
    "{\"a\": \"\\u0000\"}",
    "{\"a\": \"\xff\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (rw_json_parse_object (texts[i], strlen (texts[i])));
}

static void
test_text (void)
{
  json_auto_t *object = json_pack ("{s:s, s:i}", "a", "b", "n", 1);

  g_assert_cmpstr (rw_json_get_text (object, "a"), ==, "b");
  g_assert_null (rw_json_get_text (object, "n"));
  g_assert_null (rw_json_get_text (object, "c"));
  g_assert_null (rw_json_get_text (NULL, "a"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/object", test_object);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/text", test_text);
  return g_test_run ();
}
