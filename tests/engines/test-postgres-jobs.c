/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-jobs.h"

#include "rw-test-postgres.h"
#include "rw-test-proxy.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

/* test-jobs-moves.c, -lists.c, -outbox.c, -letters.c and -races.c have what all stores of jobs have
 * in common. */

#define ASSERT_BROKEN(failed)                                                                      \
  g_assert_true (failed);                                                                          \
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "jobs")

/* Nothing is taken for an answer that is none. */
static void
test_broken (void)
{
  g_autofree char *uri = rw_test_dup_jobs_place ();
  g_autoptr (RwJobs) jobs = rw_test_open_jobs (uri);
  g_autoptr (GError) error = NULL;
  RwJobDraft draft = { "id", "ann", "a.csv", 1, "key", NULL };
  RwJobLease lease = { "id", "worker", 1 };
  RwJobResult result = { "key", 1, "abc", "def", 1 };
  RwJobRecord *record = NULL;
  gint64 counts[RW_N_JOB_STATES];
  gint64 oldest;

  rw_test_postgres_ask (uri, "DROP TABLE jobs");
  ASSERT_BROKEN (rw_jobs_create (jobs, &draft, &error) == NULL);
  ASSERT_BROKEN (rw_jobs_find (jobs, NULL, "id", &error) == NULL);
  ASSERT_BROKEN (rw_jobs_list (jobs, "ann", 1, 0, &error) == NULL);
  ASSERT_BROKEN (rw_jobs_list_events (jobs, "id", &error) == NULL);
  ASSERT_BROKEN (rw_jobs_take_outbox (jobs, 1, &error) == NULL);
  ASSERT_BROKEN (rw_jobs_claim (jobs, &lease, 1, &record, &error) == RW_CLAIM_ERROR);
  ASSERT_BROKEN (!rw_jobs_renew (jobs, &lease, 1, 0, 0, &error));
  ASSERT_BROKEN (!rw_jobs_complete (jobs, &lease, &result, &error));
  ASSERT_BROKEN (!rw_jobs_bury (jobs, "id", "x", &error));
  ASSERT_BROKEN (rw_jobs_sweep (jobs, &error) == -1);
  ASSERT_BROKEN (!rw_jobs_count (jobs, counts, &oldest, &error));
}

/* By the server's clock, whatever one's own says. */
static void
test_clock (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);
  g_autoptr (RwJobRecord) record = rw_test_find_job (jobs, id);
  gint64 now = g_get_real_time () / 1000;

  g_assert_cmpint (ABS (record->created_at - now), <, 60 * 1000);
  g_assert_cmpint (record->state_since, ==, record->created_at);
}

static char *
create (RwJobs *jobs, GError **error)
{
  char *id = g_uuid_string_random ();
  RwJobDraft draft = { id, "ann", "a.csv", 1, id, id };
  g_autoptr (RwJobRecord) record = rw_jobs_create (jobs, &draft, error);

  g_assert_true (record == NULL || g_str_equal (record->id, id));
  return id;
}

static int
claim (RwJobs *jobs, const char *id, GError **error)
{
  g_autoptr (RwJobRecord) record = NULL;
  RwJobLease lease = { id, "worker", 0 };

  return rw_jobs_claim (jobs, &lease, RW_TEST_LEASE, &record, error) == RW_CLAIM_TAKEN &&
         record->attempt == 1;
}

static int
renew (RwJobs *jobs, const char *id, GError **error)
{
  return rw_jobs_renew (jobs, &(RwJobLease){ id, "worker", 1 }, RW_TEST_LEASE, 1, 2, error);
}

static int
complete (RwJobs *jobs, const char *id, GError **error)
{
  RwJobResult result = { id, 99, "abc", "def", 20 };

  return rw_jobs_complete (jobs, &(RwJobLease){ id, "worker", 1 }, &result, error);
}

static int
fail (RwJobs *jobs, const char *id, GError **error)
{
  return rw_jobs_fail (jobs, &(RwJobLease){ id, "worker", 1 }, "No.", error);
}

static int
release (RwJobs *jobs, const char *id, GError **error)
{
  return rw_jobs_release (jobs, &(RwJobLease){ id, "worker", 1 }, "Later.", error);
}

static int
bury (RwJobs *jobs, const char *id, GError **error)
{
  return rw_jobs_bury (jobs, id, "x", error);
}

static int
sweep (RwJobs *jobs, const char *id G_GNUC_UNUSED, GError **error)
{
  return rw_jobs_sweep (jobs, error) >= 0;
}

/* Each after those before it, so that the job is where it must be. */
static const struct
{
  int (*move) (RwJobs *jobs, const char *id, GError **error);
  const char *events;
} moves[] = {
  { bury, "Q" },
  { claim, "QP" },
  { renew, "QP" },
  { sweep, "QP" },
  { release, "QPQ" },
  { rw_jobs_cancel, "QPQC" },
  { rw_jobs_requeue, "QPQCQ" },
};

/* And how a job that is worked on may end. */
static int (*const ends[]) (RwJobs *jobs, const char *id, GError **error) = { complete, fail };

static RwJobs *
open_behind (RwTestProxy *proxy, const char *uri)
{
  g_autoptr (GUri) direct = g_uri_parse (uri, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) behind = g_uri_build_with_user (
      G_URI_FLAGS_ENCODED, g_uri_get_scheme (direct), g_uri_get_user (direct),
      g_uri_get_password (direct), NULL, g_uri_get_host (direct), rw_test_proxy_get_port (proxy),
      g_uri_get_path (direct), g_uri_get_query (direct), NULL);
  g_autofree char *text = g_uri_to_string (behind);

  return rw_test_open_jobs (text);
}

/* The connection is lost at a message: the change is made all the same, and once. */
static void
check_fault (const char *uri, const char *word, RwTestFault fault)
{
  g_autoptr (RwTestProxy) proxy = rw_test_proxy_new (rw_test_postgres_get_port ());
  g_autoptr (RwJobs) jobs = open_behind (proxy, uri);
  g_autoptr (GError) error = NULL;

  rw_test_proxy_plan (proxy, word, fault, 1);
  g_autofree char *id = create (jobs, &error);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      rw_test_proxy_plan (proxy, word, fault, 1);
      g_assert_cmpint (moves[i].move (jobs, id, &error), ==, 1);
      g_assert_no_error (error);
      g_autofree char *shown = rw_test_show_moves (jobs, id);
      g_assert_cmpstr (shown, ==, moves[i].events);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *other = create (jobs, &error);
      g_assert_true (claim (jobs, other, &error));
      rw_test_proxy_plan (proxy, word, fault, 1);
      g_assert_cmpint (ends[i](jobs, other, &error), ==, 1);
      g_assert_no_error (error);
      g_autofree char *shown = rw_test_show_moves (jobs, other);
      g_assert_cmpstr (shown, ==, i == 0 ? "QPD" : "QPF");
    }
}

/* "rw0": the first statement, prepared or run. */
static void
test_faults (void)
{
  const char *const words[] = { "BEGIN", "rw0", "COMMIT" };
  g_autofree char *uri = rw_test_dup_jobs_place ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      check_fault (uri, words[i], RW_TEST_RESET);
      check_fault (uri, words[i], RW_TEST_LOSE_ANSWER);
    }
}

#define N_WORKERS 6
#define N_JOBS    60

typedef struct
{
  GPtrArray *workers; /* RwJobs, for one thread each */
  GPtrArray *ids;
  _Atomic gboolean ends;
} Work;

/* FALSE while the job is not over. */
static gboolean
work_once (RwJobs *jobs, const char *owner, const char *id)
{
  g_autoptr (RwJobRecord) record = NULL;
  RwJobLease lease = { id, owner, 0 };
  RwClaim claimed = rw_jobs_claim (jobs, &lease, RW_TEST_LEASE, &record, NULL);

  if (claimed != RW_CLAIM_TAKEN)
    return claimed == RW_CLAIM_OVER;
  g_autofree char *key = g_strdup_printf ("%s-%d", id, (int) record->attempt);
  RwJobResult result = { key, 1, "abc", "def", 1 };
  lease.attempt = record->attempt;
  return rw_jobs_complete (jobs, &lease, &result, NULL);
}

static gpointer
work (gpointer data)
{
  static _Atomic int n = 0;
  Work *self = data;
  int number = n++;
  g_autofree char *owner = g_strdup_printf ("worker %d", number);
  RwJobs *jobs = self->workers->pdata[number];

  for (guint n_over = 0; n_over < self->ids->len;)
    {
      n_over = 0;
      for (guint i = 0; i < self->ids->len; i++)
        n_over += work_once (jobs, owner, self->ids->pdata[i]);
      rw_jobs_sweep (jobs, NULL);
    }
  return NULL;
}

/* Ends the connections of everybody, again and again. */
static gpointer
disturb (gpointer data)
{
  Work *self = data;

  while (!self->ends)
    {
      rw_test_postgres_ask (rw_test_postgres_get_uri (),
                            "SELECT count (pg_terminate_backend (pid)) FROM pg_stat_activity "
                            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid () "
                            "AND random () < 0.4");
      g_usleep (30 * 1000);
    }
  return NULL;
}

static void
test_many_workers (void)
{
  g_autofree char *uri = rw_test_dup_jobs_place ();
  Work self = { g_ptr_array_new_with_free_func (g_object_unref),
                g_ptr_array_new_with_free_func (g_free), FALSE };
  RwJobs *jobs = rw_test_open_jobs (uri);
  GThread *threads[N_WORKERS];

  for (guint i = 0; i < N_JOBS; i++)
    g_ptr_array_add (self.ids, rw_test_create_job (jobs));
  for (guint i = 0; i < N_WORKERS; i++)
    g_ptr_array_add (self.workers, rw_test_open_jobs (uri));
  GThread *disturber = g_thread_new ("disturb", disturb, &self);
  for (guint i = 0; i < N_WORKERS; i++)
    threads[i] = g_thread_new ("work", work, &self);
  for (guint i = 0; i < N_WORKERS; i++)
    g_thread_join (threads[i]);
  self.ends = TRUE;
  g_thread_join (disturber);
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *shown = rw_test_show_moves (jobs, self.ids->pdata[i]);
      g_assert_cmpstr (shown, ==, "QPD");
    }
  g_object_unref (jobs);
  g_ptr_array_unref (self.workers);
  g_ptr_array_unref (self.ids);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-jobs/broken", test_broken);
  g_test_add_func ("/postgres-jobs/clock", test_clock);
  g_test_add_func ("/postgres-jobs/faults", test_faults);
  g_test_add_func ("/postgres-jobs/many-workers", test_many_workers);
  return g_test_run ();
}
