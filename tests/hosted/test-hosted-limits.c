/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-hosted.h"
#include "rw-test.h"

#include <locale.h>

typedef struct
{
  RwLimits *limits;
  GError *error;
  gboolean is_done;
} Answer;

static void
answer_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->limits = rw_hosted_ask_limits_finish (result, &answer->error);
  answer->is_done = TRUE;
}

static gboolean
is_done (gpointer answer)
{
  return ((Answer *) answer)->is_done;
}

static Answer
ask (RwTestQueue *queue, GCancellable *cancellable)
{
  Answer answer = { 0 };

  rw_hosted_ask_limits_async (queue->endpoint, cancellable, answer_cb, &answer);
  rw_test_wait_until (is_done, &answer);
  return answer;
}

static void
test_answer (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();

  rw_test_queue_set_limits (queue, RW_TEST_LIMITS);
  Answer answer = ask (queue, NULL);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.limits->user, ==, "ann");
  rw_limits_free (answer.limits);
}

static void
test_error (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();

  rw_test_queue_reply (queue, "GET /api/limits", 401, "");
  Answer answer = ask (queue, NULL);
  g_assert_null (answer.limits);
  rw_test_assert_error (&answer.error, RW_ERROR_ACCESS, "does not know this token");
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  rw_test_server_reply (queue->server, &(RwTestReply){ .is_stalled = TRUE });
  g_timeout_add (20, cancel_cb, cancellable);
  Answer answer = ask (queue, cancellable);
  g_assert_null (answer.limits);
  rw_test_assert_cancelled (&answer.error);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hosted-limits/answer", test_answer);
  g_test_add_func ("/hosted-limits/error", test_error);
  g_test_add_func ("/hosted-limits/cancel", test_cancel);
  return g_test_run ();
}
