/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-trainer.h"

#include "rw-rivals.h"

#include "rw-test-training.h"
#include "rw-test.h"

static RwTraining *
train_well (const char *text, const char *label)
{
  const RwTrainerOptions quick = { .budget = RW_BUDGET_QUICK };
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTestTraining) test = rw_test_training_new (text, label);
  RwTraining *training = rw_trainer_train (test->table, test->labels, &quick, NULL, NULL, &error);

  g_assert_no_error (error);
  return training;
}

/* Of @n customers the first @n_left left; no column says so. */
static char *
make_customers (guint n, guint n_left)
{
  GString *text = g_string_new ("a,b,left\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,%u,%u\n", i * 31 % 97, i * 7919 % 101, i < n_left);
  return g_string_free (text, FALSE);
}

/* Fewer of the rarer kind than 50: three folds, or too few would be in each. */
static void
test_three_folds (void)
{
  g_autofree char *few = make_customers (300, 49);
  g_autofree char *more = make_customers (300, 50);
  g_autoptr (RwTraining) three = train_well (few, "left");
  g_autoptr (RwTraining) five = train_well (more, "left");

  g_assert_cmpuint (three->n_folds, ==, 3);
  g_assert_cmpuint (five->n_folds, ==, 5);
}

/* Rows that are there twice would tell the model what it is tested with: "b" alone, which is
 * chance, would seem to tell everything. */
static void
test_repeated (void)
{
  g_autoptr (GString) text = g_string_new ("b,c,left\n");

  for (guint i = 0; i < 1200; i++)
    g_string_append_printf (text, "%u,%u,%u\n", i / 4 * 7919 % 100003 % 1000, i / 4 % 90,
                            i / 4 * 31 % 7 % 2);
  g_autoptr (RwTraining) training = train_well (text->str, "left");
  g_assert_true (training->twins_together);
  g_assert_cmpuint (training->n_repeated, ==, 900);
  g_assert_cmpfloat (training->evaluation->metrics.auc, <, 0.7);
}

/* Of a table that tells little of them many customers are alike. */
static void
test_alike (void)
{
  g_autoptr (GString) text = g_string_new ("c,left\n");

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "%c,%u\n", "xy"[i % 2], i % 3 == 0);
  g_autoptr (RwTraining) training = train_well (text->str, "left");
  g_assert_false (training->twins_together);
  g_assert_cmpuint (training->n_repeated, ==, 298);
  g_assert_cmpuint (training->evaluation->metrics.n, ==, 300);
}

/* The shape is chosen on a sample, and what is held out measures the rest. */
static void
test_large (void)
{
  g_autofree char *text = rw_test_training_invent (50500);
  g_autoptr (RwTraining) training = train_well (text, "left");

  g_assert_cmpuint (training->n_rows, ==, 50500);
  g_assert_cmpuint (training->n_folds, ==, 1);
  g_assert_cmpuint (training->folds->len, ==, 1);
  g_assert_cmpuint (training->evaluation->metrics.n, >, 10000);
  g_assert_cmpuint (training->evaluation->metrics.n, <, 10200);
  g_assert_cmpuint (((const RwRival *) training->rivals->pdata[0])->metrics.n, ==,
                    training->evaluation->metrics.n);
  g_assert_cmpfloat_with_epsilon (training->evaluation->metrics.mean_probability,
                                  (double) training->n_positive / training->n_rows, 0.01);
  g_assert_cmpfloat (training->evaluation->metrics.auc, >, 0.65);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trainer-rows/three-folds", test_three_folds);
  g_test_add_func ("/trainer-rows/repeated", test_repeated);
  g_test_add_func ("/trainer-rows/alike", test_alike);
  g_test_add_func ("/trainer-rows/large", test_large);
  return g_test_run ();
}
