/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With the service that with-sqs.py runs: its seconds are real ones. */
#include "rw-sqs-queue.h"

#include "rw-aws-retry.h"
#include "rw-clock.h"
#include "rw-test-sqs.h"
#include "rw-test.h"

#include <string.h>

#define LONG_MS    (3600 * 1000)
#define N_THREADS  4
#define N_MESSAGES 25

static void
send (RwTestSqs *test, const char *body, gint64 delay)
{
  g_autoptr (GError) error = NULL;

  rw_queue_send (test->queue, body, delay, &error);
  g_assert_no_error (error);
}

static RwQueueMessage *
receive (RwTestSqs *test, gint64 wait, gint64 invisible)
{
  g_autoptr (GError) error = NULL;
  RwQueueMessage *message = rw_queue_receive (test->queue, wait, invisible, NULL, &error);

  g_assert_no_error (error);
  return message;
}

static void
assert_nothing (RwTestSqs *test)
{
  g_assert_null (receive (test, 0, LONG_MS));
}

static void
assert_count (RwTestSqs *test, gint64 wanted)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rw_queue_count (test->queue, &error), ==, wanted);
  g_assert_no_error (error);
}

static void
assert_body (const char *body)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  g_autoptr (GError) error = NULL;

  send (test, body, 0);
  assert_count (test, 1);
  g_autoptr (RwQueueMessage) message = receive (test, 0, LONG_MS);
  g_assert_cmpstr (message->body, ==, body);
  g_assert_cmpint (message->n_receives, ==, 1);
  assert_nothing (test);
  assert_count (test, 1);
  g_assert_true (rw_queue_remove (test->queue, message, &error));
  g_assert_true (rw_queue_remove (test->queue, message, &error));
  g_assert_no_error (error);
  assert_count (test, 0);
}

static void
test_bodies (void)
{
  g_autofree char *long_body = g_strnfill (RW_SQS_MAX_BODY, '"');

  assert_body ("{\"version\": 1, \"s3_file_path\": \"a/b\"}");
  assert_body ("“ß 漢”\t\r\n\\ / \" </Message> &amp; %20+");
  assert_body (long_body);
}

static void
test_no_bodies (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  g_autofree char *too_long = g_strnfill (RW_SQS_MAX_BODY + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_queue_send (test->queue, too_long, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_LIMIT, "256001 bytes");
  g_assert_false (rw_queue_send (test->queue, "\xff", 0, &error));
  rw_test_assert_error (&error, RW_ERROR_LIMIT, "none that the queue takes");
  g_assert_false (rw_queue_send (test->queue, "\x02", 0, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "InvalidMessageContents");
  assert_count (test, 0);
}

static void
test_delay (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  gint64 start = g_get_monotonic_time ();

  send (test, "later", 1);
  assert_nothing (test);
  assert_count (test, 1);
  g_autoptr (RwQueueMessage) message = receive (test, 5000, LONG_MS);
  g_assert_cmpstr (message->body, ==, "later");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 900 * 1000);
}

/* Comes back by itself, inside of a wait. */
static void
test_invisible (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();

  send (test, "again", 0);
  g_autoptr (RwQueueMessage) first = receive (test, 0, 1);
  assert_nothing (test);
  g_autoptr (RwQueueMessage) second = receive (test, 5000, LONG_MS);
  g_assert_cmpstr (second->id, ==, first->id);
  g_assert_cmpstr (second->receipt, !=, first->receipt);
  g_assert_cmpint (second->n_receives, ==, 2);
}

static void
test_extend (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  g_autoptr (GError) error = NULL;

  send (test, "long work", 0);
  g_autoptr (RwQueueMessage) first = receive (test, 0, 1000);
  g_assert_true (rw_queue_extend (test->queue, first, LONG_MS, &error));
  g_usleep (1100 * 1000);
  assert_nothing (test);
  g_assert_true (rw_queue_extend (test->queue, first, 0, &error));
  g_autoptr (RwQueueMessage) second = receive (test, 0, LONG_MS);
  g_assert_cmpint (second->n_receives, ==, 2);
  g_assert_false (rw_queue_extend (test->queue, first, LONG_MS, &error));
  g_assert_true (rw_queue_remove (test->queue, first, &error));
  assert_count (test, 1);
  g_assert_true (rw_queue_remove (test->queue, second, &error));
  g_assert_false (rw_queue_extend (test->queue, second, 0, &error));
  g_assert_no_error (error);
}

/* What a health check does: that nobody has this receipt is told, and that the queue is there. */
static void
test_no_receipt (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  char nothing[] = "";
  RwQueueMessage message = { .id = nothing, .body = nothing, .receipt = nothing };
  g_autoptr (GError) error = NULL;
  g_autoptr (RwQueue) none = rw_sqs_queue_new (test->client, "http://x/1/none", "http://x/1/y");

  g_assert_false (rw_queue_extend (test->queue, &message, 0, &error));
  g_assert_no_error (error);
  g_assert_false (rw_queue_extend (none, &message, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "QueueDoesNotExist");
}

static void
use_up (RwTestSqs *test)
{
  for (guint i = 1; i <= RW_QUEUE_MAX_RECEIVES; i++)
    {
      g_autoptr (RwQueueMessage) message = receive (test, 0, LONG_MS);
      g_assert_cmpint (message->n_receives, ==, i);
      g_assert_true (rw_queue_extend (test->queue, message, 0, NULL));
    }
}

static RwDeadLetter *
take (RwTestSqs *test)
{
  g_autoptr (GError) error = NULL;
  RwDeadLetter *letter = rw_queue_take_dead (test->queue, &error);

  g_assert_no_error (error);
  return letter;
}

static void
test_received_too_often (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  g_autoptr (GError) error = NULL;

  send (test, "poison", 0);
  g_assert_null (take (test));
  use_up (test);
  assert_nothing (test);
  assert_count (test, 0);
  g_autoptr (RwDeadLetter) letter = take (test);
  g_assert_cmpstr (letter->body, ==, "poison");
  g_assert_cmpstr (letter->reason, ==, "received too often");
  g_assert_cmpint (ABS (letter->died_at - rw_clock_now ()), <, 60 * 1000);
  g_assert_null (take (test));
  g_assert_true (rw_queue_settle_dead (test->queue, letter, &error));
  g_assert_null (take (test));
  g_assert_true (rw_queue_forget_dead (test->queue, letter, &error));
  g_assert_true (rw_queue_forget_dead (test->queue, letter, &error));
  g_assert_true (rw_queue_settle_dead (test->queue, letter, &error));
  g_assert_no_error (error);
}

static void
test_bury (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  g_autoptr (GError) error = NULL;

  send (test, "nonsense", 0);
  g_autoptr (RwQueueMessage) message = receive (test, 0, LONG_MS);
  g_assert_true (rw_queue_bury (test->queue, message, "no “JSON”", &error));
  g_assert_no_error (error);
  assert_count (test, 0);
  g_autoptr (RwDeadLetter) letter = take (test);
  g_assert_cmpstr (letter->body, ==, "nonsense");
  g_assert_cmpstr (letter->reason, ==, "no “JSON”");
  g_assert_cmpint (ABS (letter->died_at - rw_clock_now ()), <, 60 * 1000);
  g_assert_null (take (test));
}

static void
test_check (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  g_autofree char *other = rw_test_sqs_make_queue (test->client, "other", NULL, 0);
  g_autofree char *hasty = rw_test_sqs_make_queue (test->client, "hasty", other, 2);
  g_autoptr (RwQueue) swapped = rw_sqs_queue_new (test->client, test->url, other);
  g_autoptr (RwQueue) without = rw_sqs_queue_new (test->client, other, test->dead_letter_url);
  g_autoptr (RwQueue) none = rw_sqs_queue_new (test->client, "http://x/1/none", other);
  g_autoptr (RwQueue) too_hasty = rw_sqs_queue_new (test->client, hasty, other);
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_sqs_queue_check (RW_SQS_QUEUE (test->queue), &error));
  g_assert_no_error (error);
  g_assert_false (rw_sqs_queue_check (RW_SQS_QUEUE (swapped), &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "Set its redrive policy");
  g_assert_false (rw_sqs_queue_check (RW_SQS_QUEUE (without), &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "a maximum of 3 receives");
  g_assert_false (rw_sqs_queue_check (RW_SQS_QUEUE (too_hasty), &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "a maximum of 3 receives");
  g_assert_false (rw_sqs_queue_check (RW_SQS_QUEUE (none), &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "QueueDoesNotExist");
}

static void
test_wrong_keys (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  const char *id = g_getenv ("AWS_ACCESS_KEY_ID");
  g_autoptr (RwAwsClient) liar = rw_test_sqs_new_client (id, "guess");
  g_autoptr (RwAwsClient) stranger = rw_test_sqs_new_client ("AKIANOBODY", "guess");
  g_autoptr (RwQueue) first = rw_sqs_queue_new (liar, test->url, test->dead_letter_url);
  g_autoptr (RwQueue) second = rw_sqs_queue_new (stranger, test->url, test->dead_letter_url);
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_queue_send (first, "x", 0, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "InvalidSignatureException");
  g_assert_null (rw_queue_receive (second, 0, LONG_MS, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "UnrecognizedClientException");
  g_assert_cmpint (rw_queue_count (second, &error), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "GetQueueAttributes");
  assert_count (test, 0);
}

static gint64
get_slow_time (void)
{
  return g_get_real_time () / 1000 - 20 * 60 * 1000;
}

/* A clock that is 20 minutes slow is set right by what the service says. */
static void
test_wrong_clock (void)
{
  gint64 (*usual) (void) = rw_clock_now;

  rw_clock_now = get_slow_time;
  assert_body ("late");
  rw_clock_now = usual;
}

static gpointer
send_soon (gpointer data)
{
  g_usleep (200 * 1000);
  send (data, "at last", 0);
  return NULL;
}

static void
test_wait (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  gint64 start = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("send", send_soon, test);
  g_autoptr (RwQueueMessage) message = receive (test, 20000, LONG_MS);

  g_thread_join (thread);
  g_assert_cmpstr (message->body, ==, "at last");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * 1000 * 1000);
  g_assert_null (receive (test, 1, LONG_MS));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1100 * 1000);
}

typedef struct
{
  RwQueue *queue;
  GCancellable *cancellable;
} Late;

static gpointer
cancel_and_send (gpointer data)
{
  const Late *late = data;

  g_usleep (300 * 1000);
  g_cancellable_cancel (late->cancellable);
  g_assert_true (rw_queue_send (late->queue, "late", 0, NULL));
  return NULL;
}

/* A wait that has begun gets what comes: given up, it would keep it from everybody. */
static void
test_cancel (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Late late = { test->queue, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_and_send, &late);
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (test->queue, 20000, LONG_MS, cancellable, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (message->body, ==, "late");
  g_thread_join (thread);
  g_assert_null (rw_queue_receive (test->queue, 20000, LONG_MS, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

static gpointer
send_and_work (gpointer data)
{
  RwTestSqs *test = data;
  guint n = 0;

  for (guint i = 0; i < N_MESSAGES; i++)
    send (test, "work", 0);
  for (RwQueueMessage *message = receive (test, 1000, LONG_MS); message != NULL;
       message = receive (test, 1000, LONG_MS))
    {
      g_assert_true (rw_queue_extend (test->queue, message, LONG_MS, NULL));
      g_assert_true (rw_queue_remove (test->queue, message, NULL));
      rw_queue_message_free (message);
      n++;
    }
  return GUINT_TO_POINTER (n);
}

static void
test_threads (void)
{
  g_autoptr (RwTestSqs) test = rw_test_sqs_new ();
  GThread *threads[N_THREADS];
  guint n = 0;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("work", send_and_work, test);
  for (guint i = 0; i < N_THREADS; i++)
    n += GPOINTER_TO_UINT (g_thread_join (threads[i]));
  g_assert_cmpuint (n, ==, N_THREADS * N_MESSAGES);
  assert_count (test, 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/sqs-queue/bodies", test_bodies);
  g_test_add_func ("/sqs-queue/no-bodies", test_no_bodies);
  g_test_add_func ("/sqs-queue/delay", test_delay);
  g_test_add_func ("/sqs-queue/invisible", test_invisible);
  g_test_add_func ("/sqs-queue/extend", test_extend);
  g_test_add_func ("/sqs-queue/no-receipt", test_no_receipt);
  g_test_add_func ("/sqs-queue/received-too-often", test_received_too_often);
  g_test_add_func ("/sqs-queue/bury", test_bury);
  g_test_add_func ("/sqs-queue/check", test_check);
  g_test_add_func ("/sqs-queue/wrong-keys", test_wrong_keys);
  g_test_add_func ("/sqs-queue/wrong-clock", test_wrong_clock);
  g_test_add_func ("/sqs-queue/wait", test_wait);
  g_test_add_func ("/sqs-queue/cancel", test_cancel);
  g_test_add_func ("/sqs-queue/threads", test_threads);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("RW_TEST_SQS_ENDPOINT"));
  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 2, .first = 10, .most = 10 };
  add_tests ();
  return g_test_run ();
}
