/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-train.h"

#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"
#include "rw-train-window.h"

#include <adwaita.h>

/* Few customers, with a column that training doubts. */
static char *
write_doubtful_labelled (void)
{
  g_autofree char *path = rw_test_app_write_labelled ("customers-60.csv", 60);
  g_autofree char *text = NULL;
  g_autoptr (GString) more = g_string_new (NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_autofree char *cell =
          i > 0 ? g_strdup_printf ("%u", i * 37 % 100) : g_strdup ("ChurnScore");
      g_string_append_printf (more, "%s,%s\n", lines[i], cell);
    }
  return rw_test_write ("customers-60.csv", more->str, more->len);
}

static gboolean
is_ready_to_train (gpointer run)
{
  return rw_training_run_can_start (run);
}

static gboolean
has_curve (gpointer run)
{
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (rw_training_run_get_curve (run));

  return curves->len > 1 && ((RwCurve *) curves->pdata[1])->losses->len > 20;
}

static gboolean
is_trained (gpointer run)
{
  return rw_training_run_get_state (run) == RW_TRAINING_RUN_DONE;
}

/* Where its buttons have no room side by side, the dialog shows others. */
static GtkWidget *
find_button (GtkWindow *question, const char *css_class)
{
  g_autoptr (GPtrArray) buttons = rw_test_find_all (question, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_get_mapped (buttons->pdata[i]) &&
        gtk_widget_has_css_class (buttons->pdata[i], css_class))
      return buttons->pdata[i];
  g_assert_not_reached ();
}

/* What is asked when the page is to be closed; @css_class: of the button that answers. */
static void
answer (GtkWindow *page, const char *css_class, const char *state, RwTestLook look)
{
  gtk_window_close (page);
  GtkWindow *question = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  rw_test_run_for (300);
  look (GTK_WIDGET (question), state, (RwTestSize){ 0, 0 });
  rw_test_click (find_button (question, css_class));
  rw_test_run_for (300);
}

static void
look_at_refusal (GtkWindow *page, RwTrainingRun *run, RwTestSize size, RwTestLook look)
{
  g_autofree char *path = write_doubtful_labelled ();

  rw_training_run_open (run, path, NULL);
  rw_test_wait_until (is_ready_to_train, run);
  rw_training_run_start (run);
  rw_test_wait_until (is_ready_to_train, run);
  rw_test_run_for (200);
  look (GTK_WIDGET (page), "train-refused", size);
}

static void
look_at_training (GtkWindow *page, RwTrainingRun *run, RwTestSize size, RwTestLook look)
{
  g_autofree char *path = rw_test_app_write_labelled ("customers-2025.csv", 1500);

  rw_training_run_open (run, path, NULL);
  rw_test_wait_until (is_ready_to_train, run);
  rw_test_run_for (200);
  look (GTK_WIDGET (page), "train", size);
  rw_training_run_set_budget (run, RW_BUDGET_THOROUGH);
  rw_training_run_start (run);
  rw_test_wait_until (has_curve, run);
  rw_test_run_for (200);
  look (GTK_WIDGET (page), "train-progress", size);
  answer (page, "suggested", "train-stop", look);
  rw_test_wait_until (is_trained, run);
  rw_test_run_for (200);
  look (GTK_WIDGET (page), "train-result", size);
}

void
rw_test_train_look (RwWindow *window, RwTestSize size, RwTestLook look)
{
  rw_test_do (window, "win.train");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_TRAIN_WINDOW);
  RwTrainingRun *run = rw_train_window_get_run (RW_TRAIN_WINDOW (page));
  rw_test_states_resize (page, size);
  look (GTK_WIDGET (page), "train-empty", size);
  look_at_refusal (page, run, size, look);
  look_at_training (page, run, size, look);
  answer (page, "destructive", "train-discard", look);
}
