/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session.h"

#include "rw-test-io.h"
#include "rw-test-session.h"

#include <locale.h>

#define N_ROWS    300u
#define N_DROPPED 100

/* Of the sample: a column of numbers. */
#define TENURE 5

static void
test_empty (void)
{
  RwSession *session = rw_session_new ();

  g_assert_null (rw_session_get_analysis (session));
  g_assert_null (rw_session_get_view (session));
  g_assert_null (rw_session_get_path (session));
  g_assert_null (rw_session_get_progress (session));
  g_assert_null (rw_session_get_opening_path (session));
  g_assert_null (rw_session_get_error (session));
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_NONE);
  g_assert_cmpint (rw_session_get_failed_task (session), ==, RW_TASK_NONE);
  g_assert_cmpuint (rw_session_get_threshold (session), ==, RW_MILLION / 2);
  g_assert_cmpuint (RW_ANALYSIS_N_BINS % rw_session_get_n_bins (session), ==, 0);
  g_assert_cmpuint (rw_session_count_above (session), ==, 0);
  g_assert_true (rw_range_is_all (rw_session_get_request (session)->range));
  rw_session_cancel_all (session);
  rw_session_dismiss_error (session);
  rw_test_end_session (session);
}

static void
test_open (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  RwSession *session = rw_session_new ();
  guint n_analyses = 0;
  guint n_views = 0;

  rw_test_count (session, "notify::analysis", &n_analyses);
  rw_test_count (session, "notify::view", &n_views);
  rw_session_open (session, file->path);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_OPENING);
  g_assert_null (rw_session_get_path (session));
  rw_test_wait_idle (session);
  g_assert_cmpuint (n_analyses, ==, 1);
  g_assert_cmpuint (n_views, ==, 1);
  rw_test_assert_shows_all (session, file);
  rw_test_end_session (session);
}

/* What was asked of the first file is not asked of the second, and nothing of the first is kept. */
static void
test_open_again (void)
{
  g_autoptr (RwTestFile) first = rw_test_file_new ("first.csv", 0, N_ROWS);
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 1000, 2 * N_ROWS);
  RwSession *session = rw_test_open_session (first);
  RwTestFarewell farewell;

  rw_test_watch (rw_session_get_analysis (session), &farewell);
  rw_session_set_sort (session, (RwSort){ TENURE, FALSE });
  rw_session_set_search (session, "month");
  rw_session_set_range (session, (RwRange){ 100000, 900000 });
  rw_session_set_threshold (session, 123456);
  rw_test_wait_idle (session);
  rw_session_open (session, second->path);
  rw_test_wait_idle (session);
  rw_test_assert_shows_all (session, second);
  g_assert_cmpuint (rw_session_get_threshold (session), ==, 123456);
  rw_test_wait_until_gone (&farewell);
  rw_session_reload (session);
  rw_test_wait_idle (session);
  rw_test_assert_shows_all (session, second);
  rw_test_end_session (session);
}

/* The first one is held until the second has arrived, and must not come behind it. */
static void
test_open_while_opening (void)
{
  g_autoptr (RwTestFile) first = rw_test_file_new ("first.csv", 0, N_ROWS);
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 1000, 2 * N_ROWS);
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwSession *session = rw_session_new ();
  guint n_analyses = 0;

  rw_test_count (session, "notify::analysis", &n_analyses);
  rw_test_set_fault (RW_TEST_OPEN, (RwTestFault){ .before = rw_test_gate_pass, .data = gate });
  rw_session_open (session, first->path);
  rw_test_gate_wait (gate);
  rw_session_open (session, second->path);
  g_assert_cmpstr (rw_session_get_opening_path (session), ==, second->path);
  rw_test_wait_idle (session);
  rw_test_assert_shows_all (session, second);
  rw_test_gate_open (gate);
  rw_test_wait_for_threads (session);
  rw_test_clear_faults ();
  g_assert_cmpuint (n_analyses, ==, 1);
  rw_test_assert_shows_all (session, second);
  rw_test_end_session (session);
}

/* As often as they like. */
static void
test_open_in_a_row (void)
{
  g_autoptr (RwTestFile) first = rw_test_file_new ("first.csv", 0, N_ROWS);
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 1000, 2 * N_ROWS);
  RwSession *session = rw_session_new ();
  guint n_analyses = 0;

  rw_test_count (session, "notify::analysis", &n_analyses);
  for (guint i = 0; i < 10; i++)
    rw_session_open (session, first->path);
  rw_session_open (session, second->path);
  rw_test_wait_for_threads (session);
  g_assert_cmpuint (n_analyses, ==, 1);
  rw_test_assert_shows_all (session, second);
  rw_test_end_session (session);
}

static guint32
count_above (const RwTestFile *file, guint32 threshold)
{
  const float *probabilities =
      rw_scores_get_probabilities (rw_analysis_get_scores (file->analysis));
  guint32 n = 0;

  for (guint32 row = 0; row < file->n_rows; row++)
    n += rw_probability_to_millionths (probabilities[row]) >= threshold;
  return n;
}

static void
assert_counted (RwSession *session, const RwTestFile *file, guint32 threshold)
{
  rw_session_set_threshold (session, threshold);
  g_assert_cmpuint (rw_session_count_above (session), ==, count_above (file, threshold));
}

/* At, below and above the probability of every row. */
static void
test_count_above (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  const float *probabilities =
      rw_scores_get_probabilities (rw_analysis_get_scores (file->analysis));
  RwSession *session = rw_test_open_session (file);

  for (guint32 row = 0; row < N_ROWS; row++)
    {
      guint32 millionths = rw_probability_to_millionths (probabilities[row]);
      assert_counted (session, file, millionths);
      assert_counted (session, file, millionths + 1);
      assert_counted (session, file, MAX (millionths, 1) - 1);
    }
  rw_session_set_threshold (session, 0);
  g_assert_cmpuint (rw_session_count_above (session), ==, N_ROWS);
  rw_test_end_session (session);
}

static void
test_threshold (void)
{
  RwSession *session = rw_session_new ();
  guint n = 0;
  guint value = 0;

  rw_test_count (session, "notify::threshold", &n);
  rw_session_set_threshold (session, RW_MILLION / 2);
  g_assert_cmpuint (n, ==, 0);
  rw_session_set_threshold (session, 250000);
  rw_session_set_threshold (session, 250000);
  g_assert_cmpuint (n, ==, 1);
  rw_session_set_threshold (session, RW_MILLION + 5);
  rw_session_set_threshold (session, RW_MILLION + 6);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (rw_session_get_threshold (session), ==, RW_MILLION);
  g_object_get (session, "threshold", &value, NULL);
  g_assert_cmpuint (value, ==, RW_MILLION);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_NONE);
  rw_test_end_session (session);
}

static void
test_n_bins (void)
{
  RwSession *session = rw_session_new ();
  guint n = 0;
  guint value = 0;

  rw_test_count (session, "notify::n-bins", &n);
  rw_session_set_n_bins (session, rw_session_get_n_bins (session));
  g_assert_cmpuint (n, ==, 0);
  rw_session_set_n_bins (session, 20);
  rw_session_set_n_bins (session, 20);
  g_assert_cmpuint (n, ==, 1);
  g_object_get (session, "n-bins", &value, NULL);
  g_assert_cmpuint (value, ==, 20);
  rw_test_end_session (session);
}

/* In the thread whose objects listen to it, however the threads happen to run. */
static void
assert_goes (RwSession *session)
{
  RwTestFarewell farewell;

  rw_test_watch (session, &farewell);
  g_object_unref (session);
  rw_test_wait_until_gone (&farewell);
  g_assert_true (farewell.thread == g_thread_self ());
}

static void
test_drop_while_opening (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);

  for (guint i = 0; i < N_DROPPED; i++)
    {
      RwSession *session = rw_session_new ();
      rw_session_open (session, file->path);
      if (i % 2 == 0)
        rw_session_cancel_all (session);
      assert_goes (session);
    }
}

static void
test_drop_while_updating (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);

  for (guint i = 0; i < N_DROPPED / 5; i++)
    {
      RwSession *session = rw_test_open_session (file);
      rw_session_set_sort (session, (RwSort){ TENURE, FALSE });
      rw_session_set_search (session, "month");
      if (i % 2 == 0)
        rw_session_cancel_all (session);
      assert_goes (session);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  rw_test_session_init (&argc, &argv);
  g_test_add_func ("/session/empty", test_empty);
  g_test_add_func ("/session/open", test_open);
  g_test_add_func ("/session/open-again", test_open_again);
  g_test_add_func ("/session/open-while-opening", test_open_while_opening);
  g_test_add_func ("/session/open-in-a-row", test_open_in_a_row);
  g_test_add_func ("/session/count-above", test_count_above);
  g_test_add_func ("/session/threshold", test_threshold);
  g_test_add_func ("/session/n-bins", test_n_bins);
  g_test_add_func ("/session/drop-while-opening", test_drop_while_opening);
  g_test_add_func ("/session/drop-while-updating", test_drop_while_updating);
  return g_test_run ();
}
