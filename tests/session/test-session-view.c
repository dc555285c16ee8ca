/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session.h"

#include "rw-test-session.h"
#include "rw-test.h"

#include <locale.h>

#define N_ROWS    300u
#define N_CHANGES 50

/* Of the sample: a column of numbers, one of categories. */
#define TENURE   5
#define CONTRACT 15

/* That a change just made is a request at once, and a view later. */
static void
assert_arrives (RwSession *session, const RwTestFile *file, guint *n_requests, guint *n_views)
{
  RwView *before = rw_session_get_view (session);

  g_assert_cmpuint (*n_requests, ==, 1);
  g_assert_cmpuint (*n_views, ==, 0);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_UPDATING);
  g_assert_null (rw_session_get_progress (session));
  g_assert_true (rw_session_get_view (session) == before);
  rw_test_wait_idle (session);
  g_assert_cmpuint (*n_requests, ==, 1);
  g_assert_cmpuint (*n_views, ==, 1);
  rw_test_assert_shows (session, file, rw_session_get_request (session));
  *n_requests = *n_views = 0;
}

static void
test_requests (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  RwSession *session = rw_test_open_session (file);
  guint n_requests = 0;
  guint n_views = 0;

  rw_test_count (session, "notify::request", &n_requests);
  rw_test_count (session, "notify::view", &n_views);
  rw_session_set_sort (session, (RwSort){ CONTRACT, TRUE });
  assert_arrives (session, file, &n_requests, &n_views);
  rw_session_set_range (session, (RwRange){ 200000, 700000 });
  assert_arrives (session, file, &n_requests, &n_views);
  rw_session_set_search (session, "Fiber");
  assert_arrives (session, file, &n_requests, &n_views);
  g_assert_true (rw_view_is_filtered (rw_session_get_view (session)));
  rw_session_clear_filters (session);
  assert_arrives (session, file, &n_requests, &n_views);
  g_assert_false (rw_view_is_filtered (rw_session_get_view (session)));
  g_assert_cmpuint (rw_session_get_request (session)->sort.column, ==, CONTRACT);
  rw_test_end_session (session);
}

/* Neither a notification nor work. */
static void
test_same_request (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  RwSession *session = rw_test_open_session (file);
  guint n = 0;

  rw_session_set_search (session, "Fiber");
  rw_test_wait_idle (session);
  rw_test_count (session, "notify", &n);
  rw_session_set_search (session, "Fiber");
  rw_session_set_range (session, RW_RANGE_ALL);
  rw_session_set_sort (session, (RwSort){ RW_SORT_CHURN, TRUE });
  g_assert_cmpuint (n, ==, 0);
  rw_session_clear_filters (session);
  rw_test_wait_idle (session);
  n = 0;
  rw_session_clear_filters (session);
  rw_session_set_search (session, NULL);
  rw_session_set_search (session, "");
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_NONE);
  rw_test_end_session (session);
}

/* Rows that are named: beside the other conditions, exported, and gone with the file. */
static void
test_subset (void)
{
  const guint32 wanted[] = { 4, 250, 77 };
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  g_autoptr (RwRows) rows = rw_rows_new_take (g_memdup2 (wanted, sizeof wanted), 3);
  g_autofree char *target = rw_test_dup_path ("subset.csv");
  RwSession *session = rw_test_open_session (file);
  guint n_requests = 0;
  guint n_views = 0;

  rw_test_count (session, "notify::request", &n_requests);
  rw_test_count (session, "notify::view", &n_views);
  rw_session_set_subset (session, rows, "three customers");
  g_assert_cmpstr (rw_session_get_request (session)->subset_title, ==, "three customers");
  assert_arrives (session, file, &n_requests, &n_views);
  g_assert_cmpuint (rw_rows_get_n (rw_view_get_rows (rw_session_get_view (session))), ==, 3);
  rw_session_export (session, target, TRUE);
  rw_test_wait_idle (session);
  g_autofree char *written = NULL;
  g_assert_true (g_file_get_contents (target, &written, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (written, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  rw_session_set_subset (session, NULL, NULL);
  assert_arrives (session, file, &n_requests, &n_views);
  rw_session_set_subset (session, NULL, NULL);
  g_assert_cmpuint (n_requests, ==, 0);
  rw_session_set_subset (session, rows, "three customers");
  rw_session_reload (session);
  rw_test_wait_for_threads (session);
  g_assert_null (rw_session_get_request (session)->subset);
  rw_test_assert_shows_all (session, file);
  rw_test_end_session (session);
}

/* Only the newest of many requests becomes a view. */
static void
test_burst (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  RwSession *session = rw_test_open_session (file);
  guint n_requests = 0;
  guint n_views = 0;

  rw_test_count (session, "notify::request", &n_requests);
  rw_test_count (session, "notify::view", &n_views);
  for (guint i = 0; i < N_CHANGES; i++)
    if (i % 2 == 0)
      rw_session_set_sort (session, (RwSort){ i % 20, i % 4 == 0 });
    else
      rw_session_set_range (session, (RwRange){ i * 1000, RW_MILLION - i * 1000 });
  g_assert_cmpuint (n_requests, ==, N_CHANGES);
  rw_test_wait_for_threads (session);
  g_assert_cmpuint (n_views, ==, 1);
  g_assert_cmpuint (rw_session_get_request (session)->range.low, ==, (N_CHANGES - 1) * 1000);
  rw_test_assert_shows (session, file, rw_session_get_request (session));
  rw_test_end_session (session);
}

/* Asks for another view as soon as opening ends: a moment before the new file is shown. */
static void
sort_when_opened_cb (RwSession *session, gpointer pspec G_GNUC_UNUSED, guint *n)
{
  if (rw_session_get_task (session) == RW_TASK_NONE && (*n)++ == 0)
    rw_session_set_sort (session, (RwSort){ TENURE, FALSE });
}

/* A view of the old file that is being made does not come behind the new file. */
static void
test_request_while_opening (void)
{
  g_autoptr (RwTestFile) first = rw_test_file_new ("first.csv", 0, 2 * N_ROWS);
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 1000, N_ROWS);
  RwSession *session = rw_test_open_session (first);
  guint n_opened = 0;

  g_signal_connect (session, "notify::task", G_CALLBACK (sort_when_opened_cb), &n_opened);
  rw_session_open (session, second->path);
  rw_test_wait_for_threads (session);
  g_assert_cmpuint (n_opened, >=, 1);
  rw_test_assert_shows_all (session, second);
  rw_test_end_session (session);
}

static void
test_request_before_open (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  RwSession *session = rw_session_new ();
  guint n_requests = 0;

  rw_test_count (session, "notify::request", &n_requests);
  rw_session_set_sort (session, (RwSort){ 1000, FALSE });
  rw_session_set_range (session, (RwRange){ 1, 2 });
  rw_session_set_search (session, "nobody");
  rw_session_clear_filters (session);
  rw_session_set_search (session, "nobody");
  g_assert_cmpuint (n_requests, ==, 5);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_NONE);
  g_assert_null (rw_session_get_view (session));
  rw_session_open (session, file->path);
  rw_session_set_range (session, (RwRange){ 3, 4 });
  rw_test_wait_for_threads (session);
  rw_test_assert_shows_all (session, file);
  rw_test_end_session (session);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  rw_test_session_init (&argc, &argv);
  g_test_add_func ("/session-view/requests", test_requests);
  g_test_add_func ("/session-view/same-request", test_same_request);
  g_test_add_func ("/session-view/subset", test_subset);
  g_test_add_func ("/session-view/burst", test_burst);
  g_test_add_func ("/session-view/while-opening", test_request_while_opening);
  g_test_add_func ("/session-view/before-open", test_request_before_open);
  return g_test_run ();
}
