/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-result.h"

#include "rw-rivals.h"
#include "rw-test-app.h"
#include "rw-test-look.h"

/* What the result looks at of a training. */
typedef struct
{
  RwTraining training;
  RwEvaluation evaluation;
  RwRival rivals[2];
  RwNewest newest;
  GtkWidget *result;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static char column[] = "Contract";
  static char date[] = "since";

  fixture->training.n_rows = 7000;
  fixture->training.n_positive = 1800;
  fixture->training.evaluation = &fixture->evaluation;
  fixture->training.rivals = g_ptr_array_new ();
  fixture->evaluation.metrics =
      (RwMetrics){ .n = 7000, .n_positive = 1800, .auc = 0.85, .log_loss = 0.41, .lift = 2.9 };
  fixture->rivals[0] =
      (RwRival){ RW_RIVAL_ONE_COLUMN, column, { .auc = 0.7, .log_loss = 0.5, .lift = 1.55 } };
  fixture->rivals[1] = (RwRival){ RW_RIVAL_LOGISTIC, NULL, { .auc = 0.84, .log_loss = 0.42 } };
  fixture->newest = (RwNewest){ date, { .auc = 0.845, .log_loss = 0.43 } };
  for (guint i = 0; i < G_N_ELEMENTS (fixture->rivals); i++)
    g_ptr_array_add (fixture->training.rivals, &fixture->rivals[i]);
  fixture->result = g_object_new (RW_TYPE_TRAIN_RESULT, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, fixture->result);
  gtk_window_set_default_size (fixture->window, 900, 800);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gtk_window_destroy (fixture->window);
  g_ptr_array_unref (fixture->training.rivals);
}

static void
show (Fixture *fixture)
{
  rw_train_result_show (RW_TRAIN_RESULT (fixture->result), &fixture->training);
  rw_test_run_for (300);
}

/* Every figure says for a screen reader what it is of. */
static void
test_better (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  show (fixture);
  rw_test_assert_sees (fixture->result, "Better Than the Simple Rules");
  rw_test_assert_sees (fixture->result, "“Contract” alone");
  rw_test_assert_name (rw_test_find_text (fixture->result, "0.850"), "This model, AUC: 0.850");
  GtkWidget *reach = rw_test_find_text (fixture->result, "15.5 %");
  rw_test_assert_name (reach, "“Contract” alone, Reached by 10 %: 15.5 %");
  rw_test_assert_sees_not (fixture->result, "Worth Knowing");
  rw_test_assert_sees_not (fixture->result, "Newest Customers");
}

/* By tenths, for who wants to know. */
static void
test_tenths (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->evaluation.gains[9].reached = 1;
  fixture->evaluation.calibration.bins[2] = (RwCalibrationBin){ 10, 2, 0.25, 0.2, { 0, 0.6 } };
  show (fixture);
  show (fixture);
  g_autoptr (GPtrArray) rows = rw_test_find_all (fixture->result, ADW_TYPE_EXPANDER_ROW);
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_set_expanded (rows->pdata[i], TRUE);
  rw_test_run_for (300);
  rw_test_assert_sees (fixture->result,
                       "20 to 30 %: 10 customers, 25.0 % expected to leave, 20.0 % left");
  rw_test_assert_sees (fixture->result, "The riskiest 100 %: 100.0 % of those who leave");
  g_autoptr (GPtrArray) all = rw_test_find_all (rows->pdata[1], ADW_TYPE_ACTION_ROW);
  g_assert_cmpuint (all->len, ==, 1 + RW_N_GAINS);
}

/* Another model takes the place of the first one, with what is to be said against it. */
static void
test_not_better (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  show (fixture);
  fixture->rivals[1].metrics.log_loss = 0.4;
  fixture->training.newest = &fixture->newest;
  g_ptr_array_remove_index (fixture->training.rivals, 0);
  show (fixture);
  rw_test_assert_sees (fixture->result, "No Better Than a Simple Rule");
  rw_test_assert_sees_not (fixture->result, "“Contract” alone");
  rw_test_assert_sees (fixture->result, "Worth Knowing");
  rw_test_assert_sees (fixture->result, "The model is no better than this simple one: Logistic "
                                        "regression (log loss 0.4000 against 0.4100).");
  rw_test_assert_sees (fixture->result, "Newest Customers");
}

#define ADD(name, func) g_test_add ("/train-result/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  ADD ("better", test_better);
  ADD ("tenths", test_tenths);
  ADD ("not-better", test_not_better);
  return rw_test_app_run ();
}
