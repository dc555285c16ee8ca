/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-summary-bar.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-model.h"

#include <locale.h>

static GtkSpinButton *
find_spin (RwWindow *window)
{
  return rw_test_find (rw_test_find (window, RW_TYPE_SUMMARY_BAR), GTK_TYPE_SPIN_BUTTON);
}

/* Counted one by one. */
static void
test_counts (void)
{
  RwWindow *window = rw_test_window_new_sample (0);
  RwSession *session = rw_window_get_session (window);
  RwScores *scores = rw_analysis_get_scores (rw_session_get_analysis (session));
  guint n_above = 0;
  guint n_high = 0;

  for (guint i = 0; i < rw_scores_get_n_rows (scores); i++)
    {
      guint32 millionths = rw_probability_to_millionths (rw_scores_get_probabilities (scores)[i]);
      n_above += millionths >= 250000;
      n_high += millionths >= rw_risk_bands.high;
    }
  rw_session_set_threshold (session, 250000);
  g_autofree char *above =
      g_strdup_printf ("%u customers (%.1f %%)", n_above, n_above / 7000.0 * 100);
  g_autofree char *below = g_strdup_printf ("%u below", 7000 - n_above);
  g_autofree char *high = g_strdup_printf ("%u", n_high);
  rw_test_assert_sees (window, above);
  rw_test_assert_sees (window, below);
  rw_test_assert_sees (window, high);
  rw_test_assert_sees (window, "High");
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (find_spin (window)), 25, 1e-9);
  rw_test_window_end (window);
}

static void
assert_typed (RwWindow *window, const char *text, guint32 threshold)
{
  gtk_editable_set_text (GTK_EDITABLE (find_spin (window)), text);
  gtk_spin_button_update (find_spin (window));
  g_assert_cmpuint (rw_session_get_threshold (rw_window_get_session (window)), ==, threshold);
}

/* With and without the sign; nonsense and numbers out of range change nothing or go to the end. */
static void
test_typed (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  assert_typed (window, "70", 700000);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_spin (window))), ==, "70.0 %");
  assert_typed (window, "33.3 %", 333000);
  assert_typed (window, "soon", 333000);
  assert_typed (window, "", 333000);
  assert_typed (window, "250", 1000000);
  assert_typed (window, "-3", 0);
  rw_test_window_end (window);
}

/* A German types a comma, and means what an American types; some put the sign in front. */
static void
test_typed_german (void)
{
  if (!rw_test_speak_german ())
    {
      g_test_skip ("this machine has no locale de_DE.UTF-8");
      return;
    }
  RwWindow *window = rw_test_window_new_sample (60);

  assert_typed (window, "70,5 %", 705000);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_spin (window))), ==, "70,5 %");
  assert_typed (window, "33,3\302\240%", 333000);
  assert_typed (window, "12.5", 125000);
  assert_typed (window, "%40,25", 402500);
  assert_typed (window, " % 8", 80000);
  assert_typed (window, "%", 80000);
  rw_test_window_end (window);
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_focus (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  rw_test_do (window, "win.threshold");
  rw_test_window_settle (window);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (find_spin (window))));
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/summary-bar/counts", test_counts);
  g_test_add_func ("/summary-bar/typed", test_typed);
  g_test_add_func ("/summary-bar/typed-german", test_typed_german);
  g_test_add_func ("/summary-bar/focus", test_focus);
  return rw_test_app_run ();
}
