/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-set.h"

#include "rw-piece.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define N_LEVELS   70u
#define MAX_LEVELS 60u

typedef struct
{
  RwTable *table;
  RwLabels *labels;
  RwTrainingSet *set;
} Fixture;

static void
load (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));

  g_hash_table_insert (hints, (char *) "left", GINT_TO_POINTER (RW_HINT_TEXTS));
  fixture->table = rw_table_load (
      source, &(RwTableOptions){ .hint = rw_test_hint, .hint_data = hints }, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->labels = rw_labels_read (fixture->table, "left", NULL, &error);
  g_assert_no_error (error);
}

static Fixture *
make (const char *text)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);

  load (fixture, text);
  fixture->set = rw_training_set_new (fixture->table, fixture->labels, "Title", &error);
  g_assert_no_error (error);
  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  g_clear_pointer (&fixture->set, rw_training_set_free);
  rw_labels_free (fixture->labels);
  g_object_unref (fixture->table);
  g_free (fixture);
}

/* "a, b_x, b_y": the features' names. */
static char *
show_features (const RwTrainingSet *set)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < set->manifest->features->len; i++)
    g_string_append_printf (shown, "%s%s", i > 0 ? ", " : "",
                            ((RwFeature *) set->manifest->features->pdata[i])->name);
  return g_string_free (shown, FALSE);
}

/* "1: 5 0 1/", that is the label and the features of each row. */
static char *
show_rows (const RwTrainingSet *set)
{
  GString *shown = g_string_new (NULL);

  for (guint32 row = 0; row < set->n_rows; row++)
    {
      g_string_append_printf (shown, "%g:", (double) set->labels[row]);
      for (guint i = 0; i < set->n_features; i++)
        {
          float value = set->features[row * set->n_features + i];
          if (isnan (value))
            g_string_append (shown, " ?");
          else
            g_string_append_printf (shown, " %g", (double) value);
        }
      g_string_append_c (shown, '/');
    }
  return g_string_free (shown, FALSE);
}

static void
assert_dropped (const RwTrainingSet *set, guint i, const char *name, const char *reason)
{
  const RwDroppedColumn *dropped = set->dropped->pdata[i];

  g_assert_cmpstr (dropped->name, ==, name);
  g_assert_cmpstr (dropped->reason, ==, reason);
}

static void
test_features (void)
{
  Fixture *fixture = make ("city,age,left,plan\nRom,30,Yes,b\nBern,,No,a\nRom,40.5,Yes,\n"
                           "Bern,20,No,b\n");
  g_autofree char *features = show_features (fixture->set);
  g_autofree char *rows = show_rows (fixture->set);

  g_assert_cmpstr (features, ==, "city_Bern, city_Rom, age, plan_a, plan_b");
  g_assert_cmpstr (rows, ==, "1: 0 1 30 0 1/0: 1 0 ? 1 0/1: 0 1 40.5 0 0/0: 1 0 20 0 1/");
  g_assert_cmpuint (fixture->set->n_features, ==, 5);
  g_assert_cmpuint (fixture->set->dropped->len, ==, 0);
  g_assert_cmpstr (fixture->set->manifest->title, ==, "Title");
  g_assert_cmpstr (fixture->set->manifest->label, ==, "left");
  g_assert_cmpstr (fixture->set->manifest->positive, ==, "Yes");
  fixture_free (fixture);
}

/* Rows without a label are taken out, wherever they are. */
static void
test_unlabelled_rows (void)
{
  Fixture *fixture = make ("a,left\n1,\n2,Yes\n3,\n4,No\n5,Yes\n6,NA\n");
  g_autofree char *rows = show_rows (fixture->set);

  g_assert_cmpuint (fixture->set->n_rows, ==, 3);
  g_assert_cmpstr (rows, ==, "1: 2/0: 4/1: 5/");
  fixture_free (fixture);
}

/* What the inputs were in the rows that have a label. */
static void
test_references (void)
{
  Fixture *fixture = make ("a,city,left\n9,Rom,\n2,Rom,Yes\n,Bern,No\n4,Rom,No\n5,,Yes\n");
  const RwInput *a = fixture->set->manifest->inputs->pdata[0];
  const RwInput *city = fixture->set->manifest->inputs->pdata[1];

  g_assert_cmpfloat (a->reference->missing, ==, 0.25);
  g_assert_cmpfloat (a->reference->min, ==, 2);
  g_assert_cmpfloat (a->reference->max, ==, 5);
  g_assert_cmpfloat (city->reference->missing, ==, 0.25);
  g_assert_cmpfloat (g_array_index (city->reference->shares, double, 0), ==, 0.25);
  g_assert_cmpfloat (g_array_index (city->reference->shares, double, 1), ==, 0.5);
  fixture_free (fixture);
}

/* Identifiers, and what is the same everywhere, teach nothing. */
static void
test_dropped (void)
{
  g_autoptr (GString) text = g_string_new ("id,five,same,empty,half,left,age\n");

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "id-%u,%s,x,,%s,%s,%u\n", i, i % 2 == 0 ? "5.0" : "5",
                            i % 3 == 0 ? "" : "7", i % 2 == 0 ? "Yes" : "No", i);
  Fixture *fixture = make (text->str);
  g_autofree char *features = show_features (fixture->set);
  g_assert_cmpstr (features, ==, "age");
  g_assert_cmpuint (fixture->set->dropped->len, ==, 5);
  assert_dropped (fixture->set, 0, "id", "it names customers instead of describing them");
  assert_dropped (fixture->set, 1, "five", "it is the same everywhere");
  assert_dropped (fixture->set, 2, "same", "it is the same everywhere");
  assert_dropped (fixture->set, 3, "empty", "it is the same everywhere");
  assert_dropped (fixture->set, 4, "half", "it is the same everywhere");
  fixture_free (fixture);
}

/* L00 … L19 are twice in the file, L20 … L69 three times, the last ones first. */
static char *
make_many_levels (gboolean backwards)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new ("city,left\n");

  for (guint i = 0; i < N_LEVELS; i++)
    for (guint k = 0; k < (i < 20 ? 2 : 3); k++)
      g_ptr_array_add (rows, g_strdup_printf ("L%02u,%s\n", i, (i + k) % 2 == 0 ? "Yes" : "No"));
  for (guint i = 0; i < rows->len; i++)
    g_string_append (text, rows->pdata[backwards ? rows->len - 1 - i : i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The most frequent ones, of equal ones the first by name. */
static void
test_most_frequent_levels (void)
{
  g_autofree char *text = make_many_levels (TRUE);
  Fixture *fixture = make (text);
  const GPtrArray *features = fixture->set->manifest->features;

  g_assert_cmpuint (features->len, ==, MAX_LEVELS);
  for (guint i = 0; i < MAX_LEVELS; i++)
    {
      g_autofree char *name = g_strdup_printf ("city_L%02u", i < 10 ? i : i + 10);
      g_assert_cmpstr (((RwFeature *) features->pdata[i])->name, ==, name);
    }
  for (guint32 row = 0; row < fixture->set->n_rows; row++)
    {
      float sum = 0;
      for (guint i = 0; i < MAX_LEVELS; i++)
        sum += fixture->set->features[row * MAX_LEVELS + i];
      /* the file starts with the last level; L19 … L10 are the rows from 150 to 169 */
      g_assert_cmpfloat (sum, ==, row >= 150 && row < 170 ? 0 : 1);
    }
  fixture_free (fixture);
}

/* The order of the rows does not matter to the features. */
static void
test_row_order (void)
{
  g_autofree char *text = make_many_levels (FALSE);
  g_autofree char *reversed = make_many_levels (TRUE);
  Fixture *one = make (text);
  Fixture *other = make (reversed);
  guint32 n = one->set->n_rows;
  gsize size = one->set->n_features * sizeof (float);
  g_autofree char *json = rw_manifest_to_json (one->set->manifest);
  g_autofree char *other_json = rw_manifest_to_json (other->set->manifest);

  g_assert_cmpstr (json, ==, other_json);
  g_assert_cmpuint (other->set->n_rows, ==, n);
  for (guint32 row = 0; row < n; row++)
    g_assert_cmpmem (one->set->features + row * one->set->n_features, size,
                     other->set->features + (n - 1 - row) * one->set->n_features, size);
  fixture_free (one);
  fixture_free (other);
}

static void
test_nothing_to_learn_from (void)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);

  load (fixture, "a,left\n5,Yes\n5,No\n5,Yes\n");
  g_assert_null (rw_training_set_new (fixture->table, fixture->labels, "Title", &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "“customers.csv” has no column to learn from");
  fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-set/features", test_features);
  g_test_add_func ("/training-set/unlabelled-rows", test_unlabelled_rows);
  g_test_add_func ("/training-set/references", test_references);
  g_test_add_func ("/training-set/dropped", test_dropped);
  g_test_add_func ("/training-set/most-frequent-levels", test_most_frequent_levels);
  g_test_add_func ("/training-set/row-order", test_row_order);
  g_test_add_func ("/training-set/nothing-to-learn-from", test_nothing_to_learn_from);
  return g_test_run ();
}
