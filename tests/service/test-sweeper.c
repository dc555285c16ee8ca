/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sweeper.h"

#include "rw-io.h"
#include "rw-test-backend.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

#define LONG (60 * 1000)

static void
test_sweeps (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_create_job (backend->jobs);
  g_autoptr (RwSweeper) sweeper = rw_sweeper_start (backend);
  g_autoptr (RwQueueMessage) message = rw_queue_receive (backend->queue, LONG, LONG, NULL, NULL);

  g_assert_nonnull (message);
  g_assert_cmpuint (rw_test_drain_outbox (backend->jobs), ==, 0);
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t written = PTHREAD_COND_INITIALIZER;
static GString *log_lines;

static ssize_t
take (int fd G_GNUC_UNUSED, const void *bytes, size_t length)
{
  pthread_mutex_lock (&lock);
  g_string_append_len (log_lines, bytes, (gssize) length);
  pthread_cond_signal (&written);
  pthread_mutex_unlock (&lock);
  return (ssize_t) length;
}

static void
wait_for_line (const char *part)
{
  pthread_mutex_lock (&lock);
  while (strstr (log_lines->str, part) == NULL)
    pthread_cond_wait (&written, &lock);
  pthread_mutex_unlock (&lock);
}

static guint
count (const char *part)
{
  guint n = 0;

  for (const char *at = log_lines->str; (at = strstr (at, part)) != NULL; at++)
    n++;
  return n;
}

/* Two passes fail: that is told once, and so is that the third one works. */
static void
test_faults (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwBackend) failing = rw_test_failing_backend (real);
  RwBackend backend = { .jobs = failing->jobs, .queue = real->queue, .storage = real->storage };

  log_lines = g_string_new (NULL);
  rw_io.write = take;
  rw_test_fail_calls (0, 2, RW_TEST_NOT_DONE);
  RwSweeper *sweeper = rw_sweeper_start (&backend);
  wait_for_line ("upkeep-works");
  rw_sweeper_stop (sweeper);
  rw_io.write = write;
  g_assert_cmpuint (rw_test_count_calls ("sweep"), ==, 3);
  g_assert_cmpuint (count ("upkeep-failed"), ==, 1);
  g_assert_cmpuint (count ("\n"), ==, 2);
  g_string_free (log_lines, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweeper/sweeps", test_sweeps);
  g_test_add_func ("/sweeper/faults", test_faults);
  return g_test_run ();
}
