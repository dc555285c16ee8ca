/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs.h"

#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_RACERS 4
#define N_JOBS   25

typedef struct
{
  RwJobs *jobs;
  char *ids[N_JOBS];
  const char *owner;
  int n_taken;
} Race;

/* Wants all jobs, and completes those it gets. */
static gpointer
take_all (gpointer data)
{
  Race *race = data;

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RwJobRecord) record = NULL;
      RwJobLease lease = { race->ids[i], race->owner, 0 };
      RwClaim claim = rw_jobs_claim (race->jobs, &lease, RW_TEST_LEASE, &record, &error);
      g_assert_no_error (error);
      if (claim != RW_CLAIM_TAKEN)
        continue;
      g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, race->ids[i], record->attempt);
      RwJobResult result = { key, 1, "abc", "def", 1 };
      lease.attempt = record->attempt;
      g_assert_true (rw_jobs_complete (race->jobs, &lease, &result, &error));
      race->n_taken++;
    }
  return NULL;
}

static void
create_jobs (RwJobs *jobs, char *ids[N_JOBS])
{
  for (guint i = 0; i < N_JOBS; i++)
    ids[i] = rw_test_create_job (jobs);
}

/* Each job was taken once. */
static void
end_race (RwJobs *jobs, char *ids[N_JOBS], int n_taken)
{
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *moves = rw_test_show_moves (jobs, ids[i]);
      g_assert_cmpstr (moves, ==, "QPD");
      g_free (ids[i]);
    }
  g_assert_cmpint (n_taken, ==, N_JOBS);
}

/* Never returns. The parent must have no connection: SQLite's locks are a process's. */
static void
race_in_child (const char *place, const Race *base)
{
  g_autofree char *owner = g_strdup_printf ("process %d", getpid ());
  g_autoptr (RwJobs) jobs = rw_test_open_jobs (place);
  Race race = *base;

  race.jobs = jobs;
  race.owner = owner;
  take_all (&race);
  _exit (race.n_taken);
}

static void
test_processes (void)
{
  g_autofree char *place = rw_test_dup_jobs_place ();
  RwJobs *jobs = rw_test_open_jobs (place);
  pid_t children[N_RACERS];
  Race race = { 0 };

  create_jobs (jobs, race.ids);
  g_object_unref (jobs);
  for (guint i = 0; i < N_RACERS; i++)
    if ((children[i] = fork ()) == 0)
      race_in_child (place, &race);
  for (guint i = 0; i < N_RACERS; i++)
    {
      int status = -1;
      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      race.n_taken += WEXITSTATUS (status);
    }
  jobs = rw_test_open_jobs (place);
  end_race (jobs, race.ids, race.n_taken);
  g_object_unref (jobs);
}

/* Half of them share a connection. */
static void
test_threads (void)
{
  const char *const owners[N_RACERS] = { "a", "b", "c", "d" };
  g_autofree char *place = rw_test_dup_jobs_place ();
  g_autoptr (RwJobs) jobs = rw_test_open_jobs (place);
  g_autoptr (RwJobs) other = rw_test_open_jobs (place);
  GThread *threads[N_RACERS];
  Race races[N_RACERS] = { 0 };
  int n_taken = 0;

  create_jobs (jobs, races[0].ids);
  for (guint i = 0; i < N_RACERS; i++)
    {
      races[i] = races[0];
      races[i].jobs = i % 2 == 0 ? jobs : other;
      races[i].owner = owners[i];
      races[i].n_taken = 0;
    }
  for (guint i = 0; i < N_RACERS; i++)
    threads[i] = g_thread_new ("race", take_all, &races[i]);
  for (guint i = 0; i < N_RACERS; i++)
    {
      g_thread_join (threads[i]);
      n_taken += races[i].n_taken;
    }
  end_race (jobs, races[0].ids, n_taken);
}

static gpointer
create_with_key (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  RwJobDraft draft = { id, RW_TEST_USER, "a.csv", 1, id, "once" };
  g_autoptr (RwJobRecord) record = rw_jobs_create (data, &draft, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&record->id);
}

/* An upload that is sent again before the first one is answered. */
static void
test_idempotency (void)
{
  g_autofree char *place = rw_test_dup_jobs_place ();
  g_autoptr (RwJobs) jobs = rw_test_open_jobs (place);
  g_autoptr (RwJobs) other = rw_test_open_jobs (place);
  GThread *threads[N_RACERS];
  g_autofree char *id = NULL;

  for (guint i = 0; i < N_RACERS; i++)
    threads[i] = g_thread_new ("create", create_with_key, i % 2 == 0 ? jobs : other);
  for (guint i = 0; i < N_RACERS; i++)
    {
      g_autofree char *created = g_thread_join (threads[i]);
      g_assert_true (id == NULL || g_str_equal (id, created));
      if (id == NULL)
        id = g_steal_pointer (&created);
    }
  g_assert_cmpuint (rw_test_drain_outbox (jobs), ==, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs-races/processes", test_processes);
  g_test_add_func ("/jobs-races/threads", test_threads);
  g_test_add_func ("/jobs-races/idempotency", test_idempotency);
  return g_test_run ();
}
