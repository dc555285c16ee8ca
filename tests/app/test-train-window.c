/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-window.h"

#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"
#include "rw-train-column.h"

/* A window without a file, and the train window with so many customers. */
typedef struct
{
  RwWindow *window;
  GtkWindow *page;
  RwTrainingRun *run;
} Fixture;

static gboolean
is_ready (gpointer run)
{
  return rw_training_run_can_start (run);
}

static gboolean
is_over (gpointer run)
{
  return rw_training_run_get_state (run) != RW_TRAINING_RUN_TRAINING;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = rw_test_app_write_labelled ("labelled.csv", GPOINTER_TO_UINT (data));

  fixture->window = rw_test_window_new ();
  rw_test_do (fixture->window, "win.train");
  fixture->page = rw_test_wait_for_window (RW_TYPE_TRAIN_WINDOW);
  fixture->run = rw_train_window_get_run (RW_TRAIN_WINDOW (fixture->page));
  rw_test_assert_sees (fixture->page, "Learn from Your Own Customers");
  g_assert_false (gtk_widget_is_sensitive (rw_test_find_button (fixture->page, "Train")));
  rw_training_run_open (fixture->run, path, NULL);
  rw_test_wait_until (is_ready, fixture->run);
  rw_test_run_for (200);
}

/* The page is gone before or goes with the window, or is closed here, without a question. */
static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  if (fixture->page != NULL)
    rw_test_end_toplevel (fixture->page, NULL);
  rw_test_window_end (fixture->window);
}

static void
train_quickly (Fixture *fixture)
{
  rw_training_run_set_budget (fixture->run, RW_BUDGET_QUICK);
  rw_test_click_button (fixture->page, "Train");
  rw_test_wait_until (is_over, fixture->run);
  rw_test_run_for (200);
}

/* The row of the list that shows that column. */
static GtkWidget *
find_row (Fixture *fixture, const char *name)
{
  GtkWidget *label = rw_test_find_text (rw_test_find_class (fixture->page, "train-columns"), name);

  g_assert_nonnull (label);
  return gtk_widget_get_parent (gtk_widget_get_ancestor (label, RW_TYPE_TRAIN_COLUMN));
}

/* What was found is there, with names for screen readers. */
static void
test_found (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *row = find_row (fixture, "customerID");
  GtkWidget *use = rw_test_find (find_row (fixture, "gender"), GTK_TYPE_SWITCH);

  rw_test_assert_sees (fixture->page, "labelled.csv");
  rw_test_assert_sees (fixture->page, "Churn");
  rw_test_assert_sees (fixture->page, "Yes");
  rw_test_assert_sees (fixture->page, "Every customer is held back once to test on.");
  rw_test_assert_sees (fixture->page, "600 customers; 168 of them left (28.0 %)");
  rw_test_assert_name (row, "customerID: Left out: it names customers instead of describing them");
  rw_test_assert_role (use, GTK_ACCESSIBLE_ROLE_SWITCH);
  rw_test_assert_name (use, "Use “gender”");
  g_assert_false (
      gtk_widget_is_sensitive (rw_test_find (find_row (fixture, "customerID"), GTK_TYPE_SWITCH)));
}

/* A switch leaves a column out; so does Enter in its row, and takes it in again. */
static void
test_columns (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *row = find_row (fixture, "gender");
  GtkSwitch *use = rw_test_find (row, GTK_TYPE_SWITCH);

  gtk_switch_set_active (use, FALSE);
  rw_test_assert_sees (row, "Left out, as you said");
  rw_test_assert_name (row, "gender: Left out, as you said");
  gtk_widget_grab_focus (row);
  rw_test_key (fixture->page, "Return");
  rw_test_run_for (200);
  g_assert_true (gtk_switch_get_active (use));
  rw_test_assert_sees (row, "Used as a category");
}

/* Another value, and another label; what is shown follows. */
static void
test_label (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) rows = rw_test_find_all (fixture->page, ADW_TYPE_COMBO_ROW);
  AdwComboRow *label = rows->pdata[0];
  AdwComboRow *positive = rows->pdata[1];

  g_assert_cmpuint (adw_combo_row_get_selected (positive), ==, 1);
  adw_combo_row_set_selected (positive, 0);
  rw_test_wait_for_text (fixture->page, "600 customers; 432 of them left (72.0 %)");
  adw_combo_row_set_selected (label, 0);
  rw_test_wait_until (is_ready, fixture->run);
  g_assert_cmpstr (rw_training_run_get_file (fixture->run)->label, ==, "gender");
  rw_test_wait_for_text (fixture->page, "A guess: the rarer value");
}

/* Where no column says by its name that it is the label, one is chosen. */
static void
test_chosen (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_write (
      "plans.csv", RW_TEST_BYTES ("id,plan,n\n1,basic,3\n2,gold,4\n3,basic,5\n4,basic,6\n"));
  g_autofree char *other = rw_test_write ("numbers.csv", RW_TEST_BYTES ("id,n\n1,3\n2,4\n3,5\n"));

  rw_training_run_open (fixture->run, path, NULL);
  rw_test_wait_for_text (fixture->page, "Choose the column that says who left.");
  rw_test_assert_sees (fixture->page, "Choose a Column");
  g_assert_false (gtk_widget_is_sensitive (rw_test_find_button (fixture->page, "Train")));
  g_autoptr (GPtrArray) rows = rw_test_find_all (fixture->page, ADW_TYPE_COMBO_ROW);
  adw_combo_row_set_selected (rows->pdata[0], 1);
  rw_test_wait_for_text (fixture->page, "4 customers; 1 of them left (25.0 %)");
  g_assert_true (gtk_widget_is_sensitive (rw_test_find_button (fixture->page, "Train")));
  rw_training_run_open (fixture->run, other, NULL);
  rw_test_wait_for_text (fixture->page,
                         "No column says who left: none has exactly two different values.");
}

/* The result says how good the model is; it scores the file that it was trained on, as the window
 * has none. */
static void
test_used (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  train_quickly (fixture);
  rw_test_assert_sees (fixture->page, "This model");
  rw_test_assert_sees (fixture->page, "Logistic regression");
  rw_test_assert_sees (fixture->page, "Ranking (AUC)");
  rw_test_click_button (fixture->page, "Use This Model");
  rw_test_wait_for_text (fixture->window, "600 customers");
  fixture->page = NULL;
  RwAnalysis *analysis = rw_session_get_analysis (rw_window_get_session (fixture->window));
  RwModel *model = rw_analysis_get_model (analysis);
  g_autofree char *in_use = g_settings_get_string (rw_settings_get (), "model");
  g_assert_cmpstr (rw_model_get_manifest (model)->title, ==, "labelled");
  g_assert_cmpstr (rw_model_get_sha256 (model), ==, in_use);
}

/* The model that is there. */
static void
discard (Fixture *fixture)
{
  rw_test_click_button (fixture->page, "Close");
  rw_test_click_button (rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "Discard");
  rw_test_run_for (300);
  fixture->page = NULL;
}

/* Whoever closes it with a model that is nowhere is asked; whoever looks at what might make another
 * one comes back to it. */
static void
test_discarded (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  train_quickly (fixture);
  rw_test_click_button (fixture->page, "Close");
  GtkWindow *question = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  rw_test_assert_sees (question, "Discard the New Model?");
  rw_test_click_button (question, "Cancel");
  rw_test_run_for (200);
  rw_test_assert_sees (fixture->page, "This model");
  rw_test_click_button (fixture->page, "Train Again");
  rw_test_run_for (200);
  rw_test_assert_sees (fixture->page, "What Training Does with Each Column");
  rw_test_click_button (fixture->page, "Cancel");
  rw_test_run_for (200);
  rw_test_assert_sees (fixture->page, "This model");
  discard (fixture);
}

static gboolean
has_curve (gpointer run)
{
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (rw_training_run_get_curve (run));

  return curves->len > 0;
}

/* Asks to stop; returns the question. */
static GtkWindow *
stop_training (Fixture *fixture)
{
  rw_training_run_set_budget (fixture->run, RW_BUDGET_THOROUGH);
  rw_test_click_button (fixture->page, "Train");
  rw_test_wait_until (has_curve, fixture->run);
  rw_test_run_for (200);
  rw_test_assert_sees (fixture->page, "Training");
  rw_test_key (fixture->page, "Escape");
  return rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
test_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_click_button (stop_training (fixture), "Keep the Best So Far");
  rw_test_wait_until (is_over, fixture->run);
  rw_test_run_for (200);
  rw_test_assert_sees (fixture->page, "This model");
  g_assert_true (rw_training_run_get_training (fixture->run)->finished_early);
  discard (fixture);
}

static void
test_stopped (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_click_button (stop_training (fixture), "Discard");
  rw_test_run_for (300);
  rw_test_assert_sees (fixture->page, "What Training Does with Each Column");
  g_assert_null (rw_training_run_get_training (fixture->run));
  g_assert_true (gtk_widget_is_sensitive (rw_test_find_button (fixture->page, "Train")));
}

/* The window it belongs to does not take it away while it trains; when it does nothing, it goes
 * with the window. */
static void
test_parent (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_click_button (fixture->page, "Train");
  rw_test_wait_until (has_curve, fixture->run);
  gtk_window_close (GTK_WINDOW (fixture->window));
  GtkWindow *question = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  rw_test_click_button (question, "Discard");
  rw_test_run_for (300);
  fixture->page = NULL;
}

/* A refusal is told in one strip, and nothing is lost. */
static void
test_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  train_quickly (fixture);
  rw_test_assert_sees (fixture->page, "Nothing Was Trained");
  rw_test_assert_sees (fixture->page, rw_training_run_get_error (fixture->run)->message);
  rw_test_assert_sees (fixture->page, "What Training Does with Each Column");
  g_autoptr (GPtrArray) strips = rw_test_find_all (fixture->page, GTK_TYPE_INFO_BAR);
  g_assert_cmpuint (strips->len, ==, 1);
  GtkWidget *close = rw_test_find (strips->pdata[0], GTK_TYPE_BUTTON);
  rw_test_assert_name (close, "Close");
  rw_test_click (close);
  rw_test_run_for (200);
  rw_test_assert_sees_not (fixture->page, "Nothing Was Trained");
}

#define ADD(name, n_rows, func)                                                                    \
  g_test_add ("/train-window/" name, Fixture, GUINT_TO_POINTER (n_rows), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  ADD ("found", 600, test_found);
  ADD ("columns", 600, test_columns);
  ADD ("label", 600, test_label);
  ADD ("chosen", 600, test_chosen);
  ADD ("used", 600, test_used);
  ADD ("discarded", 600, test_discarded);
  ADD ("kept", 600, test_kept);
  ADD ("stopped", 600, test_stopped);
  ADD ("parent", 600, test_parent);
  ADD ("refused", 60, test_refused);
  return rw_test_app_run ();
}
