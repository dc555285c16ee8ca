/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-deadlines.h"

#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  int ours;
  int theirs;
} Link;

static Link
link_open (void)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  return (Link){ fds[0], fds[1] };
}

static gboolean
is_shut_down (const Link *link)
{
  char byte;

  return recv (link->theirs, &byte, 1, MSG_DONTWAIT) == 0;
}

static void
link_close (const Link *link)
{
  close (link->ours);
  close (link->theirs);
}

static void
test_sweep (void)
{
  g_autoptr (RwDeadlines) deadlines = rw_deadlines_start ();
  Link late = link_open ();
  Link early = link_open ();
  Link spared = link_open ();
  RwDeadline *first = rw_deadlines_add (deadlines, late.ours, 1000);
  RwDeadline *second = rw_deadlines_add (deadlines, early.ours, 1000);
  RwDeadline *third = rw_deadlines_add (deadlines, spared.ours, 1000);

  rw_deadlines_sweep (deadlines);
  g_assert_false (is_shut_down (&late));
  rw_deadlines_set (deadlines, first, 0);
  rw_deadlines_remove (deadlines, third);
  rw_deadlines_sweep (deadlines);
  g_assert_true (is_shut_down (&late));
  g_assert_false (is_shut_down (&early));
  g_assert_false (is_shut_down (&spared));
  rw_deadlines_remove (deadlines, first);
  rw_deadlines_remove (deadlines, second);
  link_close (&late);
  link_close (&early);
  link_close (&spared);
}

/* By itself: the read waits for it. */
static void
test_by_itself (void)
{
  g_autoptr (RwDeadlines) deadlines = rw_deadlines_start ();
  Link link = link_open ();
  char byte;

  rw_deadlines_add (deadlines, link.ours, 0);
  g_assert_cmpint (recv (link.theirs, &byte, 1, 0), ==, 0);
  g_clear_pointer (&deadlines, rw_deadlines_stop);
  link_close (&link);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadlines/sweep", test_sweep);
  g_test_add_func ("/deadlines/by-itself", test_by_itself);
  return g_test_run ();
}
