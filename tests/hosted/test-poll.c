/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-poll.h"

#include "rw-test-queue.h"
#include "rw-test.h"

#include <locale.h>

#define LIST "GET /api/predictions/?"

/* About jobs called "a", "b"…, each numbered by its letter. */
static RwPoll *
make (RwTestQueue *queue, const char *ids)
{
  RwPoll *poll = rw_poll_new (queue->endpoint);

  for (const char *id = ids; *id != '\0'; id++)
    rw_poll_add (poll, *id, 7, (char[]){ *id, '\0' });
  return poll;
}

static void
check_report (RwPoll *poll, guint i, const char *id, const char *word)
{
  const RwPollItem *item = poll->items->pdata[i];

  g_assert_no_error (item->error);
  g_assert_cmpint (item->number, ==, id[0]);
  g_assert_cmpint (item->revision, ==, 7);
  g_assert_cmpstr (item->report->id, ==, id);
  g_assert_cmpstr (item->report->word, ==, word);
}

static void
check_error (RwPoll *poll, guint i, RwError code)
{
  RwPollItem *item = poll->items->pdata[i];

  g_assert_null (item->report);
  rw_test_assert_error (&item->error, code, NULL);
}

static void
test_one (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwPoll) poll = make (queue, "a");

  rw_test_queue_reply (queue, "GET /api/predictions/a ", 200, RW_TEST_PREDICTION ("a", "QUEUED"));
  rw_poll_run (poll);
  check_report (poll, 0, "a", "QUEUED");
}

/* One request for all; another one for each that is over or not in the list. */
static void
test_several (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwPoll) poll = make (queue, "abcd");

  rw_test_queue_reply (
      queue, LIST, 200,
      "{\"predictions\":[" RW_TEST_JOB ("x", "QUEUED") "," RW_TEST_JOB (
          "b", "COMPLETED") "," RW_TEST_JOB ("a", "QUEUED") "," RW_TEST_JOB ("c", "RUNNING") "]}");
  rw_test_queue_reply (queue, "GET /api/predictions/b ", 200,
                       RW_TEST_PREDICTION ("b", "COMPLETED"));
  rw_test_queue_reply (queue, "GET /api/predictions/d ", 200, RW_TEST_PREDICTION ("d", "QUEUED"));
  rw_poll_run (poll);
  check_report (poll, 0, "a", "QUEUED");
  check_report (poll, 1, "b", "COMPLETED");
  check_report (poll, 2, "c", "RUNNING");
  check_report (poll, 3, "d", "QUEUED");
  g_assert_cmpuint (rw_test_server_count (queue->server, ""), ==, 3);
}

/* That one job is gone says nothing about the others. */
static void
test_one_is_gone (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwPoll) poll = make (queue, "ab");

  rw_test_queue_reply (queue, LIST, 200, "{\"predictions\":[]}");
  rw_test_queue_reply (queue, "GET /api/predictions/a ", 404, RW_TEST_ERROR ("No such job."));
  rw_test_queue_reply (queue, "GET /api/predictions/b ", 200, RW_TEST_PREDICTION ("b", "QUEUED"));
  rw_poll_run (poll);
  check_error (poll, 0, RW_ERROR_SERVER);
  check_report (poll, 1, "b", "QUEUED");
}

static void
test_list_fails (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwPoll) poll = make (queue, "ab");

  rw_test_server_reply (queue->server,
                        &(RwTestReply){ .status = 429, .header = "Retry-After: 40\r\n" });
  rw_poll_run (poll);
  check_error (poll, 0, RW_ERROR_BUSY);
  check_error (poll, 1, RW_ERROR_BUSY);
  g_assert_cmpint (poll->asked, ==, 40000);
  g_assert_cmpuint (rw_test_server_count (queue->server, ""), ==, 1);
}

/* A server that is busy, or does not let us in, is not asked for each of many jobs. */
static void
test_no_use (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwPoll) poll = make (queue, "abc");

  rw_test_queue_reply (queue, LIST, 200, "{\"predictions\":[" RW_TEST_JOB ("b", "QUEUED") "]}");
  rw_test_queue_reply (queue, "GET /api/predictions/a ", 401, "");
  rw_poll_run (poll);
  check_error (poll, 0, RW_ERROR_ACCESS);
  check_report (poll, 1, "b", "QUEUED");
  check_error (poll, 2, RW_ERROR_ACCESS);
}

static void
test_cancelled (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwPoll) poll = make (queue, "ab");

  g_cancellable_cancel (poll->cancellable);
  rw_poll_run (poll);
  rw_test_assert_cancelled (&((RwPollItem *) poll->items->pdata[0])->error);
  rw_test_assert_cancelled (&((RwPollItem *) poll->items->pdata[1])->error);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/poll/one", test_one);
  g_test_add_func ("/poll/several", test_several);
  g_test_add_func ("/poll/one-is-gone", test_one_is_gone);
  g_test_add_func ("/poll/list-fails", test_list_fails);
  g_test_add_func ("/poll/no-use", test_no_use);
  g_test_add_func ("/poll/cancelled", test_cancelled);
  return g_test_run ();
}
