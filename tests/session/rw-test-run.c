/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-run.h"

#include "rw-test-training.h"
#include "rw-test-wait.h"
#include "rw-test.h"

static gboolean
is_idle (gpointer run)
{
  RwTrainingRunState state = rw_training_run_get_state (run);

  return state != RW_TRAINING_RUN_READING && state != RW_TRAINING_RUN_TRAINING &&
         !rw_training_run_is_writing (run);
}

void
rw_test_run_wait (RwTrainingRun *run)
{
  rw_test_wait_until (is_idle, run);
}

RwTrainingRun *
rw_test_run_new (guint n_rows)
{
  RwTrainingRun *run = rw_training_run_new ();
  g_autofree char *text = rw_test_training_invent (n_rows);
  g_autoptr (GString) numbered = g_string_new (text);
  g_string_replace (numbered, "C-", "", 0);
  g_autofree char *path = rw_test_write ("customers.csv", numbered->str, numbered->len);

  rw_training_run_open (run, path, NULL);
  rw_test_run_wait (run);
  g_assert_no_error (rw_training_run_get_error (run));
  g_assert_cmpstr (rw_training_run_get_file (run)->label, ==, "left");
  return run;
}

RwColumnChoice *
rw_test_run_find (RwTrainingRun *run, const char *name)
{
  GListModel *columns = rw_training_run_get_columns (run);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (RwColumnChoice) choice = g_list_model_get_item (columns, i);
      if (g_str_equal (rw_column_choice_get_role (choice)->name, name))
        return choice; /* the list keeps it */
    }
  g_assert_not_reached ();
}

static gboolean
is_ours_alone (gpointer run)
{
  return g_atomic_int_get (&G_OBJECT (run)->ref_count) == 1;
}

void
rw_test_run_end (RwTrainingRun *run)
{
  rw_test_wait_until (is_ours_alone, run);
  g_assert_finalize_object (run);
}
