/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-part.h"

#include "rw-folds.h"
#include "rw-test-training.h"
#include "rw-test.h"

static const guint8 folds[] = { 0, 1, RW_FOLD_NONE, 0, 2 };

static RwTestTraining *
make (void)
{
  RwTestTraining *test = rw_test_training_new ("a,left\n10,1\n11,0\n12,1\n13,0\n14,1\n", "left");

  rw_test_training_use_all (test);
  rw_test_training_make_set (test);
  return test;
}

/* "10:1 13:0 ": number and label of each row. */
static void
assert_part (RwPart *part, const char *expected)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  RwMatrix matrix = rw_part_read (part);

  g_assert_cmpuint (matrix.n_rows, ==, part->n_rows);
  for (guint32 i = 0; i < part->n_rows; i++)
    g_string_append_printf (shown, "%g:%g ", (double) matrix.values[i], (double) matrix.labels[i]);
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
test_parts (void)
{
  g_autoptr (RwTestTraining) test = make ();
  g_autoptr (RwPart) fold = rw_part_new_fold (test->set, folds, 0);
  g_autoptr (RwPart) others = rw_part_new_others (test->set, folds, 0);
  g_autoptr (RwPart) all = rw_part_new_all (test->set);
  g_autoptr (RwPart) tested = rw_part_new_tested (test->set, folds, 2);

  assert_part (tested, "10:1 11:0 13:0 ");
  assert_part (fold, "10:1 13:0 ");
  assert_part (others, "11:0 14:1 ");
  assert_part (all, "10:1 11:0 12:1 13:0 14:1 ");
}

/* A block of it. */
static void
test_source (void)
{
  g_autoptr (RwTestTraining) test = make ();
  g_autoptr (RwPart) all = rw_part_new_all (test->set);
  RwRowSource source = rw_part_get_source (all);
  float features[2];
  float labels[2];

  g_assert_cmpuint (source.n_rows, ==, 5);
  g_assert_cmpuint (source.n_features, ==, 1);
  source.read (source.data, 2, 2, features, labels);
  g_assert_cmpfloat (features[0], ==, 12);
  g_assert_cmpfloat (features[1], ==, 13);
  g_assert_cmpfloat (labels[0], ==, 1);
  g_assert_cmpfloat (labels[1], ==, 0);
}

static void
test_values (void)
{
  g_autoptr (RwTestTraining) test = make ();
  g_autoptr (RwPart) fold = rw_part_new_fold (test->set, folds, 0);
  float values[] = { 0, 1, 2, 3, 4 };
  const float other[] = { 7, 8 };
  const float expected[] = { 7, 1, 2, 8, 4 };
  g_autofree float *picked = rw_part_pick (fold, values);

  g_assert_cmpfloat (picked[0], ==, 0);
  g_assert_cmpfloat (picked[1], ==, 3);
  rw_part_put (fold, other, values);
  g_assert_cmpmem (values, sizeof values, expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part/parts", test_parts);
  g_test_add_func ("/part/source", test_source);
  g_test_add_func ("/part/values", test_values);
  return g_test_run ();
}
