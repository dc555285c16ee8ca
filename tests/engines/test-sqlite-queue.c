/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-queue.h"

#include "rw-clock.h"
#include "rw-database.h"
#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define N_THREADS    4
#define N_MESSAGES   40
#define VERY_LONG_MS (3600 * 1000)

static RwQueue *
open_queue (const char *path)
{
  g_autoptr (GError) error = NULL;
  RwQueue *queue = rw_sqlite_queue_open (path, &error);

  g_assert_no_error (error);
  return queue;
}

static RwQueue *
new_queue (void)
{
  g_autofree char *path = rw_test_dup_new_path ();

  return open_queue (path);
}

static void
send (RwQueue *queue, const char *body)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_queue_send (queue, body, 0, &error));
  g_assert_no_error (error);
}

/* What is there now; NULL: nothing. */
static RwQueueMessage *
receive (RwQueue *queue)
{
  g_autoptr (GError) error = NULL;
  RwQueueMessage *message = rw_queue_receive (queue, 0, RW_TEST_LEASE, NULL, &error);

  g_assert_no_error (error);
  return message;
}

static void
assert_received (RwQueue *queue, const char *body, gint64 n_receives)
{
  g_autoptr (RwQueueMessage) message = receive (queue);

  g_assert_nonnull (message);
  g_assert_cmpstr (message->body, ==, body);
  g_assert_cmpint (message->n_receives, ==, n_receives);
}

static void
assert_nothing (RwQueue *queue)
{
  g_assert_null (receive (queue));
}

static void
assert_count (RwQueue *queue, gint64 expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rw_queue_count (queue, &error), ==, expected);
  g_assert_no_error (error);
}

static void
test_order (void)
{
  g_autoptr (RwQueue) queue = new_queue ();

  assert_nothing (queue);
  send (queue, "one");
  send (queue, "zwei “2”");
  assert_count (queue, 2);
  assert_received (queue, "one", 1);
  assert_received (queue, "zwei “2”", 1);
  assert_nothing (queue);
  assert_count (queue, 2);
}

static void
test_delay (void)
{
  g_autoptr (RwQueue) queue = new_queue ();

  g_assert_true (rw_queue_send (queue, "later", 1000, NULL));
  rw_test_advance_clock (999);
  assert_nothing (queue);
  rw_test_advance_clock (1);
  assert_received (queue, "later", 1);
}

static void
test_invisible (void)
{
  g_autoptr (RwQueue) queue = new_queue ();

  send (queue, "again");
  assert_received (queue, "again", 1);
  rw_test_advance_clock (RW_TEST_LEASE - 1);
  assert_nothing (queue);
  rw_test_advance_clock (1);
  assert_received (queue, "again", 2);
}

/* When the clock is set back, nothing stays hidden for as long as that. */
static void
test_clock_back (void)
{
  g_autoptr (RwQueue) queue = new_queue ();

  send (queue, "waits");
  rw_test_advance_clock (-2 * VERY_LONG_MS);
  assert_received (queue, "waits", 1);
  assert_nothing (queue);
  rw_test_advance_clock (-2 * VERY_LONG_MS);
  assert_received (queue, "waits", 2);
  rw_test_advance_clock (-1000);
  assert_nothing (queue);
}

static void
test_extend (void)
{
  g_autoptr (RwQueue) queue = new_queue ();
  g_autoptr (GError) error = NULL;

  send (queue, "long work");
  g_autoptr (RwQueueMessage) message = receive (queue);
  rw_test_advance_clock (RW_TEST_LEASE - 1);
  g_assert_true (rw_queue_extend (queue, message, RW_TEST_LEASE, &error));
  rw_test_advance_clock (RW_TEST_LEASE - 1);
  assert_nothing (queue);
  g_assert_true (rw_queue_extend (queue, message, 0, &error));
  g_autoptr (RwQueueMessage) next = receive (queue);
  g_assert_cmpint (next->n_receives, ==, 2);
  g_assert_cmpstr (next->receipt, !=, message->receipt);
  g_assert_false (rw_queue_extend (queue, message, 0, &error));
  assert_nothing (queue);
  g_assert_true (rw_queue_remove (queue, next, &error));
  g_assert_false (rw_queue_extend (queue, next, 0, &error));
  g_assert_no_error (error);
}

static void
test_remove (void)
{
  g_autoptr (RwQueue) queue = new_queue ();
  g_autoptr (GError) error = NULL;

  send (queue, "work");
  g_autoptr (RwQueueMessage) message = receive (queue);
  rw_test_advance_clock (RW_TEST_LEASE);
  g_autoptr (RwQueueMessage) next = receive (queue);
  g_assert_true (rw_queue_remove (queue, message, &error));
  assert_count (queue, 1);
  g_assert_true (rw_queue_remove (queue, next, &error));
  assert_count (queue, 0);
  g_assert_true (rw_queue_remove (queue, next, &error));
  g_assert_no_error (error);
}

/* "poison fine " for the bodies of those that nobody settled, which are settled now. */
static char *
settle_all (RwQueue *queue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwDeadLetter) letter = NULL;
  GString *bodies = g_string_new (NULL);

  while ((letter = rw_queue_take_dead (queue, &error)) != NULL)
    {
      g_string_append_printf (bodies, "%s ", letter->body);
      g_assert_true (rw_queue_settle_dead (queue, letter, &error));
      g_clear_pointer (&letter, rw_dead_letter_free);
    }
  g_assert_no_error (error);
  return g_string_free (bodies, FALSE);
}

static void
test_dead_letter (void)
{
  g_autoptr (RwQueue) queue = new_queue ();
  g_autoptr (GError) error = NULL;

  send (queue, "poison");
  send (queue, "fine");
  for (gint64 n = 1; n <= RW_QUEUE_MAX_RECEIVES; n++)
    {
      assert_received (queue, "poison", n);
      assert_received (queue, "fine", n);
      g_assert_null (rw_queue_take_dead (queue, &error));
      rw_test_advance_clock (RW_TEST_LEASE);
    }
  assert_nothing (queue);
  assert_count (queue, 0);
  g_autoptr (RwDeadLetter) letter = rw_queue_take_dead (queue, &error);
  g_assert_cmpstr (letter->body, ==, "poison");
  g_assert_cmpstr (letter->reason, ==, "received too often");
  g_assert_cmpint (letter->died_at, ==, rw_clock_now ());
  g_assert_no_error (error);
  g_autofree char *bodies = settle_all (queue);
  g_assert_cmpstr (bodies, ==, "poison fine ");
}

/* A dead letter is to be taken until it is settled, and stays until it is forgotten. */
static void
test_settle (void)
{
  g_autoptr (RwQueue) queue = new_queue ();
  g_autoptr (GError) error = NULL;

  send (queue, "poison");
  for (gint64 n = 1; n <= RW_QUEUE_MAX_RECEIVES; n++)
    {
      assert_received (queue, "poison", n);
      rw_test_advance_clock (RW_TEST_LEASE);
    }
  assert_nothing (queue);
  g_autoptr (RwDeadLetter) first = rw_queue_take_dead (queue, &error);
  g_autoptr (RwDeadLetter) again = rw_queue_take_dead (queue, &error);
  g_assert_cmpstr (first->id, ==, again->id);
  g_assert_nonnull (first->receipt);
  g_assert_true (rw_queue_settle_dead (queue, first, &error));
  g_assert_null (rw_queue_take_dead (queue, &error));
  g_assert_true (rw_queue_settle_dead (queue, first, &error));
  g_assert_true (rw_queue_forget_dead (queue, again, &error));
  g_assert_true (rw_queue_forget_dead (queue, first, &error));
  g_assert_no_error (error);
}

static void
test_bury (void)
{
  g_autoptr (RwQueue) queue = new_queue ();
  g_autoptr (GError) error = NULL;

  send (queue, "nonsense");
  g_autoptr (RwQueueMessage) old = receive (queue);
  rw_test_advance_clock (RW_TEST_LEASE);
  g_autoptr (RwQueueMessage) message = receive (queue);
  g_assert_true (rw_queue_bury (queue, old, "late", &error));
  assert_count (queue, 1);
  g_assert_true (rw_queue_bury (queue, message, "no JSON", &error));
  assert_count (queue, 0);
  g_autoptr (RwDeadLetter) letter = rw_queue_take_dead (queue, &error);
  g_assert_cmpstr (letter->reason, ==, "no JSON");
  g_assert_cmpstr (letter->id, ==, message->id);
  g_assert_true (rw_queue_forget_dead (queue, letter, &error));
  g_assert_null (rw_queue_take_dead (queue, &error));
  g_assert_no_error (error);
}

static void
test_length (void)
{
  g_autoptr (RwQueue) queue = new_queue ();
  g_autoptr (GError) error = NULL;
  g_autofree char *longest = g_strnfill (64 * 1024, 'x');
  g_autofree char *longer = g_strnfill (64 * 1024 + 1, 'x');

  g_assert_true (rw_queue_send (queue, longest, 0, &error));
  g_assert_no_error (error);
  g_assert_false (rw_queue_send (queue, longer, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL);
}

static gpointer
send_from_elsewhere (gpointer path)
{
  g_autoptr (RwQueue) queue = open_queue (path);

  send (queue, "at last");
  return NULL;
}

/* What another process sends is found without being told. */
static void
test_wait (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (RwQueue) queue = open_queue (path);
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("send", send_from_elsewhere, path);
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (queue, VERY_LONG_MS, RW_TEST_LEASE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (message->body, ==, "at last");
  g_thread_join (thread);
  g_assert_null (rw_queue_receive (queue, 30, RW_TEST_LEASE, NULL, &error));
  g_assert_no_error (error);
}

static gpointer
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (RwQueue) queue = new_queue ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);

  g_assert_null (rw_queue_receive (queue, VERY_LONG_MS, RW_TEST_LEASE, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_thread_join (thread);
  send (queue, "stays");
  g_assert_null (rw_queue_receive (queue, 0, RW_TEST_LEASE, cancellable, &error));
  rw_test_assert_cancelled (&error);
  assert_received (queue, "stays", 1);
}

typedef struct
{
  RwQueue *queue;
  guint n_received;
} Racer;

static gpointer
receive_all (gpointer data)
{
  Racer *racer = data;
  g_autoptr (RwQueueMessage) message = NULL;

  while ((message = receive (racer->queue)) != NULL)
    {
      g_assert_cmpint (message->n_receives, ==, 1);
      racer->n_received++;
      g_clear_pointer (&message, rw_queue_message_free);
    }
  return NULL;
}

/* Nobody gets what somebody else has. */
static void
test_threads (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (RwQueue) queue = open_queue (path);
  g_autoptr (RwQueue) other = open_queue (path);
  GThread *threads[N_THREADS];
  Racer racers[N_THREADS];
  guint n_received = 0;

  for (guint i = 0; i < N_MESSAGES; i++)
    send (queue, "work");
  for (guint i = 0; i < N_THREADS; i++)
    {
      racers[i] = (Racer){ i % 2 == 0 ? queue : other, 0 };
      threads[i] = g_thread_new ("receive", receive_all, &racers[i]);
    }
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_thread_join (threads[i]);
      n_received += racers[i].n_received;
    }
  g_assert_cmpuint (n_received, ==, N_MESSAGES);
}

static void
test_reopened (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  RwQueue *queue = open_queue (path);

  send (queue, "kept");
  g_object_unref (queue);
  queue = open_queue (path);
  assert_received (queue, "kept", 1);
  g_object_unref (queue);
}

#define ASSERT_BROKEN(failed)                                                                      \
  g_assert_true (failed);                                                                          \
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL)

static void
test_broken (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (RwQueue) queue = open_queue (path);
  g_autoptr (RwDatabase) database = rw_database_open (path, rw_sqlite_schema, NULL);
  g_autoptr (GError) error = NULL;
  char text[] = "x";
  RwQueueMessage message = { text, text, text, 1 };
  RwDeadLetter letter = { text, text, text, text, 1 };

  rw_database_run (database, NULL, "DROP TABLE messages", "");
  rw_database_run (database, NULL, "DROP TABLE dead_letters", "");
  ASSERT_BROKEN (!rw_queue_send (queue, "x", 0, &error));
  ASSERT_BROKEN (rw_queue_receive (queue, VERY_LONG_MS, 1, NULL, &error) == NULL);
  ASSERT_BROKEN (!rw_queue_extend (queue, &message, 1, &error));
  ASSERT_BROKEN (!rw_queue_remove (queue, &message, &error));
  ASSERT_BROKEN (!rw_queue_bury (queue, &message, "x", &error));
  ASSERT_BROKEN (rw_queue_take_dead (queue, &error) == NULL);
  ASSERT_BROKEN (!rw_queue_settle_dead (queue, &letter, &error));
  ASSERT_BROKEN (!rw_queue_forget_dead (queue, &letter, &error));
  ASSERT_BROKEN (rw_queue_count (queue, &error) == -1);
  ASSERT_BROKEN (rw_sqlite_queue_open ("/dev/null/x", &error) == NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/sqlite-queue/order", test_order);
  g_test_add_func ("/sqlite-queue/delay", test_delay);
  g_test_add_func ("/sqlite-queue/invisible", test_invisible);
  g_test_add_func ("/sqlite-queue/clock-back", test_clock_back);
  g_test_add_func ("/sqlite-queue/extend", test_extend);
  g_test_add_func ("/sqlite-queue/remove", test_remove);
  g_test_add_func ("/sqlite-queue/dead-letter", test_dead_letter);
  g_test_add_func ("/sqlite-queue/settle", test_settle);
  g_test_add_func ("/sqlite-queue/bury", test_bury);
  g_test_add_func ("/sqlite-queue/length", test_length);
  g_test_add_func ("/sqlite-queue/wait", test_wait);
  g_test_add_func ("/sqlite-queue/cancel", test_cancel);
  g_test_add_func ("/sqlite-queue/threads", test_threads);
  g_test_add_func ("/sqlite-queue/reopened", test_reopened);
  g_test_add_func ("/sqlite-queue/broken", test_broken);
  return g_test_run ();
}
