/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drive-postgres URI N_JOBS N_THREADS: makes jobs and works on them as workers do, until all are
 * over, whatever happens to the database. Prints how many errors there were, and how many jobs it
 * was told are complete. */
#include "rw-postgres-jobs.h"

#include <locale.h>
#include <stdlib.h>

#define LEASE 2000
#define PAUSE 20 /* ms */
#define USER  "ann"

typedef struct
{
  RwJobs *jobs;
  guint number;
  int n_errors;
  int n_completed;
} Worker;

static gboolean
note (Worker *self, GError **error)
{
  gboolean failed = *error != NULL;

  self->n_errors += failed;
  if (failed)
    g_usleep (PAUSE * 1000);
  g_clear_error (error);
  return failed;
}

/* Until it is there: it may be after an error, too. */
static void
create (Worker *self, guint number)
{
  g_autofree char *key = g_strdup_printf ("key-%u", number);
  g_autoptr (RwJobRecord) record = NULL;

  while (record == NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = g_uuid_string_random ();
      RwJobDraft draft = { id, USER, "a.csv", 1, id, key };
      record = rw_jobs_create (self->jobs, &draft, &error);
      note (self, &error);
    }
}

static void
work_on (Worker *self, const RwJobRecord *job, const char *owner)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strdup_printf ("%s-%d", job->id, (int) job->attempt);
  RwJobLease lease = { job->id, owner, job->attempt };
  RwJobResult result = { key, 1, "abc", "def", 1 };

  gboolean holds = rw_jobs_renew (self->jobs, &lease, LEASE, 1, 1, &error);
  if (note (self, &error) || !holds)
    return;
  g_usleep (PAUSE * 1000);
  if (rw_jobs_complete (self->jobs, &lease, &result, &error))
    self->n_completed++;
  else if (note (self, &error))
    rw_jobs_release (self->jobs, &lease, "It was not completed.", NULL);
}

static void
claim_next (Worker *self, const char *id)
{
  g_autofree char *owner = g_strdup_printf ("worker %u", self->number);
  g_autoptr (RwJobRecord) job = NULL;
  g_autoptr (GError) error = NULL;
  RwJobLease lease = { id, owner, 0 };

  if (rw_jobs_claim (self->jobs, &lease, LEASE, &job, &error) == RW_CLAIM_TAKEN)
    work_on (self, job, owner);
  note (self, &error);
}

/* Returns whether any is left. */
static gboolean
pass (Worker *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = rw_jobs_list (self->jobs, USER, G_MAXINT, 0, &error);
  gboolean is_left = all == NULL;

  note (self, &error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const RwJobRecord *job = all->pdata[(i + self->number * 7) % all->len];
      is_left |= !rw_job_state_is_final (job->state);
      if (job->state == RW_JOB_QUEUED)
        claim_next (self, job->id);
    }
  rw_jobs_sweep (self->jobs, &error);
  note (self, &error);
  return is_left;
}

static gpointer
work (gpointer data)
{
  while (pass (data))
    g_usleep (PAUSE * 1000);
  return NULL;
}

static RwJobs *
open_jobs (const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgresPool) pool = rw_postgres_pool_open (uri, &error);
  RwJobs *jobs = pool != NULL ? rw_postgres_jobs_new (pool) : NULL;

  if (jobs == NULL)
    g_printerr ("drive-postgres: %s\n", error->message);
  return jobs;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_autoptr (RwJobs) jobs = argc == 4 ? open_jobs (argv[1]) : NULL;
  guint n_threads = jobs != NULL ? (guint) atoi (argv[3]) : 0;
  g_autofree Worker *workers = g_new0 (Worker, n_threads + 1);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads + 1);
  Worker total = { .jobs = jobs };

  if (jobs == NULL)
    return 1;
  g_print ("begun\n");
  for (int i = 0; i < atoi (argv[2]); i++)
    create (&total, (guint) i);
  for (guint i = 0; i < n_threads; i++)
    {
      workers[i] = (Worker){ .jobs = jobs, .number = i };
      threads[i] = g_thread_new ("work", work, &workers[i]);
    }
  for (guint i = 0; i < n_threads; i++)
    {
      g_thread_join (threads[i]);
      total.n_errors += workers[i].n_errors;
      total.n_completed += workers[i].n_completed;
    }
  g_print ("%d %d\n", total.n_errors, total.n_completed);
  return 0;
}
