/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-outbox.h"

#include "rw-test-outbox.h"
#include "rw-test-postgres.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <pthread.h>

#define N_THREADS 8
#define N_USERS   40
#define FEW       1000
#define MANY      50000

/* test-jobs-outbox.c has what all stores of jobs have in common. */

static void
test_broken (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (bench->place);
  RwPostgresOutbox outbox;
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgres) connection = rw_postgres_open (bench->place, &error);

  rw_postgres_outbox_init (&outbox);
  rw_test_outbox_add_many (bench, "aa");
  rw_test_postgres_ask (bench->place, "ALTER TABLE jobs ADD CHECK (sent_at IS NULL)");
  g_assert_null (rw_postgres_outbox_take (&outbox, pool, 9, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "check");
  rw_test_postgres_ask (bench->place, "ALTER TABLE jobs DROP CONSTRAINT jobs_sent_at_check");
  rw_test_outbox_assert_taken (bench, 9, "aa");
  rw_test_postgres_ask (bench->place, "DROP TABLE outbox");
  g_assert_null (rw_postgres_outbox_take (&outbox, pool, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
  g_assert_false (rw_postgres_outbox_remove (pool, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
  g_assert_cmpint (rw_postgres_outbox_resend (connection, &error), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
  rw_postgres_outbox_clear (&outbox);
}

typedef struct
{
  const char *place;
  pthread_mutex_t lock;
  GHashTable *numbers; /* of entries that somebody has */
  guint n_twice;
} Race;

static void
note (Race *race, const GPtrArray *entries)
{
  pthread_mutex_lock (&race->lock);
  for (guint i = 0; i < entries->len; i++)
    {
      const RwOutboxEntry *entry = entries->pdata[i];
      race->n_twice += !g_hash_table_add (race->numbers, GINT_TO_POINTER (entry->number));
    }
  pthread_mutex_unlock (&race->lock);
}

/* Until nothing is to be had, twice: others may hold what will be to be had. */
static gpointer
take_all (gpointer data)
{
  Race *race = data;
  g_autoptr (RwJobs) jobs = rw_test_open_jobs (race->place);

  for (guint n_empty = 0; n_empty < 2;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = rw_jobs_take_outbox (jobs, 3, &error);
      g_assert_no_error (error);
      note (race, entries);
      n_empty = entries->len > 0 ? 0 : n_empty + 1;
      if (n_empty > 0)
        g_usleep (100 * 1000);
    }
  return NULL;
}

/* Each entry is had by one, and none is left. */
static void
test_many_senders (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  Race race = { .place = bench->place, .numbers = g_hash_table_new (NULL, NULL) };
  GThread *threads[N_THREADS];

  pthread_mutex_init (&race.lock, NULL);
  for (guint i = 0; i < N_USERS; i++)
    {
      g_autofree char *user = g_strdup_printf ("%c%u", 'a' + i % 6, i);
      for (guint k = 0; k < RW_JOBS_WAITING + 2; k++)
        g_free (rw_test_outbox_add (bench, user));
    }
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("take", take_all, &race);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (race.n_twice, ==, 0);
  g_assert_cmpuint (g_hash_table_size (race.numbers), ==, N_USERS * RW_JOBS_WAITING);
  pthread_mutex_destroy (&race.lock);
  g_hash_table_unref (race.numbers);
}

/* Jobs that wait, of so many users in turn; in portions that a busy server takes in time. */
static void
fill (RwTestOutbox *bench, guint n_users, guint n_jobs)
{
  for (guint done = 0; done < n_jobs; done += FEW)
    {
      g_autofree char *script = g_strdup_printf (
          "INSERT INTO jobs (id, user_name, file_name, size, input_key, state, last_attempt, "
          "posted_at, created_at, state_since, updated_at) "
          "SELECT 'aaaaaaaa-0f3a-4f3a-8f3a-' || lpad (i::text, 12, '0'), 'user' || i %% %u, 'a.csv', "
          "1, 'key-' || i, 'QUEUED', 3, 0, 0, 0, 0 FROM generate_series (%u, %u) AS i",
          n_users, done + 1, MIN (done + FEW, n_jobs));
      rw_test_postgres_ask (bench->place, script);
    }
}

/* So many users that they are looked at bit by bit: each one's turn comes. */
static void
test_many_users (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_users = 2 * RW_POSTGRES_OUTBOX_USERS + 10;

  fill (bench, n_users, 6 * n_users);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = rw_jobs_take_outbox (bench->jobs, 10000, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==,
                        RW_JOBS_WAITING * (i < 2 ? RW_POSTGRES_OUTBOX_USERS : 10));
      for (guint k = 0; k < entries->len; k++)
        g_hash_table_add (seen, GINT_TO_POINTER (((RwOutboxEntry *) entries->pdata[k])->number));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, RW_JOBS_WAITING * n_users);
  rw_test_outbox_add_many (bench, "a");
  rw_test_outbox_assert_taken (bench, 99, "a");
}

/* Who holds a job's row for long keeps only this job from being sent. */
static void
test_held (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *held = rw_test_outbox_add (bench, "d");
  g_autoptr (RwPostgres) connection = rw_postgres_open (bench->place, &error);

  rw_test_outbox_add_many (bench, "ab");
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (
      connection, "BEGIN; UPDATE jobs SET note = 'x' WHERE user_name = 'd'", &error);
  g_assert_no_error (error);
  rw_test_outbox_assert_taken (bench, 9, "ab");
  g_assert_cmpint (rw_jobs_sweep (bench->jobs, &error), ==, 0);
  g_assert_no_error (error);
  g_autoptr (RwPostgresRows) done = rw_postgres_run_script (connection, "COMMIT", &error);
  rw_test_outbox_assert_taken (bench, 9, "d");
}

/* Pages of tables and indexes that were looked at, by all who are gone. */
static gint64
count_pages (RwTestOutbox *bench)
{
  g_clear_object (&bench->jobs);
  gint64 n = rw_test_postgres_ask (
      bench->place,
      "SELECT pg_sleep (0.5); "
      "SELECT sum (heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read)::bigint "
      "FROM pg_statio_user_tables WHERE schemaname = current_schema ()");
  bench->jobs = rw_test_open_jobs (bench->place);
  return n;
}

/* What a pass of the upkeep costs while the window of a user with @n_jobs is full. */
static gint64
measure (guint n_jobs)
{
  RwTestOutbox bench;

  rw_test_outbox_set_up (&bench, NULL);
  rw_test_postgres_ask (bench.place, "ALTER TABLE jobs SET (autovacuum_enabled = off); "
                                     "ALTER TABLE outbox SET (autovacuum_enabled = off); "
                                     "ALTER TABLE events SET (autovacuum_enabled = off)");
  fill (&bench, 1, n_jobs);
  rw_test_postgres_ask (bench.place, "ANALYZE");
  rw_test_outbox_assert_taken (&bench, RW_JOBS_WAITING, "aaaa");
  rw_test_outbox_send (&bench);
  rw_test_outbox_add_many (&bench, "b");
  gint64 before = count_pages (&bench);
  g_assert_cmpint (rw_jobs_sweep (bench.jobs, NULL), ==, 0);
  rw_test_outbox_assert_taken (&bench, 9, "b");
  gint64 after = count_pages (&bench);
  rw_test_outbox_tear_down (&bench, NULL);
  return after - before;
}

/* However many wait behind, nobody walks through them. */
static void
test_cost (void)
{
  gint64 few = measure (FEW);
  gint64 many = measure (MANY);

  g_test_message ("%d pages for %d jobs, %d for %d", (int) few, FEW, (int) many, MANY);
  g_assert_cmpint (few, >, 0);
  g_assert_cmpint (many, <, 2 * few + 100);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/postgres-outbox/" name, RwTestOutbox, NULL, rw_test_outbox_set_up, func,           \
              rw_test_outbox_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("broken", test_broken);
  ADD ("many-senders", test_many_senders);
  ADD ("many-users", test_many_users);
  ADD ("held", test_held);
  g_test_add_func ("/postgres-outbox/cost", test_cost);
  return g_test_run ();
}
