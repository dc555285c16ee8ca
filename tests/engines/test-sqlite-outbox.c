/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-outbox.h"

#include "rw-clock.h"
#include "rw-message.h"
#include "rw-sqlite-jobs.h"
#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

#define FEW  1000
#define MANY 30000

/* Jobs, and the database they are in. */
typedef struct
{
  RwJobs *jobs;
  RwDatabase *database;
  GPtrArray *entries; /* all that were taken */
} Bench;

static void
set_up (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (GError) error = NULL;

  bench->jobs = rw_sqlite_jobs_open (path, &error);
  g_assert_no_error (error);
  bench->database = rw_database_open (path, rw_sqlite_schema, &error);
  g_assert_no_error (error);
  bench->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_outbox_entry_free);
}

static void
tear_down (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_ptr_array_unref (bench->entries);
  rw_database_free (bench->database);
  g_object_unref (bench->jobs);
}

/* Adds a job whose id tells its user. */
static char *
add (Bench *bench, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *random = g_uuid_string_random ();
  char *id = g_strdup (random);

  memset (id, user[0], 8);
  RwJobDraft draft = { id, user, "a.csv", 1, id, NULL };
  g_autoptr (RwJobRecord) record = rw_jobs_create (bench->jobs, &draft, &error);
  g_assert_no_error (error);
  return id;
}

static void
add_many (Bench *bench, const char *users)
{
  for (const char *at = users; *at != '\0'; at++)
    {
      const char user[] = { *at, '\0' };
      g_free (add (bench, user));
    }
}

/* A letter for the user of each entry that may be sent. */
static void
assert_taken (Bench *bench, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rw_jobs_take_outbox (bench->jobs, limit, &error);
  g_autoptr (GString) users = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const RwOutboxEntry *entry = entries->pdata[i];
      g_autofree char *id = rw_message_dup_job_id (entry->body, &error);
      g_assert_no_error (error);
      g_string_append_c (users, id[0]);
    }
  g_assert_cmpstr (users->str, ==, expected);
  g_ptr_array_extend_and_steal (bench->entries, g_steal_pointer (&entries));
}

/* As if all that were taken are on the queue. */
static void
clear (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < bench->entries->len; i++)
    {
      const RwOutboxEntry *entry = bench->entries->pdata[i];
      g_assert_true (rw_jobs_clear_outbox (bench->jobs, entry->number, &error));
    }
  g_assert_no_error (error);
  g_ptr_array_set_size (bench->entries, 0);
}

static void
test_in_turn (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  add_many (bench, "aaaaaacbb");
  assert_taken (bench, 2, "ac");
  assert_taken (bench, 4, "baba");
  assert_taken (bench, 9, "a");
  assert_taken (bench, 9, "");
}

/* Who has some waiting comes after who has none. */
static void
test_places (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  add_many (bench, "aa");
  assert_taken (bench, 9, "aa");
  clear (bench);
  add_many (bench, "aaabbbbb");
  assert_taken (bench, 9, "bbabab");
}

static void
test_window (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = add (bench, "a");
  g_autofree char *second = add (bench, "a");

  add_many (bench, "aaaaaaaa");
  assert_taken (bench, 99, "aaaa");
  assert_taken (bench, 99, "");
  clear (bench);
  assert_taken (bench, 99, "");
  rw_test_claim (bench->jobs, first);
  assert_taken (bench, 99, "a");
  g_assert_true (rw_jobs_cancel (bench->jobs, second, NULL));
  assert_taken (bench, 99, "a");
  rw_test_advance_clock (RW_TEST_LEASE);
  clear (bench);
  g_assert_cmpint (rw_jobs_sweep (bench->jobs, NULL), ==, 1);
  assert_taken (bench, 99, "");
}

/* A worker that gives a job back holds its message, which waits again. */
static void
test_released (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = add (bench, "a");

  add_many (bench, "aaaa");
  assert_taken (bench, 99, "aaaa");
  clear (bench);
  RwJobLease lease = { id, "worker", rw_test_claim (bench->jobs, id) };
  assert_taken (bench, 99, "a");
  clear (bench);
  g_assert_true (rw_jobs_release (bench->jobs, &lease, NULL, NULL));
  assert_taken (bench, 99, "");
}

/* Nobody else gets what somebody is about to send, until that takes too long. */
static void
test_lost_sender (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  add_many (bench, "aaaaa");
  assert_taken (bench, 1, "a");
  rw_test_advance_clock (RW_JOBS_SENDING - 1);
  assert_taken (bench, 9, "aaa");
  rw_test_advance_clock (1);
  assert_taken (bench, 9, "a");
  rw_test_advance_clock (RW_JOBS_SENDING);
  assert_taken (bench, 9, "aaaa");
  clear (bench);
  rw_test_advance_clock (RW_JOBS_SENDING);
  assert_taken (bench, 9, "");
}

/* A sender's clock that was ahead holds nothing up. */
static void
test_clock_back (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  add_many (bench, "a");
  assert_taken (bench, 9, "a");
  rw_test_advance_clock (-2 * RW_JOBS_RESEND_AFTER);
  assert_taken (bench, 9, "a");
  assert_taken (bench, 9, "");
}

/* Asked for again while the last message is being sent: that one does not count for the new one. */
static void
test_asked_again (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = add (bench, "a");

  g_assert_true (rw_jobs_bury (bench->jobs, id, "x", NULL));
  assert_taken (bench, 9, "a");
  g_assert_true (rw_jobs_bury (bench->jobs, id, "x", NULL));
  clear (bench);
  assert_taken (bench, 9, "a");
  clear (bench);
  assert_taken (bench, 9, "");
}

static void
test_requeued (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = add (bench, "a");

  add_many (bench, "aaaa");
  g_assert_true (rw_jobs_cancel (bench->jobs, id, NULL));
  assert_taken (bench, 9, "aaaa");
  clear (bench);
  g_assert_true (rw_jobs_requeue (bench->jobs, id, NULL));
  assert_taken (bench, 9, "");
  add_many (bench, "b");
  assert_taken (bench, 9, "b");
}

/* All that a user cancelled is out of everybody's way. */
static void
test_over (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *done = add (bench, "a");
  g_autofree char *failed = add (bench, "a");
  g_autofree char *cancelled = add (bench, "a");
  RwJobResult result = { "key", 1, "abc", "def", 1 };
  RwJobLease lease = { done, "worker", rw_test_claim (bench->jobs, done) };

  g_assert_true (rw_jobs_complete (bench->jobs, &lease, &result, NULL));
  lease = (RwJobLease){ failed, "worker", rw_test_claim (bench->jobs, failed) };
  g_assert_true (rw_jobs_fail (bench->jobs, &lease, "It cannot be read.", NULL));
  g_assert_true (rw_jobs_cancel (bench->jobs, cancelled, NULL));
  assert_taken (bench, 9, "");
}

/* Whose message is lost gets another one; who waits for the first one does not. */
static void
test_resend (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add_many (bench, "aaaaaa");
  rw_test_advance_clock (RW_JOBS_RESEND_AFTER);
  assert_taken (bench, 9, "aaaa");
  clear (bench);
  g_assert_cmpint (rw_sqlite_outbox_resend (bench->database, &error), ==, 0);
  rw_test_advance_clock (RW_JOBS_RESEND_AFTER);
  g_assert_cmpint (rw_sqlite_outbox_resend (bench->database, &error), ==, 4);
  g_assert_cmpint (rw_sqlite_outbox_resend (bench->database, &error), ==, 0);
  g_assert_no_error (error);
  assert_taken (bench, 9, "aaaa");
}

/* Adds @n waiting jobs of one user. */
static void
fill (Bench *bench, guint n)
{
  g_autoptr (RwTransaction) transaction = rw_database_begin (bench->database, NULL);

  rw_database_run (
      bench->database, NULL,
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
      "INSERT INTO jobs (id, user, file_name, size, input_key, state, last_attempt, "
      "posted_at, created_at, state_since, updated_at) "
      "SELECT printf ('aaaaaaaa-0f3a-4f3a-8f3a-%012d', i), 'many', 'a.csv', 1, 'key-' || i, "
      "'QUEUED', 3, ?2, ?2, ?2, ?2 FROM n",
      "ii", (gint64) n, rw_clock_now ());
  g_assert_true (rw_transaction_commit (transaction, NULL));
}

/* Steps of SQLite's machine, of all databases. */
static guint n_steps;

static int
count_step (void *data G_GNUC_UNUSED)
{
  n_steps++;
  return 0;
}

static int
watch (sqlite3 *handle, char **message G_GNUC_UNUSED, const void *api G_GNUC_UNUSED)
{
  sqlite3_progress_handler (handle, 1, count_step, NULL);
  return SQLITE_OK;
}

/* What a pass of the upkeep costs while the window of a user with @n_jobs is full. */
static guint
measure (guint n_jobs)
{
  Bench bench;

  set_up (&bench, NULL);
  fill (&bench, n_jobs);
  assert_taken (&bench, RW_JOBS_WAITING, "aaaa");
  clear (&bench);
  add_many (&bench, "b");
  n_steps = 0;
  g_assert_cmpint (rw_jobs_sweep (bench.jobs, NULL), ==, 0);
  assert_taken (&bench, 9, "b");
  guint n = n_steps;
  tear_down (&bench, NULL);
  return n;
}

/* However many wait behind, nobody walks through them. */
static void
test_cost (void)
{
  guint few = measure (FEW);
  guint many = measure (MANY);

  g_test_message ("%u steps for %u jobs, %u for %u", few, FEW, many, MANY);
  g_assert_cmpuint (few, >, 0);
  g_assert_cmpuint (many, <, few + few / 10);
}

static void
test_broken (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_database_run (bench->database, NULL, "DROP TABLE outbox", "");
  g_assert_null (rw_sqlite_outbox_take (bench->database, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
  g_assert_false (rw_sqlite_outbox_clear (bench->database, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
  g_assert_cmpint (rw_sqlite_outbox_resend (bench->database, &error), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
}

/* What cannot be marked is not taken. */
static void
test_stuck (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add_many (bench, "aa");
  rw_database_run (bench->database, NULL,
                   "CREATE TRIGGER stuck BEFORE UPDATE OF sent_at ON jobs BEGIN "
                   "SELECT RAISE (ABORT, 'stuck'); END",
                   "");
  g_assert_null (rw_jobs_take_outbox (bench->jobs, 9, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "stuck");
  rw_database_run (bench->database, NULL, "DROP TRIGGER stuck", "");
  assert_taken (bench, 9, "aa");
}

#define ADD(name, func) g_test_add ("/sqlite-outbox/" name, Bench, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  sqlite3_auto_extension ((void (*) (void)) watch);
  ADD ("in-turn", test_in_turn);
  ADD ("places", test_places);
  ADD ("window", test_window);
  ADD ("released", test_released);
  ADD ("lost-sender", test_lost_sender);
  ADD ("clock-back", test_clock_back);
  ADD ("asked-again", test_asked_again);
  ADD ("requeued", test_requeued);
  ADD ("over", test_over);
  ADD ("resend", test_resend);
  ADD ("broken", test_broken);
  ADD ("stuck", test_stuck);
  g_test_add_func ("/sqlite-outbox/cost", test_cost);
  return g_test_run ();
}
