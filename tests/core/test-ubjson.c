/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-ubjson.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 64

/* Bytes, which may hold zeros, and the JSON they stand for. */
typedef struct
{
  const char *bytes;
  gsize length;
  const char *json;
} Case;

#define UBJ(bytes, json)                                                                           \
  {                                                                                                \
    bytes, sizeof (bytes) - 1, json                                                                \
  }

static const Case value_cases[] = {
  UBJ ("Z", "null"),
  UBJ ("T", "true"),
  UBJ ("F", "false"),
  /* integers */
  UBJ ("i\x00", "0"),
  UBJ ("i\x7f", "127"),
  UBJ ("i\x80", "-128"),
  UBJ ("i\xff", "-1"),
  UBJ ("U\x00", "0"),
  UBJ ("U\xff", "255"),
  UBJ ("I\x01\x02", "258"),
  UBJ ("I\x80\x00", "-32768"),
  UBJ ("I\xff\xfe", "-2"),
  UBJ ("l\x00\x01\x00\x00", "65536"),
  UBJ ("l\x7f\xff\xff\xff", "2147483647"),
  UBJ ("l\x80\x00\x00\x00", "-2147483648"),
  UBJ ("L\x00\x00\x00\x01\x00\x00\x00\x00", "4294967296"),
  UBJ ("L\x7f\xff\xff\xff\xff\xff\xff\xff", "9223372036854775807"),
  UBJ ("L\x80\x00\x00\x00\x00\x00\x00\x00", "-9223372036854775808"),
  UBJ ("L\xff\xff\xff\xff\xff\xff\xff\xff", "-1"),
  /* reals */
  UBJ ("d\x3f\x80\x00\x00", "1.0"),
  UBJ ("d\xbf\x00\x00\x00", "-0.5"),
  UBJ ("d\x3d\xcc\xcc\xcd", "0.10000000149011612"),
  UBJ ("d\x7f\x7f\xff\xff", "3.4028234663852886e38"),
  UBJ ("d\x00\x00\x00\x01", "1.4012984643248171e-45"),
  UBJ ("D\x3f\xf0\x00\x00\x00\x00\x00\x00", "1.0"),
  UBJ ("D\x3f\xb9\x99\x99\x99\x99\x99\x9a", "0.10000000000000001"),
  UBJ ("D\xc0\x00\x00\x00\x00\x00\x00\x00", "-2.0"),
  /* texts, with lengths of every type */
  UBJ ("Si\x00", "\"\""),
  UBJ ("Si\x01x", "\"x\""),
  UBJ ("SU\x02xy", "\"xy\""),
  UBJ ("SI\x00\x02xy", "\"xy\""),
  UBJ ("Sl\x00\x00\x00\x03x\"y", "\"x\\\"y\""),
  UBJ ("SL\x00\x00\x00\x00\x00\x00\x00\x02\xc3\xa4", "\"ä\""),
};

static const Case array_cases[] = {
  UBJ ("[]", "[]"),
  UBJ ("[Zi\x05TF]", "[null,5,true,false]"),
  UBJ ("[[][[]]]", "[[],[[]]]"),
  UBJ ("[#i\x00", "[]"),
  UBJ ("[#i\x02i\x01Si\x01x", "[1,\"x\"]"),
  UBJ ("[$i#i\x03\x01\x80\xff", "[1,-128,-1]"),
  UBJ ("[$U#i\x02\x01\xff", "[1,255]"),
  UBJ ("[$I#U\x02\x00\x01\xff\xff", "[1,-1]"),
  UBJ ("[$l#L\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x07\x7f\xff\xff\xff", "[7,2147483647]"),
  UBJ ("[$L#i\x01\x00\x00\x00\x00\x00\x00\x00\x09", "[9]"),
  UBJ ("[$d#i\x02\x3f\x80\x00\x00\xbf\x80\x00\x00", "[1.0,-1.0]"),
  UBJ ("[$D#i\x01\x3f\xe0\x00\x00\x00\x00\x00\x00", "[0.5]"),
  UBJ ("[$d#i\x00", "[]"),
  UBJ ("[$S#i\x02i\x01xi\x00", "[\"x\",\"\"]"),
  UBJ ("[$[#i\x02i\x01]]", "[[1],[]]"),
  UBJ ("[[$i#i\x01\x01[$i#i\x01\x02]", "[[1],[2]]"),
  UBJ ("[$Z#i\x00", "[]"),
};

static const Case object_cases[] = {
  UBJ ("{}", "{}"),
  UBJ ("{i\x01"
       "ai\x05}",
       "{\"a\":5}"),
  UBJ ("{i\x00Zi\x01"
       "bT}",
       "{\"\":null,\"b\":true}"),
  UBJ ("{L\x00\x00\x00\x00\x00\x00\x00\x01"
       "a{i\x01"
       "b[Z]}}",
       "{\"a\":{\"b\":[null]}}"),
  UBJ ("{#i\x01i\x01"
       "aZ",
       "{\"a\":null}"),
  UBJ ("{#i\x00", "{}"),
  UBJ ("{$i#i\x02i\x01"
       "a\x01i\x01"
       "b\xff",
       "{\"a\":1,\"b\":-1}"),
};

static const Case bad_cases[] = {
  UBJ ("", "nothing"),
  UBJ ("x", "an unknown type"),
  UBJ ("N", "a no-op"),
  UBJ ("C", "a character"),
  UBJ ("H", "a high-precision number"),
  UBJ ("]", "an end without a start"),
  UBJ ("}", "an end without a start"),
  UBJ ("[}", "another end"),
  UBJ ("{]", "another end"),
  UBJ ("ZZ", "a second value"),
  UBJ ("[]]", "an end too many"),
  UBJ ("i\x01\x02", "a byte too many"),
  UBJ ("Si\x01xy", "a byte too many"),
  UBJ ("[#i\x01i\x01]", "an end after a count"),
  UBJ ("d\x7f\xc0\x00\x00", "not a number"),
  UBJ ("d\x7f\x80\x00\x00", "infinity"),
  UBJ ("D\xff\xf0\x00\x00\x00\x00\x00\x00", "infinity"),
  UBJ ("[$d#i\x01\x7f\xc0\x00\x00", "a list with not a number"),
  UBJ ("Si\xff", "a negative length"),
  UBJ ("Si\x05xy", "a long length"),
  UBJ ("SL\x7f\xff\xff\xff\xff\xff\xff\xffx", "a very long length"),
  UBJ ("SL\x80\x00\x00\x00\x00\x00\x00\x00x", "a very negative length"),
  UBJ ("SSi\x01x", "a length that is a text"),
  UBJ ("Sd\x3f\x80\x00\x00x", "a length that is a real"),
  UBJ ("S1x", "a length without a type"),
  UBJ ("[#i\xffi\x01", "a negative count"),
  UBJ ("[#l\x7f\xff\xff\xffi\x01", "a count beyond the end"),
  UBJ ("[$Z#l\x7f\xff\xff\xff", "two thousand million nulls"),
  UBJ ("[$T#L\x7f\xff\xff\xff\xff\xff\xff\xff", "still more of them"),
  UBJ ("[$i\x01\x02]", "a type without a count"),
  UBJ ("[$#i\x01\x01", "a count without a type"),
  UBJ ("[$x#i\x01\x01", "an unknown type of items"),
  UBJ ("[$i#", "no count"),
  UBJ ("[$", "no type"),
  UBJ ("{ai\x05}", "a name without a length"),
  UBJ ("{Si\x01"
       "ai\x05}",
       "a name with a type"),
  UBJ ("{i\x01"
       "a}",
       "a name without a value"),
  UBJ ("{i\x01"
       "aZi\x01"
       "aZ}",
       "two values of one name"),
  UBJ ("{i\x02"
       "a\x00Z}",
       "a name with a NUL"),
  UBJ ("{i\x01\xffZ}", "a name that is not UTF-8"),
  UBJ ("Si\x01\xff", "a text that is not UTF-8"),
  UBJ ("Si\x02\xc3(", "a text that is not UTF-8"),
};

static json_t *
parse (const char *bytes, gsize length, GError **error)
{
  /* a copy of just this size, so that a sanitizer sees a read beyond it */
  g_autofree guint8 *copy = g_memdup2 (bytes, length);

  return rw_ubjson_parse (copy, length, error);
}

static void
assert_case (const Case *test)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *found = parse (test->bytes, test->length, &error);
  json_auto_t *expected = json_loads (test->json, JSON_DECODE_ANY, NULL);

  g_test_message ("%s", test->json);
  g_assert_no_error (error);
  g_assert_nonnull (expected);
  g_assert_true (json_equal (found, expected));
}

static void
assert_damaged (const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (bytes, length, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "damaged or cut short");
}

/* The case, and that none of its beginnings is a value. */
static void
assert_cases (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      assert_case (&cases[i]);
      for (gsize length = 0; length < cases[i].length; length++)
        assert_damaged (cases[i].bytes, length);
    }
}

static void
test_values (void)
{
  assert_cases (value_cases, G_N_ELEMENTS (value_cases));
}

static void
test_arrays (void)
{
  assert_cases (array_cases, G_N_ELEMENTS (array_cases));
}

static void
test_objects (void)
{
  assert_cases (object_cases, G_N_ELEMENTS (object_cases));
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_test_message ("%s", bad_cases[i].json);
      assert_damaged (bad_cases[i].bytes, bad_cases[i].length);
    }
}

static void
test_trailing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (object_cases); i++)
    for (guint byte = 0; byte < 256; byte++)
      {
        g_autoptr (GString) text =
            g_string_new_len (object_cases[i].bytes, (gssize) object_cases[i].length);
        g_string_append_c (text, (char) byte);
        assert_damaged (text->str, text->len);
      }
}

/* @n arrays inside each other. */
static char *
nest (gsize n)
{
  char *text = g_malloc (2 * n + 1);

  memset (text, '[', n);
  memset (text + n, ']', n);
  text[2 * n] = '\0';
  return text;
}

static void
test_depth (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *allowed = nest (MAX_DEPTH);
  g_autofree char *deeper = nest (MAX_DEPTH + 2);
  g_autofree char *deepest = nest (1000000);
  json_auto_t *arrays = parse (allowed, strlen (allowed), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_size (arrays), ==, 1);
  assert_damaged (deeper, strlen (deeper));
  assert_damaged (deepest, strlen (deepest));
  memset (deepest, '[', 2000000);
  assert_damaged (deepest, 2000000);
}

/* Counted and typed ones count as well. */
static void
test_depth_of_typed (void)
{
  g_autoptr (GString) arrays = g_string_new (NULL);
  g_autoptr (GString) objects = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append (arrays, i == 0 ? "[$[#i\1" : "$[#i\1");
      g_string_append (objects, "{i\1a");
    }
  assert_damaged (arrays->str, arrays->len);
  assert_damaged (objects->str, objects->len);
}

/* Numbers are floats in both. */
static void
assert_equal (json_t *a, json_t *b)
{
  const char *key;
  json_t *value;
  size_t i;

  g_assert_cmpint (json_typeof (a), ==, json_typeof (b));
  if (json_is_real (a))
    g_assert_cmpfloat ((float) json_real_value (a), ==, (float) json_real_value (b));
  else if (json_is_object (a))
    {
      g_assert_cmpuint (json_object_size (a), ==, json_object_size (b));
      json_object_foreach (a, key, value) assert_equal (value, json_object_get (b, key));
    }
  else if (json_is_array (a))
    {
      g_assert_cmpuint (json_array_size (a), ==, json_array_size (b));
      json_array_foreach (a, i, value) assert_equal (value, json_array_get (b, i));
    }
  else
    g_assert_true (json_equal (a, b));
}

/* What libxgboost itself writes of one model in both formats. */
static void
test_xgboost (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) model = rw_test_read_model ();
  g_autoptr (GBytes) ubj = rw_test_convert (model, "ubj");
  g_autoptr (GBytes) json = rw_test_convert (model, "json");
  json_auto_t *document =
      json_loadb (g_bytes_get_data (json, NULL), g_bytes_get_size (json), 0, NULL);
  json_auto_t *found = parse (g_bytes_get_data (ubj, NULL), g_bytes_get_size (ubj), &error);

  g_assert_no_error (error);
  assert_equal (found, document);
}

/* Any beginning of the model is refused; every single one would take too long. */
static void
test_xgboost_truncated (void)
{
  g_autoptr (GBytes) model = rw_test_read_model ();
  g_autoptr (GBytes) ubj = rw_test_convert (model, "ubj");
  const char *bytes = g_bytes_get_data (ubj, NULL);
  gsize length = g_bytes_get_size (ubj);

  for (gsize n = 0; n < length; n += n < 200 || n + 200 > length ? 1 : 311)
    assert_damaged (bytes, n);
}

/* A byte changed at random is a value or an error, never a crash. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 100000; i++)
    {
      const Case *test = &array_cases[g_rand_int_range (rand, 0, G_N_ELEMENTS (array_cases))];
      g_autofree char *bytes = g_memdup2 (test->bytes, test->length);
      bytes[g_rand_int_range (rand, 0, (gint32) test->length)] = (char) g_rand_int (rand);
      g_autoptr (GError) error = NULL;
      json_auto_t *value = parse (bytes, test->length, &error);
      g_assert_true ((value == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ubjson/values", test_values);
  g_test_add_func ("/ubjson/arrays", test_arrays);
  g_test_add_func ("/ubjson/objects", test_objects);
  g_test_add_func ("/ubjson/bad", test_bad);
  g_test_add_func ("/ubjson/trailing", test_trailing);
  g_test_add_func ("/ubjson/depth", test_depth);
  g_test_add_func ("/ubjson/depth-of-typed", test_depth_of_typed);
  g_test_add_func ("/ubjson/xgboost", test_xgboost);
  g_test_add_func ("/ubjson/xgboost-truncated", test_xgboost_truncated);
  g_test_add_func ("/ubjson/random", test_random);
  return g_test_run ();
}
