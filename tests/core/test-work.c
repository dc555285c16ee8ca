/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-work.h"

#include "rw-test.h"

#include <pthread.h>

/* One piece of work and what became of it. */
typedef struct
{
  GMainContext *context; /* of the caller, not the default one */
  GMainLoop *loop;
  GCancellable *cancellable;
  pthread_mutex_t lock; /* guards the threads and the count */
  GThread *worker;
  GThread *freed_by;
  guint n_data_freed;
  guint n_data_given;
  gboolean in_context; /* the callback ran in the caller's context and thread */
  char *result;
  GError *error;
} Job;

static int n_results_freed;

static void
free_result (gpointer result)
{
  g_atomic_int_inc (&n_results_freed);
  g_free (result);
}

static void
free_data (gpointer data)
{
  Job *job = data;

  pthread_mutex_lock (&job->lock);
  job->freed_by = g_thread_self ();
  job->n_data_freed++;
  pthread_mutex_unlock (&job->lock);
}

/* Either thread may be the last one to let go of the work: waits for it, at most ten seconds. */
static void
wait_for_data (Job *job)
{
  for (guint i = 0; i < 10000; i++)
    {
      pthread_mutex_lock (&job->lock);
      gboolean all = job->n_data_freed == job->n_data_given;
      pthread_mutex_unlock (&job->lock);
      if (all)
        return;
      g_usleep (1000);
    }
  g_assert_not_reached ();
}

static void
job_init (Job *job)
{
  *job = (Job){ .context = g_main_context_new (), .cancellable = g_cancellable_new () };
  job->loop = g_main_loop_new (job->context, FALSE);
  pthread_mutex_init (&job->lock, NULL);
  g_main_context_push_thread_default (job->context);
  g_atomic_int_set (&n_results_freed, 0);
}

static void
job_clear (Job *job)
{
  wait_for_data (job);
  g_main_context_pop_thread_default (job->context);
  g_main_loop_unref (job->loop);
  g_main_context_unref (job->context);
  g_object_unref (job->cancellable);
  pthread_mutex_destroy (&job->lock);
  g_free (job->result);
  g_clear_error (&job->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static void
note_worker (Job *job)
{
  pthread_mutex_lock (&job->lock);
  job->worker = g_thread_self ();
  pthread_mutex_unlock (&job->lock);
}

static gpointer
succeed (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  note_worker (data);
  return g_strdup ("the result");
}

static gpointer
fail (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  note_worker (data);
  g_set_error_literal (error, RW_ERROR, RW_ERROR_MODEL, "no such model");
  return NULL;
}

/* Ends when it is cancelled, at most after ten seconds. */
static gpointer
wait_for_cancel (gpointer data, GCancellable *cancellable, GError **error)
{
  note_worker (data);
  for (guint i = 0; i < 10000; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_usleep (1000);
    }
  return g_strdup ("never cancelled");
}

/* Does not look at its cancellable. */
static gpointer
ignore_cancel (gpointer data, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (cancellable);
  return succeed (data, cancellable, error);
}

static void
done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Job *job = data;

  job->in_context = g_main_context_is_owner (job->context) &&
                    g_main_context_get_thread_default () == job->context;
  job->result = rw_work_run_finish (result, &job->error);
  g_main_loop_quit (job->loop);
}

static void
run (Job *job, gpointer source, RwWorkFunc func, GAsyncReadyCallback callback)
{
  job->n_data_given++;
  rw_work_run_async (source, func, job, free_data, free_result, job->cancellable, callback, job);
  g_assert_null (job->result);
  g_main_loop_run (job->loop);
}

static void
wait_for_freed_result (void)
{
  for (guint i = 0; i < 10000 && g_atomic_int_get (&n_results_freed) == 0; i++)
    g_usleep (1000);
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 1);
}

static void
test_result (void)
{
  g_auto (Job) job;

  job_init (&job);
  run (&job, NULL, succeed, done_cb);
  g_assert_no_error (job.error);
  g_assert_cmpstr (job.result, ==, "the result");
  g_assert_true (job.in_context);
  g_assert_nonnull (job.worker);
  g_assert_true (job.worker != g_thread_self ());
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 0);
}

static void
test_error (void)
{
  g_auto (Job) job;

  job_init (&job);
  run (&job, NULL, fail, done_cb);
  g_assert_null (job.result);
  g_assert_true (job.in_context);
  rw_test_assert_error (&job.error, RW_ERROR_MODEL, "no such model");
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 0);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_auto (Job) job;
  g_autoptr (GSource) later = g_timeout_source_new (10);

  job_init (&job);
  g_source_set_callback (later, cancel_cb, job.cancellable, NULL);
  g_source_attach (later, job.context);
  run (&job, NULL, wait_for_cancel, done_cb);
  g_assert_null (job.result);
  rw_test_assert_cancelled (&job.error);
}

/* A result that comes after all is not delivered any more. */
static void
test_result_after_cancel (void)
{
  g_auto (Job) job;

  job_init (&job);
  run (&job, NULL, ignore_cancel, done_cb);
  g_assert_null (job.result);
  rw_test_assert_cancelled (&job.error);
  wait_for_freed_result ();
}

static void
quit_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result G_GNUC_UNUSED, gpointer data)
{
  g_main_loop_quit (((Job *) data)->loop);
}

static void
test_result_nobody_takes (void)
{
  g_auto (Job) job;

  job_init (&job);
  run (&job, NULL, succeed, quit_cb);
  wait_for_freed_result ();
}

/* However the threads happen to run. */
static void
test_data_freed_on_worker (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_auto (Job) job;
      job_init (&job);
      run (&job, NULL, succeed, done_cb);
      wait_for_data (&job);
      g_assert_nonnull (job.worker);
      g_assert_true (job.freed_by == job.worker);
    }
}

static void
test_borrowed_data (void)
{
  g_auto (Job) job;

  job_init (&job);
  rw_work_run_async (NULL, succeed, &job, NULL, free_result, NULL, done_cb, &job);
  g_main_loop_run (job.loop);
  g_assert_cmpstr (job.result, ==, "the result");
  g_assert_cmpuint (job.n_data_freed, ==, 0);
}

static void
test_source_kept (void)
{
  g_auto (Job) job;
  GWeakRef weak;
  GObject *source = G_OBJECT (g_simple_action_group_new ());

  job_init (&job);
  g_weak_ref_init (&weak, source);
  job.n_data_given++;
  rw_work_run_async (source, succeed, &job, free_data, free_result, NULL, done_cb, &job);
  g_object_unref (source);
  g_autoptr (GObject) alive = g_weak_ref_get (&weak);
  g_assert_nonnull (alive);
  g_clear_object (&alive);
  g_main_loop_run (job.loop);
  wait_for_data (&job);
  for (guint i = 0; i < 1000 && (alive = g_weak_ref_get (&weak)) != NULL; i++)
    {
      g_clear_object (&alive);
      g_usleep (1000);
    }
  g_assert_null (alive);
  g_weak_ref_clear (&weak);
}

static void
test_release (void)
{
  g_auto (Job) job;

  job_init (&job);
  job.n_data_given++;
  rw_work_release (&job, free_data);
  rw_work_release (NULL, free_data);
  wait_for_data (&job);
  g_assert_true (job.freed_by != g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rw-work/result", test_result);
  g_test_add_func ("/rw-work/error", test_error);
  g_test_add_func ("/rw-work/cancel", test_cancel);
  g_test_add_func ("/rw-work/result-after-cancel", test_result_after_cancel);
  g_test_add_func ("/rw-work/result-nobody-takes", test_result_nobody_takes);
  g_test_add_func ("/rw-work/borrowed-data", test_borrowed_data);
  g_test_add_func ("/rw-work/source-kept", test_source_kept);
  g_test_add_func ("/rw-work/data-freed-on-worker", test_data_freed_on_worker);
  g_test_add_func ("/rw-work/release", test_release);
  return g_test_run ();
}
