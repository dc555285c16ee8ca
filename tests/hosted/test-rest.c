/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rest.h"

#include "rw-test.h"

#define LONG (60 * 60 * 1000)

static gpointer
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_to_the_end (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 before = g_get_monotonic_time ();

  g_assert_true (rw_rest (10, NULL));
  g_assert_true (rw_rest (10, cancellable));
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 20 * 1000);
  g_assert_true (rw_rest (0, cancellable));
}

/* Without the cancel this test would not end. */
static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);

  g_assert_false (rw_rest (LONG, cancellable));
  g_assert_false (rw_rest (LONG, cancellable));
  g_assert_false (rw_rest (0, cancellable));
  g_thread_join (thread);
}

static void
test_open_files (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint before = rw_test_count_open_files ();

  for (guint i = 0; i < 10; i++)
    rw_rest (0, cancellable);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rest/to-the-end", test_to_the_end);
  g_test_add_func ("/rest/cancel", test_cancel);
  g_test_add_func ("/rest/open-files", test_open_files);
  return g_test_run ();
}
