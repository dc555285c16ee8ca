/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-signals.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static void
list_signals (sigset_t *signals)
{
  sigemptyset (signals);
  sigaddset (signals, SIGINT);
  sigaddset (signals, SIGTERM);
}

void
rw_signals_block (void)
{
  sigset_t signals;

  list_signals (&signals);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
}

void
rw_signals_wait (void)
{
  sigset_t signals;
  int number = 0;

  list_signals (&signals);
  sigwait (&signals, &number);
}

void
rw_signals_send (void)
{
  kill (getpid (), SIGTERM);
}
