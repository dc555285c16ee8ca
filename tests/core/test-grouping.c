/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-grouping.h"

#include "rw-folds.h"
#include "rw-test-training.h"
#include "rw-test.h"

static RwGrouping *
group (const char *text, guint column)
{
  g_autoptr (RwTestTraining) test = rw_test_training_new (text, "left");

  return rw_grouping_new (rw_table_get_column (test->table, column), test->labels->rows);
}

/* A group for what is missing, then one for each level. */
static void
test_levels (void)
{
  g_autoptr (RwGrouping) grouping = group ("a,left\nx,1\n,0\ny,0\nx,1\n", 0);
  static const guint16 expected[] = { 1, 0, 2, 1 };

  g_assert_cmpuint (grouping->n_groups, ==, 3);
  g_assert_cmpmem (grouping->groups, 8, expected, sizeof expected);
}

/* Parts of about the same size, in the order of the numbers. */
static void
test_numbers (void)
{
  g_autoptr (GString) text = g_string_new ("a,left\n");
  guint counts[RW_GROUPING_N_PARTS + 1] = { 0 };

  for (guint i = 0; i < 3200; i++)
    g_string_append_printf (text, "%u,%u\n", i * 7 % 3200, i % 2);
  g_autoptr (RwGrouping) grouping = group (text->str, 0);
  g_assert_cmpuint (grouping->n_groups, ==, RW_GROUPING_N_PARTS + 1);
  for (guint i = 0; i < grouping->n_rows; i++)
    {
      guint number = i * 7 % 3200;
      /* the ends of the parts are 100, 200, … */
      g_assert_cmpuint (grouping->groups[i], ==, MAX ((number + 99) / 100, 1));
      counts[grouping->groups[i]]++;
    }
  g_assert_cmpuint (counts[0], ==, 0);
  for (guint i = 1; i <= RW_GROUPING_N_PARTS; i++)
    g_assert_cmpuint (counts[i], <=, 101);
}

/* Few different numbers are a part each; missing ones are group 0. */
static void
test_few_numbers (void)
{
  g_autoptr (RwGrouping) grouping = group ("a,left\n5,1\n,0\n7,0\n5,1\n6,0\n", 0);

  g_assert_cmpuint (grouping->groups[0], ==, grouping->groups[3]);
  g_assert_cmpuint (grouping->groups[1], ==, 0);
  g_assert_cmpuint (grouping->groups[4], >, grouping->groups[0]);
  g_assert_cmpuint (grouping->groups[2], >, grouping->groups[4]);
}

/* No row speaks for itself: (1 + 2 × 0.5) / (1 + 2) of the one other row that is alike. */
static void
test_foretell (void)
{
  guint16 groups[] = { 1, 1, 2, 2, 1 };
  RwGrouping grouping = { 5, 3, groups };
  const float labels[] = { 0, 1, 0, 0, 1 };
  const guint8 folds[] = { 0, 1, 0, 1, RW_FOLD_NONE };
  float found[] = { 9, 9, 9, 9, 9 };

  rw_grouping_foretell (&grouping, labels, folds, 2, found);
  g_assert_cmpfloat_with_epsilon ((double) found[0], (1 + 2 * 0.5) / 3, 1e-6);
  g_assert_cmpfloat_with_epsilon ((double) found[1], 0, 1e-6);
  g_assert_cmpfloat_with_epsilon ((double) found[2], (0 + 2 * 0.5) / 3, 1e-6);
  g_assert_cmpfloat ((double) found[4], ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grouping/levels", test_levels);
  g_test_add_func ("/grouping/numbers", test_numbers);
  g_test_add_func ("/grouping/few-numbers", test_few_numbers);
  g_test_add_func ("/grouping/foretell", test_foretell);
  return g_test_run ();
}
