/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-delivery.h"

#include "rw-test-backend.h"
#include "rw-test-job.h"
#include "rw-test-service.h"

/* A backend with one message, which was received through a backend that may fail. */
typedef struct
{
  RwBackend *real;
  RwBackend *failing;
  RwQueueMessage *message;
  RwDelivery delivery;
} Delivered;

static RwQueueMessage *
receive (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;
  RwQueueMessage *message = rw_queue_receive (backend->queue, 0, RW_TEST_LEASE, NULL, &error);

  g_assert_no_error (error);
  return message;
}

static void
set_up (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_stop_clock ();
  test->real = rw_test_backend ();
  test->failing = rw_test_failing_backend (test->real);
  g_assert_true (rw_queue_send (test->real->queue, "body", 0, NULL));
  test->message = receive (test->real);
  test->delivery = (RwDelivery){ test->failing->queue, test->message };
}

static void
tear_down (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_queue_message_free (test->message);
  rw_backend_free (test->failing);
  rw_backend_free (test->real);
}

/* It comes back when its time of invisibility runs out, and not before. */
static void
assert_comes_back_after (Delivered *test, gint64 ms)
{
  if (ms > 0)
    {
      rw_test_advance_clock (ms - 1);
      g_assert_null (receive (test->real));
      rw_test_advance_clock (1);
    }
  g_autoptr (RwQueueMessage) message = receive (test->real);
  g_assert_nonnull (message);
  g_assert_cmpstr (message->id, ==, test->message->id);
}

static void
test_remove (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_delivery_remove (&test->delivery);
  g_assert_cmpint (rw_queue_count (test->real->queue, NULL), ==, 0);
  g_assert_cmpuint (rw_test_count_dead (test->real), ==, 0);
}

static void
test_postpone (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_delivery_postpone (&test->delivery, 5000);
  assert_comes_back_after (test, 5000);
}

static void
test_at_once (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_delivery_postpone (&test->delivery, 0);
  assert_comes_back_after (test, 0);
}

static void
test_bury (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_delivery_bury (&test->delivery, "because");
  g_assert_cmpint (rw_queue_count (test->real->queue, NULL), ==, 0);
  g_autoptr (RwDeadLetter) letter = rw_queue_take_dead (test->real->queue, NULL);
  g_assert_cmpstr (letter->reason, ==, "because");
  g_assert_cmpstr (letter->body, ==, "body");
}

/* Somebody else has it by now: nothing happens to it. */
static void
test_old_receipt (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_advance_clock (RW_TEST_LEASE);
  g_autoptr (RwQueueMessage) message = receive (test->real);

  rw_delivery_postpone (&test->delivery, 0);
  rw_delivery_bury (&test->delivery, "because");
  rw_delivery_remove (&test->delivery);
  g_assert_cmpint (rw_queue_count (test->real->queue, NULL), ==, 1);
  g_assert_cmpuint (rw_test_count_dead (test->real), ==, 0);
  assert_comes_back_after (test, RW_TEST_LEASE);
}

static void
test_faults (Delivered *test, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_fail_calls (0, 3, RW_TEST_NOT_DONE);
  rw_delivery_postpone (&test->delivery, 0);
  rw_delivery_bury (&test->delivery, "because");
  rw_delivery_remove (&test->delivery);
  g_assert_cmpstr (rw_test_get_failed_call (), ==, "remove");
  assert_comes_back_after (test, RW_TEST_LEASE);
}

#define ADD(name, func) g_test_add ("/delivery/" name, Delivered, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("remove", test_remove);
  ADD ("postpone", test_postpone);
  ADD ("at-once", test_at_once);
  ADD ("bury", test_bury);
  ADD ("old-receipt", test_old_receipt);
  ADD ("faults", test_faults);
  return g_test_run ();
}
