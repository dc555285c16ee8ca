/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-wait.h"

#include "rw-test.h"

#define WAIT_SECONDS (RW_TEST_THREADS_WATCHED ? 60 : 10)
#define TICK_MS      2

static gboolean
tick_cb (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

/* Returns whether @condition (may be NULL) was met in time. */
static gboolean
run_until (RwTestCondition condition, gpointer data, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  guint tick = g_timeout_add (TICK_MS, tick_cb, NULL);
  gboolean met = FALSE;

  while (!(met = condition != NULL && condition (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return met;
}

void
rw_test_wait_until (RwTestCondition condition, gpointer data)
{
  g_assert_true (run_until (condition, data, WAIT_SECONDS * G_USEC_PER_SEC));
}

void
rw_test_run_for (guint milliseconds)
{
  run_until (NULL, NULL, milliseconds * 1000);
}
