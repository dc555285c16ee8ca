/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-status-line.h"

#include "rw-test-app.h"
#include "rw-test-damaged.h"
#include "rw-test-io.h"
#include "rw-test-look.h"

static void
test_figures (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  rw_test_assert_sees (window, "customers.csv: 60 rows, 20 columns");
  rw_test_assert_sees (window, "Model: IBM Telco (sample)");
  g_assert_false (rw_test_has_problems (window));
  rw_test_window_end (window);
}

static void
test_problems (void)
{
  g_autofree char *path = rw_test_app_write_damaged ("damaged.csv");
  RwWindow *window = rw_test_window_new_for (path);

  g_assert_true (rw_test_has_problems (window));
  rw_test_assert_sees (window, "2 rows with problems");
  rw_test_window_end (window);
}

/* While a file is written, how far it is takes the place of the figures; nothing else moves. */
static void
test_progress (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = rw_test_dup_path ("out.csv");
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwTestFault fault = { .before = rw_test_gate_pass, .data = gate };
  int height = gtk_widget_get_height (rw_test_find (window, RW_TYPE_STATUS_LINE));

  rw_test_set_fault (RW_TEST_WRITE, fault);
  rw_session_export (rw_window_get_session (window), path, FALSE);
  rw_test_gate_wait (gate);
  rw_test_run_for (250);
  rw_test_assert_sees (window, "Writing rows");
  rw_test_assert_sees (window, "0 of 60 customers");
  rw_test_assert_sees_not (window, "customers.csv: 60 rows, 20 columns");
  g_assert_cmpint (gtk_widget_get_height (rw_test_find (window, RW_TYPE_STATUS_LINE)), ==, height);
  rw_test_gate_open (gate);
  rw_test_window_settle (window);
  rw_test_clear_faults ();
  rw_test_assert_sees (window, "customers.csv: 60 rows, 20 columns");
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/status-line/figures", test_figures);
  g_test_add_func ("/status-line/problems", test_problems);
  g_test_add_func ("/status-line/progress", test_progress);
  return rw_test_app_run ();
}
