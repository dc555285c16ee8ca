/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs.h"

#include "rw-test-outbox.h"
#include "rw-test-service.h"

#include <locale.h>

static void
test_in_turn (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_outbox_add_many (bench, "aaaaaacbb");
  rw_test_outbox_assert_taken (bench, 2, "ac");
  rw_test_outbox_assert_taken (bench, 4, "baba");
  rw_test_outbox_assert_taken (bench, 9, "a");
  rw_test_outbox_assert_taken (bench, 9, "");
}

/* Who has some waiting comes after who has none. */
static void
test_places (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_outbox_add_many (bench, "aa");
  rw_test_outbox_assert_taken (bench, 9, "aa");
  rw_test_outbox_send (bench);
  rw_test_outbox_add_many (bench, "aaabbbbb");
  rw_test_outbox_assert_taken (bench, 9, "bbabab");
}

static void
test_window (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = rw_test_outbox_add (bench, "a");
  g_autofree char *second = rw_test_outbox_add (bench, "a");

  rw_test_outbox_add_many (bench, "aaaaaaaa");
  rw_test_outbox_assert_taken (bench, 99, "aaaa");
  rw_test_outbox_assert_taken (bench, 99, "");
  rw_test_outbox_send (bench);
  rw_test_outbox_assert_taken (bench, 99, "");
  rw_test_claim (bench->jobs, first);
  rw_test_outbox_assert_taken (bench, 99, "a");
  g_assert_true (rw_jobs_cancel (bench->jobs, second, NULL));
  rw_test_outbox_assert_taken (bench, 99, "a");
  rw_test_advance_clock (RW_TEST_LEASE);
  rw_test_outbox_send (bench);
  g_assert_cmpint (rw_jobs_sweep (bench->jobs, NULL), ==, 1);
  rw_test_outbox_assert_taken (bench, 99, "");
}

/* A worker that gives a job back holds its message, which waits again. */
static void
test_released (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = rw_test_outbox_add (bench, "a");

  rw_test_outbox_add_many (bench, "aaaa");
  rw_test_outbox_assert_taken (bench, 99, "aaaa");
  rw_test_outbox_send (bench);
  RwJobLease lease = { id, "worker", rw_test_claim (bench->jobs, id) };
  rw_test_outbox_assert_taken (bench, 99, "a");
  rw_test_outbox_send (bench);
  g_assert_true (rw_jobs_release (bench->jobs, &lease, NULL, NULL));
  rw_test_outbox_assert_taken (bench, 99, "");
}

/* Nobody else gets what somebody is about to send, until that takes too long. */
static void
test_lost_sender (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_outbox_add_many (bench, "aaaaa");
  rw_test_outbox_assert_taken (bench, 1, "a");
  rw_test_advance_clock (RW_JOBS_SENDING - 1);
  rw_test_outbox_assert_taken (bench, 9, "aaa");
  rw_test_advance_clock (1);
  rw_test_outbox_assert_taken (bench, 9, "a");
  rw_test_advance_clock (RW_JOBS_SENDING);
  rw_test_outbox_assert_taken (bench, 9, "aaaa");
  rw_test_outbox_send (bench);
  rw_test_advance_clock (RW_JOBS_SENDING);
  rw_test_outbox_assert_taken (bench, 9, "");
}

/* Who looked at the clock a moment before somebody took an entry does not take it, too. */
static void
test_moment_before (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_outbox_add_many (bench, "ab");
  rw_test_outbox_assert_taken (bench, 9, "ab");
  rw_test_advance_clock (-1);
  rw_test_outbox_assert_taken (bench, 9, "");
}

/* A sender's clock that was ahead holds nothing up. */
static void
test_clock_back (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_outbox_add_many (bench, "a");
  rw_test_outbox_assert_taken (bench, 9, "a");
  rw_test_advance_clock (-2 * RW_JOBS_RESEND_AFTER);
  rw_test_outbox_assert_taken (bench, 9, "a");
  rw_test_outbox_assert_taken (bench, 9, "");
}

/* Asked for again while the last message is being sent: that one does not count for the new one. */
static void
test_asked_again (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = rw_test_outbox_add (bench, "a");

  g_assert_true (rw_jobs_bury (bench->jobs, id, "x", NULL));
  rw_test_outbox_assert_taken (bench, 9, "a");
  g_assert_true (rw_jobs_bury (bench->jobs, id, "x", NULL));
  rw_test_outbox_send (bench);
  rw_test_outbox_assert_taken (bench, 9, "a");
  rw_test_outbox_send (bench);
  rw_test_outbox_assert_taken (bench, 9, "");
}

static void
test_requeued (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = rw_test_outbox_add (bench, "a");

  rw_test_outbox_add_many (bench, "aaaa");
  g_assert_true (rw_jobs_cancel (bench->jobs, id, NULL));
  rw_test_outbox_assert_taken (bench, 9, "aaaa");
  rw_test_outbox_send (bench);
  g_assert_true (rw_jobs_requeue (bench->jobs, id, NULL));
  rw_test_outbox_assert_taken (bench, 9, "");
  rw_test_outbox_add_many (bench, "b");
  rw_test_outbox_assert_taken (bench, 9, "b");
}

/* All that a user cancelled is out of everybody's way. */
static void
test_over (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *done = rw_test_outbox_add (bench, "a");
  g_autofree char *failed = rw_test_outbox_add (bench, "a");
  g_autofree char *cancelled = rw_test_outbox_add (bench, "a");
  RwJobResult result = { "key", 1, "abc", "def", 1 };
  RwJobLease lease = { done, "worker", rw_test_claim (bench->jobs, done) };

  g_assert_true (rw_jobs_complete (bench->jobs, &lease, &result, NULL));
  lease = (RwJobLease){ failed, "worker", rw_test_claim (bench->jobs, failed) };
  g_assert_true (rw_jobs_fail (bench->jobs, &lease, "It cannot be read.", NULL));
  g_assert_true (rw_jobs_cancel (bench->jobs, cancelled, NULL));
  rw_test_outbox_assert_taken (bench, 9, "");
}

/* Whose message is lost gets another one; who waits for the first one does not. */
static void
test_resend (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_outbox_add_many (bench, "aaaaaa");
  rw_test_advance_clock (RW_JOBS_RESEND_AFTER);
  rw_test_outbox_assert_taken (bench, 9, "aaaa");
  rw_test_outbox_send (bench);
  g_assert_cmpint (rw_jobs_sweep (bench->jobs, NULL), ==, 0);
  rw_test_outbox_assert_taken (bench, 9, "");
  rw_test_advance_clock (RW_JOBS_RESEND_AFTER);
  g_assert_cmpint (rw_jobs_sweep (bench->jobs, NULL), ==, 0);
  g_assert_cmpint (rw_jobs_sweep (bench->jobs, NULL), ==, 0);
  rw_test_outbox_assert_taken (bench, 9, "aaaa");
  rw_test_outbox_send (bench);
  rw_test_outbox_assert_taken (bench, 9, "");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/jobs-outbox/" name, RwTestOutbox, NULL, rw_test_outbox_set_up, func,               \
              rw_test_outbox_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  ADD ("in-turn", test_in_turn);
  ADD ("places", test_places);
  ADD ("window", test_window);
  ADD ("released", test_released);
  ADD ("lost-sender", test_lost_sender);
  ADD ("moment-before", test_moment_before);
  ADD ("clock-back", test_clock_back);
  ADD ("asked-again", test_asked_again);
  ADD ("requeued", test_requeued);
  ADD ("over", test_over);
  ADD ("resend", test_resend);
  return g_test_run ();
}
