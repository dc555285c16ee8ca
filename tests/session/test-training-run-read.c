/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-run.h"

#include "rw-error.h"
#include "rw-test-run.h"
#include "rw-test-training.h"
#include "rw-test-wait.h"
#include "rw-test.h"

#include <string.h>

/* The columns in the order in which they are to be looked at. */
static char *
list_columns (RwTrainingRun *run)
{
  GListModel *columns = rw_training_run_get_columns (run);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (RwColumnChoice) choice = g_list_model_get_item (columns, i);
      g_string_append_printf (text, "%s%s%s ", rw_column_choice_get_role (choice)->name,
                              rw_column_choice_get_used (choice) ? "+" : "-",
                              rw_column_choice_is_fixed (choice) ? "!" : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is left out comes before what is used, the label last; it cannot be changed. */
static void
test_columns (void)
{
  RwTrainingRun *run = rw_test_run_new (300);
  g_autofree char *columns = list_columns (run);

  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_READY);
  g_assert_cmpstr (columns, ==, "id- a+ b+ c+ left-! ");
  g_assert_true (rw_training_run_can_start (run));
  rw_test_run_end (run);
}

/* Another value means “left”: everything is as it was, but for those who left. */
static void
test_positive (void)
{
  RwTrainingRun *run = rw_test_run_new (300);
  guint n_positive = rw_training_run_get_file (run)->labels->n_positive;

  rw_column_choice_set_used (rw_test_run_find (run, "b"), FALSE);
  rw_training_run_set_positive (run, "0");
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_READING);
  g_assert_false (rw_training_run_can_start (run));
  rw_test_run_wait (run);
  g_assert_cmpuint (rw_training_run_get_file (run)->labels->n_positive, ==, 300 - n_positive);
  g_assert_false (rw_column_choice_get_used (rw_test_run_find (run, "b")));
  g_assert_true (rw_column_choice_is_changed (rw_test_run_find (run, "b")));
  rw_test_run_end (run);
}

/* A column that cannot be the label leaves the one that is. */
static void
test_label (void)
{
  RwTrainingRun *run = rw_test_run_new (300);
  const RwTrainingFile *file = rw_training_run_get_file (run);

  rw_training_run_set_label (run, "b");
  rw_test_run_wait (run);
  g_assert_error (rw_training_run_get_error (run), RW_ERROR, RW_ERROR_LABEL);
  g_assert_true (rw_training_run_get_file (run) == file);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_READY);
  rw_training_run_set_label (run, "left");
  rw_test_run_wait (run);
  g_assert_no_error (rw_training_run_get_error (run));
  g_assert_true (rw_training_run_get_file (run) != file);
  rw_test_run_end (run);
}

/* Another file: what was said of columns of the first one is forgotten. One that cannot be read
 * changes nothing. */
static void
test_other (void)
{
  RwTrainingRun *run = rw_test_run_new (300);
  g_autofree char *text = rw_test_training_invent (150);
  g_autofree char *path = rw_test_write ("others.csv", text, strlen (text));

  rw_column_choice_set_used (rw_test_run_find (run, "b"), FALSE);
  rw_training_run_open (run, "/nowhere/customers.csv", NULL);
  rw_test_run_wait (run);
  g_assert_error (rw_training_run_get_error (run), RW_ERROR, RW_ERROR_FILE);
  g_assert_false (rw_column_choice_get_used (rw_test_run_find (run, "b")));
  g_assert_true (rw_training_run_can_start (run));
  rw_training_run_open (run, path, NULL);
  rw_test_run_wait (run);
  g_assert_no_error (rw_training_run_get_error (run));
  g_assert_cmpstr (rw_training_run_get_file (run)->path, ==, path);
  g_assert_cmpuint (rw_training_run_get_file (run)->labels->rows->len, ==, 150);
  g_assert_true (rw_column_choice_get_used (rw_test_run_find (run, "b")));
  rw_test_run_end (run);
}

/* Cancelled, what was read before is there, at once and for good. */
static void
test_cancel (void)
{
  RwTrainingRun *run = rw_test_run_new (300);
  const RwTrainingFile *file = rw_training_run_get_file (run);

  rw_training_run_set_positive (run, "0");
  rw_training_run_cancel (run);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_READY);
  g_assert_no_error (rw_training_run_get_error (run));
  rw_test_run_for (100);
  g_assert_true (rw_training_run_get_file (run) == file);
  rw_test_run_end (run);
}

/* Of many readings the last one counts. */
static void
test_latest (void)
{
  RwTrainingRun *run = rw_test_run_new (300);

  for (guint i = 0; i < 9; i++)
    rw_training_run_set_positive (run, i % 2 == 0 ? "0" : "1");
  rw_test_run_wait (run);
  g_assert_cmpstr (rw_training_run_get_file (run)->labels->positive, ==, "0");
  rw_test_run_end (run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-run-read/columns", test_columns);
  g_test_add_func ("/training-run-read/positive", test_positive);
  g_test_add_func ("/training-run-read/label", test_label);
  g_test_add_func ("/training-run-read/other", test_other);
  g_test_add_func ("/training-run-read/cancel", test_cancel);
  g_test_add_func ("/training-run-read/latest", test_latest);
  return g_test_run ();
}
