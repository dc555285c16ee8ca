/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-refiller.h"

#include "rw-test-backend.h"
#include "rw-test-service.h"

#define LONG (60 * 1000)

static void
test_refills (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwRefiller) refiller = rw_refiller_start (backend);

  for (guint i = 0; i < 3; i++)
    {
      g_free (rw_test_create_job (backend->jobs));
      rw_refiller_tell (refiller);
      g_autoptr (RwQueueMessage) message =
          rw_queue_receive (backend->queue, LONG, LONG, NULL, NULL);
      g_assert_nonnull (message);
    }
}

/* What it was told before it is stopped is done. */
static void
test_stopped (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  RwRefiller *refiller = rw_refiller_start (backend);

  g_free (rw_test_create_job (backend->jobs));
  rw_refiller_tell (refiller);
  rw_refiller_stop (refiller);
  g_assert_cmpint (rw_queue_count (backend->queue, NULL), ==, 1);
}

static void
test_not_told (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  RwRefiller *refiller = rw_refiller_start (backend);

  g_free (rw_test_create_job (backend->jobs));
  rw_refiller_stop (refiller);
  g_assert_cmpint (rw_queue_count (backend->queue, NULL), ==, 0);
}

/* A fault ends nothing. */
static void
test_fault (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwBackend) failing = rw_test_failing_backend (real);
  RwRefiller *refiller = rw_refiller_start (failing);

  g_free (rw_test_create_job (real->jobs));
  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  rw_refiller_tell (refiller);
  rw_test_wait_for_calls ("send", 1);
  g_free (rw_test_create_job (real->jobs));
  rw_refiller_tell (refiller);
  rw_refiller_stop (refiller);
  g_assert_cmpuint (rw_test_count_calls ("send"), ==, 2);
  g_assert_cmpint (rw_queue_count (real->queue, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refiller/refills", test_refills);
  g_test_add_func ("/refiller/stopped", test_stopped);
  g_test_add_func ("/refiller/not-told", test_not_told);
  g_test_add_func ("/refiller/fault", test_fault);
  return g_test_run ();
}
