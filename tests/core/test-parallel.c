/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-parallel.h"

#include "rw-test.h"

#include <pthread.h>
#include <time.h>

#define N_TASKS 1000

/* What the tasks of a run did, and what they shall do. */
typedef struct
{
  int times[N_TASKS];
  int n_run;
  pthread_mutex_t lock; /* guards the threads; ThreadSanitizer does not see a GMutex */
  pthread_cond_t arrived;
  GHashTable *threads; /* that did a task */
  guint n_meeting;     /* tasks wait until so many threads are at one */
  guint failing;       /* bits: tasks that fail */
  guint slow;          /* bits: tasks that take long */
  gsize cancelling;    /* the task that cancels */
  GCancellable *cancellable;
} Run;

static void
run_init (Run *run)
{
  *run = (Run){ .cancelling = G_MAXSIZE };
  run->threads = g_hash_table_new (NULL, NULL);
  pthread_mutex_init (&run->lock, NULL);
  pthread_cond_init (&run->arrived, NULL);
}

static void
run_clear (Run *run)
{
  g_hash_table_unref (run->threads);
  pthread_mutex_destroy (&run->lock);
  pthread_cond_destroy (&run->arrived);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Notes the thread and waits for the others, at most ten seconds. */
static void
meet (Run *run)
{
  struct timespec end;

  clock_gettime (CLOCK_REALTIME, &end);
  end.tv_sec += 10;
  pthread_mutex_lock (&run->lock);
  g_hash_table_add (run->threads, g_thread_self ());
  pthread_cond_broadcast (&run->arrived);
  while (g_hash_table_size (run->threads) < run->n_meeting)
    g_assert_cmpint (pthread_cond_timedwait (&run->arrived, &run->lock, &end), ==, 0);
  pthread_mutex_unlock (&run->lock);
}

static gboolean
has_bit (guint bits, gsize task)
{
  return task < 32 && (bits >> task & 1) != 0;
}

static gboolean
do_task (gsize task, gpointer data, GError **error)
{
  Run *run = data;

  g_atomic_int_inc (&run->times[task]);
  g_atomic_int_inc (&run->n_run);
  meet (run);
  if (has_bit (run->slow, task))
    g_usleep (30000);
  if (task == run->cancelling)
    g_cancellable_cancel (run->cancellable);
  if (!has_bit (run->failing, task))
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_LIMIT, "task %" G_GSIZE_FORMAT " failed", task);
  return FALSE;
}

static void
test_each_once (void)
{
  static const guint n_threads[] = { 0, 1, 2, 8 };

  for (guint i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_auto (Run) run;
      g_autoptr (GError) error = NULL;
      run_init (&run);
      g_assert_true (rw_parallel_run (N_TASKS, n_threads[i], do_task, &run, NULL, &error));
      g_assert_no_error (error);
      for (guint task = 0; task < N_TASKS; task++)
        g_assert_cmpint (run.times[task], ==, 1);
    }
}

static void
test_no_tasks (void)
{
  g_auto (Run) run;
  g_autoptr (GError) error = NULL;

  run_init (&run);
  g_assert_true (rw_parallel_run (0, 4, do_task, &run, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (run.n_run, ==, 0);
}

/* One thread is the calling one. */
static void
test_calling_thread (void)
{
  g_auto (Run) run;

  run_init (&run);
  g_assert_true (rw_parallel_run (10, 1, do_task, &run, NULL, NULL));
  g_assert_cmpuint (g_hash_table_size (run.threads), ==, 1);
  g_assert_true (g_hash_table_contains (run.threads, g_thread_self ()));
}

/* Three tasks are done at once, by three threads of which one is the calling one. */
static void
test_more_threads_than_tasks (void)
{
  g_auto (Run) run;

  run_init (&run);
  run.n_meeting = 3;
  g_assert_true (rw_parallel_run (3, 16, do_task, &run, NULL, NULL));
  g_assert_cmpint (run.n_run, ==, 3);
  g_assert_cmpuint (g_hash_table_size (run.threads), ==, 3);
  g_assert_true (g_hash_table_contains (run.threads, g_thread_self ()));
}

static void
test_one_thread_a_core (void)
{
  g_auto (Run) run;

  run_init (&run);
  run.n_meeting = g_get_num_processors ();
  g_assert_true (rw_parallel_run (N_TASKS, 0, do_task, &run, NULL, NULL));
  g_assert_cmpuint (g_hash_table_size (run.threads), ==, g_get_num_processors ());
}

static void
test_failure_stops (void)
{
  g_auto (Run) run;
  g_autoptr (GError) error = NULL;

  run_init (&run);
  run.failing = 1u << 10;
  g_assert_false (rw_parallel_run (N_TASKS, 1, do_task, &run, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LIMIT, "task 10 failed");
  g_assert_cmpint (run.n_run, ==, 11);
}

/* Task 1 fails long after tasks 2 and 3 did. */
static void
test_lowest_failure (void)
{
  for (guint i = 0; i < 5; i++)
    {
      g_auto (Run) run;
      g_autoptr (GError) error = NULL;
      run_init (&run);
      run.n_meeting = 4;
      run.failing = 1u << 1 | 1u << 2 | 1u << 3;
      run.slow = 1u << 1;
      g_assert_false (rw_parallel_run (N_TASKS, 4, do_task, &run, NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_LIMIT, "task 1 failed");
    }
}

static void
test_cancelled_before (void)
{
  g_auto (Run) run;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  run_init (&run);
  g_cancellable_cancel (cancellable);
  g_assert_false (rw_parallel_run (N_TASKS, 4, do_task, &run, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpint (run.n_run, ==, 0);
}

static void
test_cancelled_while_running (void)
{
  g_auto (Run) run;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  run_init (&run);
  run.cancelling = 5;
  run.cancellable = cancellable;
  g_assert_false (rw_parallel_run (N_TASKS, 1, do_task, &run, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpint (run.n_run, ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/each-once", test_each_once);
  g_test_add_func ("/parallel/no-tasks", test_no_tasks);
  g_test_add_func ("/parallel/calling-thread", test_calling_thread);
  g_test_add_func ("/parallel/more-threads-than-tasks", test_more_threads_than_tasks);
  g_test_add_func ("/parallel/one-thread-a-core", test_one_thread_a_core);
  g_test_add_func ("/parallel/failure-stops", test_failure_stops);
  g_test_add_func ("/parallel/lowest-failure", test_lowest_failure);
  g_test_add_func ("/parallel/cancelled-before", test_cancelled_before);
  g_test_add_func ("/parallel/cancelled-while-running", test_cancelled_while_running);
  return g_test_run ();
}
