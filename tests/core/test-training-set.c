/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-set.h"

#include "rw-test-training.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define N_LEVELS   130u
#define MAX_LEVELS 120u

static RwTestTraining *
make (const char *text)
{
  RwTestTraining *test = rw_test_training_new (text, "left");

  rw_test_training_use_all (test);
  rw_test_training_make_set (test);
  return test;
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

/* The features of all rows (transfer full). */
static float *
read_all (const RwTrainingSet *set)
{
  g_autofree guint32 *members = g_new (guint32, set->n_rows);
  float *features = g_new (float, (gsize) set->n_rows * set->n_features);

  for (guint32 i = 0; i < set->n_rows; i++)
    members[i] = i;
  rw_training_set_read (set, members, set->n_rows, features);
  return features;
}

/* "1: 5 0 1/", that is the label and the features of each row. */
static char *
show_rows (const RwTrainingSet *set)
{
  GString *shown = g_string_new (NULL);
  g_autofree float *features = read_all (set);

  for (guint32 row = 0; row < set->n_rows; row++)
    {
      g_string_append_printf (shown, "%g:", (double) set->labels[row]);
      for (guint i = 0; i < set->n_features; i++)
        {
          float value = features[row * set->n_features + i];
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
test_features (void)
{
  g_autoptr (RwTestTraining) fixture =
      make ("city,age,left,plan\nRom,30,Yes,b\nBern,,No,a\nRom,40.5,Yes,\n"
            "Bern,20,No,b\n");
  g_autofree char *features = show_features (fixture->set);
  g_autofree char *rows = show_rows (fixture->set);

  g_assert_cmpstr (features, ==, "city_Bern, city_Rom, age, plan_a, plan_b");
  g_assert_cmpstr (rows, ==, "1: 0 1 30 0 1/0: 1 0 ? 1 0/1: 0 1 40.5 0 0/0: 1 0 20 0 1/");
  g_assert_cmpuint (fixture->set->n_features, ==, 5);
  g_assert_cmpstr (fixture->set->manifest->title, ==, "Title");
  g_assert_cmpstr (fixture->set->manifest->label, ==, "left");
  g_assert_cmpstr (fixture->set->manifest->positive, ==, "Yes");
}

/* Rows without a label are taken out, wherever they are. */
static void
test_unlabelled_rows (void)
{
  g_autoptr (RwTestTraining) fixture = make ("a,left\n1,\n2,Yes\n3,\n4,No\n5,Yes\n6,NA\n");
  g_autofree char *rows = show_rows (fixture->set);

  g_assert_cmpuint (fixture->set->n_rows, ==, 3);
  g_assert_cmpstr (rows, ==, "1: 2/0: 4/1: 5/");
}

/* What the inputs were in the rows that have a label. */
static void
test_references (void)
{
  g_autoptr (RwTestTraining) fixture =
      make ("a,city,left\n9,Rom,\n2,Rom,Yes\n,Bern,No\n4,Rom,No\n5,,Yes\n");
  const RwInput *a = fixture->set->manifest->inputs->pdata[0];
  const RwInput *city = fixture->set->manifest->inputs->pdata[1];

  g_assert_cmpfloat (a->reference->missing, ==, 0.25);
  g_assert_cmpfloat (a->reference->min, ==, 2);
  g_assert_cmpfloat (a->reference->max, ==, 5);
  g_assert_cmpfloat (city->reference->missing, ==, 0.25);
  g_assert_cmpfloat (g_array_index (city->reference->shares, double, 0), ==, 0.25);
  g_assert_cmpfloat (g_array_index (city->reference->shares, double, 1), ==, 0.5);
}

/* Columns that are not used are no features. */
static void
test_unused (void)
{
  g_autoptr (RwTestTraining) test = rw_test_training_new ("a,b,left\n1,2,Yes\n2,3,No\n", "left");

  rw_test_training_use_all (test);
  ((RwRole *) test->roles->pdata[0])->used = FALSE;
  rw_test_training_make_set (test);
  g_autofree char *features = show_features (test->set);
  g_assert_cmpstr (features, ==, "b");
}

/* L000 … L019 are 10 times in the file, L020 … L129 15 times, RARE 9 times. */
static char *
make_many_levels (gboolean backwards)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new ("city,left\n");

  for (guint i = 0; i < N_LEVELS; i++)
    for (guint k = 0; k < (i < 20 ? 10 : 15); k++)
      g_ptr_array_add (rows, g_strdup_printf ("L%03u,%s\n", i, (i + k) % 2 == 0 ? "Yes" : "No"));
  for (guint i = 0; i < 9; i++)
    g_ptr_array_add (rows, g_strdup (i % 2 == 0 ? "RARE,Yes\n" : "RARE,No\n"));
  for (guint i = 0; i < rows->len; i++)
    g_string_append (text, rows->pdata[backwards ? rows->len - 1 - i : i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The most frequent ones, of equal ones the first by name. */
static void
test_most_frequent_levels (void)
{
  g_autofree char *text = make_many_levels (TRUE);
  g_autoptr (RwTestTraining) fixture = make (text);
  const GPtrArray *features = fixture->set->manifest->features;
  g_autofree float *values = read_all (fixture->set);

  g_assert_cmpuint (features->len, ==, MAX_LEVELS);
  for (guint i = 0; i < MAX_LEVELS; i++)
    {
      g_autofree char *name = g_strdup_printf ("city_L%03u", i < 10 ? i : i + 10);
      g_assert_cmpstr (((RwFeature *) features->pdata[i])->name, ==, name);
    }
  for (guint32 row = 0; row < fixture->set->n_rows; row++)
    {
      float sum = 0;
      for (guint i = 0; i < MAX_LEVELS; i++)
        sum += values[row * MAX_LEVELS + i];
      /* the file starts with the last levels; L019 … L010 are the rows from 1659 to 1758 */
      g_assert_cmpfloat (sum, ==, row < 9 || (row >= 1659 && row < 1759) ? 0 : 1);
    }
}

/* The order of the rows does not matter to the features. */
static void
test_row_order (void)
{
  g_autofree char *text = make_many_levels (FALSE);
  g_autofree char *reversed = make_many_levels (TRUE);
  g_autoptr (RwTestTraining) one = make (text);
  g_autoptr (RwTestTraining) other = make (reversed);
  guint32 n = one->set->n_rows;
  gsize size = one->set->n_features * sizeof (float);
  g_autofree float *values = read_all (one->set);
  g_autofree float *other_values = read_all (other->set);
  g_autofree char *json = rw_manifest_to_json (one->set->manifest);
  g_autofree char *other_json = rw_manifest_to_json (other->set->manifest);

  g_assert_cmpstr (json, ==, other_json);
  g_assert_cmpuint (other->set->n_rows, ==, n);
  for (guint32 row = 0; row < n; row++)
    g_assert_cmpmem (values + row * one->set->n_features, size,
                     other_values + (n - 1 - row) * one->set->n_features, size);
}

/* Any rows, in any order. */
static void
test_members (void)
{
  g_autoptr (RwTestTraining) fixture = make ("a,left\n1,Yes\n2,\n3,No\n4,Yes\n5,No\n6,Yes\n");
  static const guint32 members[] = { 4, 1, 2, 0 };
  float features[4];

  rw_training_set_read (fixture->set, members, 4, features);
  g_assert_cmpfloat (features[0], ==, 6);
  g_assert_cmpfloat (features[1], ==, 3);
  g_assert_cmpfloat (features[2], ==, 4);
  g_assert_cmpfloat (features[3], ==, 1);
}

/* Rows with the same features, whatever their labels are; missing is a value, too. */
static void
test_twins (void)
{
  g_autoptr (RwTestTraining) fixture =
      make ("a,b,left\n1,x,Yes\n2,x,No\n1,x,No\n,y,Yes\n1,y,No\n,y,Yes\n1,x,Yes\n");
  static const guint32 expected[] = { 0, 1, 0, 3, 4, 3, 0 };
  guint32 n_repeated = 0;
  guint32 n_most = 0;
  g_autofree guint32 *twins = rw_training_set_find_twins (fixture->set, &n_repeated, &n_most);

  g_assert_cmpmem (twins, 7 * sizeof (guint32), expected, sizeof expected);
  g_assert_cmpuint (n_repeated, ==, 3);
  g_assert_cmpuint (n_most, ==, 3);
}

static void
test_nothing_to_learn_from (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTestTraining) test = rw_test_training_new ("a,left\n5,Yes\n5,No\n5,Yes\n", "left");

  g_assert_null (rw_training_set_new (test->table, test->labels, test->roles, "Title", &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "“customers.csv” has no column to learn from");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-set/features", test_features);
  g_test_add_func ("/training-set/unlabelled-rows", test_unlabelled_rows);
  g_test_add_func ("/training-set/references", test_references);
  g_test_add_func ("/training-set/unused", test_unused);
  g_test_add_func ("/training-set/members", test_members);
  g_test_add_func ("/training-set/twins", test_twins);
  g_test_add_func ("/training-set/most-frequent-levels", test_most_frequent_levels);
  g_test_add_func ("/training-set/row-order", test_row_order);
  g_test_add_func ("/training-set/nothing-to-learn-from", test_nothing_to_learn_from);
  return g_test_run ();
}
