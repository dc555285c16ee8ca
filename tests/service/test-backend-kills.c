/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-backend.h"
#include "rw-database.h"
#include "rw-message.h"
#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"
#include "rw-upkeep.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A process that is server and worker at once does whatever they do, in no order, and is killed at
 * any moment; then another one goes on. What must be true is true after each kill. */

#define N_KILLS    50
#define N_KEYS     8
#define MAX_STEPS  30
#define LEASE      1000
#define ROUND      (20 * LEASE) /* all rounds together are less than RW_JOBS_RESEND_AFTER */
#define MAX_DELAY  2000         /* µs */
#define MAX_LISTED 20

/* What a child tells; less than PIPE_BUF, so it comes whole or not at all. */
typedef struct
{
  char id[37]; /* of the job that was created; empty: something else was done */
  gint8 key;   /* that it was created with; -1: none */
} Report;

typedef struct
{
  RwBackend *backend;
  RwUpkeep *upkeep;
  GRand *random;
  int pipe;
} Life;

static void
tell (Life *life, const char *id, int key)
{
  Report report = { .key = (gint8) key };

  g_strlcpy (report.id, id, sizeof report.id);
  if (write (life->pipe, &report, sizeof report) != sizeof report)
    _exit (1);
}

static void
submit (Life *life)
{
  int key = MAX (-1, g_rand_int_range (life->random, -N_KEYS, N_KEYS));
  g_autofree char *idempotency_key = key >= 0 ? g_strdup_printf ("key-%d", key) : NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *input = rw_storage_dup_key (RW_TEST_USER, id, 0);
  RwJobDraft draft = { id, RW_TEST_USER, "a.csv", 1, input, idempotency_key };

  rw_test_store (life->backend->storage, input, id);
  g_autoptr (RwJobRecord) record = rw_jobs_create (life->backend->jobs, &draft, NULL);
  g_assert_nonnull (record);
  tell (life, record->id, key);
}

static void
complete (Life *life, const RwJobLease *lease)
{
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, lease->id, lease->attempt);
  RwJobResult result = { key, 1, "abc", "def", 1 };

  rw_test_store (life->backend->storage, key, lease->id);
  rw_jobs_complete (life->backend->jobs, lease, &result, NULL);
}

static void
work_on (Life *life, const RwQueueMessage *message, const RwJobLease *lease)
{
  switch (g_rand_int_range (life->random, 0, 6))
    {
    case 0: /* is lost */
      return;
    case 1:
      rw_jobs_release (life->backend->jobs, lease, NULL, NULL);
      rw_queue_extend (life->backend->queue, message, 0, NULL);
      return;
    case 2:
      rw_jobs_fail (life->backend->jobs, lease, "It cannot be read.", NULL);
      break;
    default:
      complete (life, lease);
    }
  rw_queue_remove (life->backend->queue, message, NULL);
}

static void
work (Life *life)
{
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (life->backend->queue, 0, LEASE, NULL, NULL);
  g_autofree char *id = message != NULL ? rw_message_dup_job_id (message->body, NULL) : NULL;
  g_autoptr (RwJobRecord) record = NULL;
  RwJobLease lease = { id, "worker", 0 };

  if (message == NULL)
    return;
  RwClaim claim = rw_jobs_claim (life->backend->jobs, &lease, LEASE, &record, NULL);
  lease.attempt = record != NULL ? record->attempt : 0;
  if (claim == RW_CLAIM_TAKEN)
    work_on (life, message, &lease);
  else if (claim == RW_CLAIM_OVER || claim == RW_CLAIM_SPENT)
    rw_queue_remove (life->backend->queue, message, NULL);
}

static void
ask_of_any (Life *life, gboolean (*ask) (RwJobs *jobs, const char *id, GError **error))
{
  g_autoptr (GPtrArray) records =
      rw_jobs_list (life->backend->jobs, RW_TEST_USER, MAX_LISTED, 0, NULL);

  if (records->len == 0)
    return;
  const RwJobRecord *record =
      records->pdata[g_rand_int_range (life->random, 0, (gint32) records->len)];
  ask (life->backend->jobs, record->id, NULL);
}

static void
do_something (Life *life)
{
  switch (g_rand_int_range (life->random, 0, 12))
    {
    case 0:
      ask_of_any (life, rw_jobs_cancel);
      break;
    case 1:
      ask_of_any (life, rw_jobs_requeue);
      break;
    case 2:
      rw_test_advance_clock (LEASE);
      break;
    case 3:
    case 4:
    case 5:
      g_assert_true (rw_upkeep_run (life->upkeep, NULL));
      break;
    case 6:
    case 7:
    case 8:
      submit (life);
      break;
    default:
      work (life);
    }
  tell (life, "", -1);
}

/* Ends by being killed, or when nobody listens any more. */
static void
live (const char *folder, guint32 seed, int pipe)
{
  Life life = { .pipe = pipe, .random = g_rand_new_with_seed (seed) };

  g_random_set_seed (seed); /* or all children would make the same ids */
  life.backend = rw_backend_open (folder, NULL, NULL, NULL);
  g_assert_nonnull (life.backend);
  life.upkeep = rw_upkeep_new (life.backend);
  for (;;)
    do_something (&life);
}

/* What all children said. */
typedef struct
{
  GHashTable *created; /* ids */
  char *ids[N_KEYS];   /* of the job of each key */
} Promises;

static gboolean
hear (Promises *promises, int pipe)
{
  Report report;

  if (read (pipe, &report, sizeof report) != sizeof report)
    return FALSE;
  if (report.id[0] != '\0')
    g_hash_table_add (promises->created, g_strdup (report.id));
  if (report.key >= 0 && promises->ids[report.key] == NULL)
    promises->ids[report.key] = g_strdup (report.id);
  else if (report.key >= 0)
    g_assert_cmpstr (report.id, ==, promises->ids[report.key]);
  return TRUE;
}

static void
run_and_kill (const char *folder, Promises *promises)
{
  guint32 seed = (guint32) g_test_rand_int ();
  int n_steps = g_test_rand_int_range (1, MAX_STEPS);
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      live (folder, seed, ends[1]);
    }
  close (ends[1]);
  for (int i = 0; i < n_steps; i++)
    g_assert_true (hear (promises, ends[0]));
  g_usleep ((gulong) g_test_rand_int_range (0, MAX_DELAY)); /* into the middle of something */
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  while (hear (promises, ends[0]))
    continue;
  close (ends[0]);
}

static void
add_job_of (GHashTable *ids, const char *body)
{
  g_autoptr (GError) error = NULL;

  g_hash_table_add (ids, rw_message_dup_job_id (body, &error));
  g_assert_no_error (error);
}

/* Ids of the jobs that a worker will hear of. */
static GHashTable *
find_announced (const char *folder)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_build_filename (folder, "queue.db", NULL);
  g_autoptr (RwDatabase) database = rw_database_open (path, rw_sqlite_schema, NULL);
  g_autoptr (RwQuery) query = rw_database_query (
      database, NULL,
      "SELECT body FROM messages UNION ALL SELECT body FROM dead_letters WHERE settled = 0", "");
  g_autoptr (RwQuery) outbox = rw_database_query (
      database, NULL, "SELECT id FROM jobs JOIN outbox ON outbox.job = jobs.number", "");

  while (rw_query_next (query, NULL))
    add_job_of (ids, rw_query_get_text (query, 0));
  while (rw_query_next (outbox, NULL))
    g_hash_table_add (ids, g_strdup (rw_query_get_text (outbox, 0)));
  return ids;
}

static void
check_job (RwBackend *backend, const RwJobRecord *record, GHashTable *announced)
{
  g_autofree char *moves = rw_test_show_moves (backend->jobs, record->id);
  const char *done = strchr (moves, 'D');

  rw_test_assert_stored (backend->storage, record->input_key, record->id);
  if (record->state == RW_JOB_QUEUED)
    g_assert_true (g_hash_table_contains (announced, record->id));
  if (record->state == RW_JOB_COMPLETED)
    rw_test_assert_stored (backend->storage, record->result_key, record->id);
  g_assert_cmpint (done != NULL, ==, record->state == RW_JOB_COMPLETED);
  g_assert_true (done == NULL || strchr (done + 1, 'D') == NULL);
}

/* Returns how many jobs there are. */
static guint
check_all (const char *folder, const Promises *promises)
{
  g_autoptr (RwBackend) backend = rw_backend_open (folder, NULL, NULL, NULL);
  g_autoptr (GHashTable) announced = find_announced (folder);
  g_autoptr (GPtrArray) records = rw_jobs_list (backend->jobs, RW_TEST_USER, G_MAXINT, 0, NULL);
  guint n_created = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const RwJobRecord *record = records->pdata[i];
      check_job (backend, record, announced);
      n_created += g_hash_table_contains (promises->created, record->id) ? 1 : 0;
    }
  g_assert_cmpuint (n_created, ==, g_hash_table_size (promises->created));
  return records->len;
}

static void
test_kills (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  Promises promises = { .created = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (guint i = 0; i < N_KILLS; i++)
    {
      run_and_kill (folder, &promises);
      rw_test_advance_clock (ROUND);
      guint n_jobs = check_all (folder, &promises);
      if (i == N_KILLS - 1)
        g_test_message ("%u jobs", n_jobs);
    }
  g_hash_table_unref (promises.created);
  for (guint i = 0; i < N_KEYS; i++)
    g_free (promises.ids[i]);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/backend-kills/kills", test_kills);
  return g_test_run ();
}
