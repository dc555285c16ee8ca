/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-input-shift.h"

#include "rw-matching.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

/* Tenths of 1 … 100, and half of the customers with each level. */
static const char manifest_json[] =
    "{\"version\":1,\"title\":\"t\",\"label\":{\"column\":\"l\",\"positive\":\"y\"},\"inputs\":["
    "{\"name\":\"n\",\"kind\":\"number\",\"reference\":{\"missing\":0,"
    "\"edges\":[10,20,30,40,50,60,70,80,90],"
    "\"shares\":[0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1],\"min\":1,\"max\":100}},"
    "{\"name\":\"c\",\"kind\":\"category\",\"levels\":[\"Yes\",\"No\"],"
    "\"level_aliases\":{\"Yes\":[\"ja\"]},"
    "\"reference\":{\"missing\":0,\"shares\":[0.5,0.5],\"other\":0}},"
    "{\"name\":\"old\",\"kind\":\"number\"}],"
    "\"features\":[{\"name\":\"n\",\"input\":\"n\"}]}";

typedef struct
{
  RwManifest *manifest;
  RwMapping *mapping;
  RwTable *table;
} Fixture;

static Fixture
load (const char *text, const RwMapping *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  RwManifest *manifest = rw_manifest_parse (manifest_json, &error);
  g_assert_no_error (error);
  RwMatching matching = { .manifest = manifest, .given = given, .to_look_at = TRUE };
  RwTableOptions options = { .hint = rw_matching_hint, .hint_data = &matching };
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return (Fixture){ manifest, matching.mapping, table };
}

static void
clear (Fixture *fixture)
{
  rw_manifest_free (fixture->manifest);
  rw_mapping_unref (fixture->mapping);
  g_object_unref (fixture->table);
}

static RwInputShift
measure (const Fixture *fixture, guint input)
{
  g_autoptr (GError) error = NULL;
  RwInputShift shift = { .input = input };

  g_assert_true (rw_input_shift_measure (&shift, fixture->manifest->inputs->pdata[input],
                                         fixture->mapping->inputs->pdata[input], fixture->table,
                                         NULL, &error));
  g_assert_no_error (error);
  return shift;
}

/* @n numbers from 1 to 100, of which those up to @limit only are there as often as they should. */
static char *
make_numbers (guint n, guint limit)
{
  GString *text = g_string_new ("n,c\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,%s\n", 1 + i * 37 % 100 % limit, i % 2 == 0 ? "Yes" : "No");
  return g_string_free (text, FALSE);
}

static void
test_stable (void)
{
  g_autofree char *text = make_numbers (1000, 100);
  Fixture fixture = load (text, NULL);
  RwInputShift n = measure (&fixture, 0);
  RwInputShift c = measure (&fixture, 1);

  g_assert_cmpint (n.shift, ==, RW_SHIFT_STABLE);
  g_assert_cmpfloat_with_epsilon (n.psi, 0, 1e-12);
  g_assert_cmpfloat (n.missing, ==, 0);
  g_assert_cmpfloat (n.outside, ==, 0);
  g_assert_cmpint (c.shift, ==, RW_SHIFT_STABLE);
  g_assert_cmpfloat_with_epsilon (c.psi, 0, 1e-12);
  g_assert_cmpuint (c.texts->len, ==, 0);
  rw_input_shift_clear (&n);
  rw_input_shift_clear (&c);
  clear (&fixture);
}

/* Half of the bins have twice their share, the others none: half a row each. */
static void
test_formula (void)
{
  g_autofree char *text = make_numbers (1000, 50);
  Fixture fixture = load (text, NULL);
  RwInputShift n = measure (&fixture, 0);
  double expected = 5 * 0.1 * log (2) + 5 * (0.0005 - 0.1) * log (0.0005 / 0.1);

  g_assert_cmpfloat_with_epsilon (n.psi, expected, 1e-12);
  g_assert_cmpint (n.shift, ==, RW_SHIFT_STRONG);
  rw_input_shift_clear (&n);
  clear (&fixture);
}

/* Texts that are no level are told, the most frequent one first; aliases are levels. */
static void
test_levels (void)
{
  g_autoptr (GString) text = g_string_new ("n,c\n");
  static const char *const texts[] = {
    "Yes", "ja", "YES", "No", "no", "", "maybe", "b", "b", "No"
  };

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "5,%s\n", texts[i % 10]);
  Fixture fixture = load (text->str, NULL);
  RwInputShift c = measure (&fixture, 1);
  const RwUnseenText *first = c.texts->pdata[0];
  double expected = 2 * (0.3 - 0.5) * log (0.3 / 0.5) + (0.3 - 0.0001) * log (0.3 / 0.0001) +
                    (0.1 - 0.0001) * log (0.1 / 0.0001);

  g_assert_cmpfloat (c.missing, ==, 0.1);
  g_assert_cmpfloat (c.unseen, ==, 0.3);
  g_assert_cmpuint (c.texts->len, ==, 2);
  g_assert_cmpstr (first->text, ==, "b");
  g_assert_cmpuint (first->count, ==, 200);
  g_assert_cmpfloat_with_epsilon (c.psi, expected, 1e-9);
  g_assert_cmpint (c.shift, ==, RW_SHIFT_STRONG);
  rw_input_shift_clear (&c);
  clear (&fixture);
}

/* More texts than a category has: levels are found wherever they come. */
static void
test_many_levels (void)
{
  g_autoptr (GString) text = g_string_new ("n,c\n");

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "5,t%u\n", i);
  for (guint i = 0; i < 6000; i++)
    g_string_append (text, i % 2 == 0 ? "5,No\n" : "5,ja\n");
  Fixture fixture = load (text->str, NULL);
  RwInputShift c = measure (&fixture, 1);
  g_assert_cmpfloat (c.unseen, ==, 0.5);
  g_assert_cmpfloat (c.missing, ==, 0);
  g_assert_cmpuint (c.texts->len, ==, RW_INPUT_SHIFT_N_UNSEEN);
  rw_input_shift_clear (&c);
  clear (&fixture);
}

static void
test_outside (void)
{
  Fixture fixture = load ("n,c\n0,Yes\n1,No\n100,No\n101,No\n,No\n", NULL);
  RwInputShift n = measure (&fixture, 0);

  g_assert_cmpfloat (n.outside, ==, 0.4);
  g_assert_cmpfloat (n.missing, ==, 0.2);
  rw_input_shift_clear (&n);
  clear (&fixture);
}

/* What is given is applied: a factor, and texts that are missing. */
static void
test_given (void)
{
  g_autoptr (RwMapping) given = rw_mapping_new ();

  rw_mapping_give_factor (given, "n", 0.01);
  rw_mapping_give_level (given, "c", "x", "");
  Fixture fixture = load ("n,c\n500,Yes\n10000,x\n10100,x\n10,y\n", given);
  RwInputShift n = measure (&fixture, 0);
  RwInputShift c = measure (&fixture, 1);
  g_assert_cmpfloat (n.outside, ==, 0.5);
  g_assert_cmpfloat (c.missing, ==, 0.5);
  g_assert_cmpfloat (c.unseen, ==, 0.25);
  rw_input_shift_clear (&n);
  rw_input_shift_clear (&c);
  clear (&fixture);
}

/* A few rows differ by chance; many that differ as much do not. */
static void
test_few_rows (void)
{
  static const guint n_rows[] = { 1, 2, 5, 20, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (n_rows); i++)
    {
      g_autofree char *text = make_numbers (n_rows[i], 80);
      Fixture fixture = load (text, NULL);
      RwInputShift n = measure (&fixture, 0);
      g_assert_cmpint (n.shift, ==, n_rows[i] < 100 ? RW_SHIFT_STABLE : RW_SHIFT_STRONG);
      rw_input_shift_clear (&n);
      clear (&fixture);
    }
}

/* No column, or a model of before. */
static void
test_not_compared (void)
{
  Fixture fixture = load ("c,old\nYes,1\nNo,2\n", NULL);

  for (guint input = 0; input <= 2; input += 2)
    {
      RwInputShift shift = measure (&fixture, input);
      g_assert_cmpint (shift.shift, ==, RW_SHIFT_NOT_COMPARED);
      rw_input_shift_clear (&shift);
    }
  clear (&fixture);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Fixture fixture = load ("n,c\n1,Yes\n", NULL);

  g_cancellable_cancel (cancellable);
  g_autoptr (GError) error = NULL;
  RwInputShift shift = { .input = 0 };
  g_assert_false (rw_input_shift_measure (&shift, fixture.manifest->inputs->pdata[0],
                                          fixture.mapping->inputs->pdata[0], fixture.table,
                                          cancellable, &error));
  rw_test_assert_cancelled (&error);
  rw_input_shift_clear (&shift);
  clear (&fixture);
}

static void
test_words (void)
{
  g_assert_cmpstr (rw_shift_get_title (RW_SHIFT_STRONG), ==, "Strongly shifted");
  g_assert_cmpstr (rw_shift_get_id (RW_SHIFT_STRONG), ==, "strongly-shifted");
  g_assert_cmpstr (rw_shift_get_id (RW_SHIFT_NOT_COMPARED), ==, "not-compared");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/input-shift/stable", test_stable);
  g_test_add_func ("/input-shift/formula", test_formula);
  g_test_add_func ("/input-shift/levels", test_levels);
  g_test_add_func ("/input-shift/many-levels", test_many_levels);
  g_test_add_func ("/input-shift/outside", test_outside);
  g_test_add_func ("/input-shift/given", test_given);
  g_test_add_func ("/input-shift/few-rows", test_few_rows);
  g_test_add_func ("/input-shift/not-compared", test_not_compared);
  g_test_add_func ("/input-shift/cancelled", test_cancelled);
  g_test_add_func ("/input-shift/words", test_words);
  return g_test_run ();
}
