/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-progress.h"

#define N_THREADS 8
#define N_ADDS    10000

static void
assert_state (RwProgress *progress, RwStage stage, guint64 done, guint64 total)
{
  RwProgressState state = rw_progress_get (progress);

  g_assert_cmpint (state.stage, ==, stage);
  g_assert_cmpuint (state.done, ==, done);
  g_assert_cmpuint (state.total, ==, total);
}

static void
test_stages (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();

  assert_state (progress, RW_STAGE_WAITING, 0, 0);
  rw_progress_begin (progress, RW_STAGE_INDEXING, 100);
  assert_state (progress, RW_STAGE_INDEXING, 0, 100);
  rw_progress_add (progress, 30);
  rw_progress_add (progress, 12);
  assert_state (progress, RW_STAGE_INDEXING, 42, 100);
  rw_progress_begin (progress, RW_STAGE_SCORING, G_MAXUINT64);
  assert_state (progress, RW_STAGE_SCORING, 0, G_MAXUINT64);
  rw_progress_end (progress);
  assert_state (progress, RW_STAGE_WAITING, 0, 0);
}

/* Runs a stage of at least @ms milliseconds; the time it took at most. */
static double
spend (RwProgress *progress, RwStage stage, gulong ms)
{
  gint64 start = g_get_monotonic_time ();

  rw_progress_begin (progress, stage, 0);
  g_usleep (ms * 1000);
  rw_progress_end (progress);
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static void
test_seconds (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();
  double most = spend (progress, RW_STAGE_SORTING, 20);
  RwProgressState state = rw_progress_get (progress);

  g_assert_cmpfloat (state.seconds[RW_STAGE_SORTING], >=, 0.02);
  g_assert_cmpfloat (state.seconds[RW_STAGE_SORTING], <, most + 1e-6);
  g_assert_cmpfloat (state.seconds[RW_STAGE_WRITING], ==, 0);

  most += spend (progress, RW_STAGE_WRITING, 5);
  most += spend (progress, RW_STAGE_SORTING, 20);
  state = rw_progress_get (progress);
  g_assert_cmpfloat (state.seconds[RW_STAGE_SORTING], >=, 0.04);
  g_assert_cmpfloat (state.seconds[RW_STAGE_WRITING], >=, 0.005);
  /* the same microseconds, rounded otherwise */
  g_assert_cmpfloat (state.seconds[RW_STAGE_SORTING] + state.seconds[RW_STAGE_WRITING], <,
                     most + 1e-6);
}

/* A stage that is not over has no time yet. */
static void
test_running_stage (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();

  rw_progress_begin (progress, RW_STAGE_TRAINING, 1);
  g_usleep (2000);
  g_assert_cmpfloat (rw_progress_get (progress).seconds[RW_STAGE_TRAINING], ==, 0);
}

static gpointer
add_many (gpointer data)
{
  for (guint i = 0; i < N_ADDS; i++)
    rw_progress_add (data, 3);
  rw_progress_unref (data);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();
  GThread *threads[N_THREADS];
  guint64 before = 0;

  rw_progress_begin (progress, RW_STAGE_PARSING, 3 * N_THREADS * N_ADDS);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("adds", add_many, rw_progress_ref (progress));
  for (guint i = 0; i < 100; i++)
    {
      guint64 done = rw_progress_get (progress).done;
      g_assert_cmpuint (done, >=, before);
      before = done;
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  assert_state (progress, RW_STAGE_PARSING, 3 * N_THREADS * N_ADDS, 3 * N_THREADS * N_ADDS);
}

static void
test_null (void)
{
  rw_progress_begin (NULL, RW_STAGE_PARSING, 1);
  rw_progress_add (NULL, 1);
  rw_progress_end (NULL);
}

static void
test_titles (void)
{
  static const char *const titles[RW_N_STAGES] = {
    [RW_STAGE_WAITING] = "Waiting",           [RW_STAGE_DECODING] = "Reading text",
    [RW_STAGE_INDEXING] = "Finding rows",     [RW_STAGE_PARSING] = "Reading columns",
    [RW_STAGE_SCORING] = "Scoring customers", [RW_STAGE_SORTING] = "Sorting",
    [RW_STAGE_WRITING] = "Writing rows",      [RW_STAGE_TRAINING] = "Training",
    [RW_STAGE_SENDING] = "Sending",           [RW_STAGE_FETCHING] = "Fetching",
  };

  for (guint i = 0; i < RW_N_STAGES; i++)
    g_assert_cmpstr (rw_stage_get_title (i), ==, titles[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/stages", test_stages);
  g_test_add_func ("/progress/seconds", test_seconds);
  g_test_add_func ("/progress/running-stage", test_running_stage);
  g_test_add_func ("/progress/threads", test_threads);
  g_test_add_func ("/progress/null", test_null);
  g_test_add_func ("/progress/titles", test_titles);
  return g_test_run ();
}
