/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A signal that comes before anybody waits is not lost, and ends nothing. */
static void
test_wait (void)
{
  g_assert_cmpint (kill (getpid (), SIGTERM), ==, 0);
  rw_signals_wait ();
  g_assert_cmpint (kill (getpid (), SIGINT), ==, 0);
  rw_signals_wait ();
}

static gboolean
is_pending (int number)
{
  sigset_t signals;

  sigpending (&signals);
  return sigismember (&signals, number) == 1;
}

static gpointer
wait_twice (gpointer data G_GNUC_UNUSED)
{
  rw_signals_wait ();
  rw_signals_wait ();
  return NULL;
}

/* One who sends need not be the one who waits. */
static void
test_send (void)
{
  rw_signals_send ();
  GThread *thread = g_thread_new ("waiting", wait_twice, NULL);

  while (is_pending (SIGTERM))
    g_usleep (1000);
  rw_signals_send ();
  g_thread_join (thread);
}

static void
test_broken_pipe (void)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  close (fds[0]);
  g_assert_cmpint (write (fds[1], "x", 1), ==, -1);
  g_assert_cmpint (errno, ==, EPIPE);
  close (fds[1]);
}

int
main (int argc, char *argv[])
{
  rw_signals_block ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signals/wait", test_wait);
  g_test_add_func ("/signals/send", test_send);
  g_test_add_func ("/signals/broken-pipe", test_broken_pipe);
  return g_test_run ();
}
