/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted.h"

#include "rw-test-hosted.h"
#include "rw-test.h"

#include <locale.h>

static void
count_cb (guint *n)
{
  ++*n;
}

static void
check_changed_cb (GListModel *list G_GNUC_UNUSED, guint position, guint removed, guint added,
                  guint *changes)
{
  *changes = position * 100 + removed * 10 + added;
}

static void
test_empty (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (test->hosted)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (test->hosted)) == RW_TYPE_JOB);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (test->hosted), 0));
  g_assert_null (rw_hosted_get_endpoint (test->hosted));
  g_assert_cmpuint (rw_hosted_count_open (test->hosted), ==, 0);
}

static void
test_newest_first (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();

  rw_test_hosted_store (test, "older", "QUEUED");
  rw_test_hosted_store (test, "newer", "COMPLETED");
  rw_test_hosted_restart (test);
  g_autoptr (RwJob) first = rw_test_hosted_get (test, 0);
  g_autoptr (RwJob) second = rw_test_hosted_get (test, 1);
  g_assert_cmpstr (rw_job_get_id (first), ==, "newer");
  g_assert_cmpstr (rw_job_get_id (second), ==, "older");
  g_assert_cmpuint (rw_hosted_count_open (test->hosted), ==, 1);
}

static void
test_submitted_comes_first (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();
  guint changes = 0;

  rw_test_hosted_store (test, "older", "COMPLETED");
  rw_test_hosted_restart (test);
  rw_test_queue_set_limits (test->queue, RW_TEST_LIMITS);
  rw_test_server_reply (test->server, &(RwTestReply){ .is_stalled = TRUE });
  rw_test_hosted_connect (test);
  g_signal_connect (test->hosted, "items-changed", G_CALLBACK (check_changed_cb), &changes);
  RwJob *job = rw_test_hosted_submit (test);
  g_autoptr (RwJob) first = rw_test_hosted_get (test, 0);
  g_assert_true (first == job);
  g_assert_cmpuint (changes, ==, 1);
}

static void
test_endpoint (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();
  gpointer endpoint = NULL;
  guint n = 0;

  g_signal_connect_swapped (test->hosted, "notify::endpoint", G_CALLBACK (count_cb), &n);
  rw_test_hosted_connect (test);
  g_object_get (test->hosted, "endpoint", &endpoint, NULL);
  g_assert_true (endpoint == test->queue->endpoint);
  g_assert_true (rw_hosted_get_endpoint (test->hosted) == test->queue->endpoint);
  rw_hosted_set_endpoint (test->hosted, rw_hosted_get_endpoint (test->hosted));
  g_assert_true (rw_hosted_get_endpoint (test->hosted) == test->queue->endpoint);
  rw_test_hosted_disconnect (test);
  g_assert_null (rw_hosted_get_endpoint (test->hosted));
  g_assert_cmpuint (n, ==, 3);
}

static void
test_forget (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();
  guint changes = 0;

  rw_test_hosted_store (test, "a", "COMPLETED");
  rw_test_hosted_store (test, "b", "QUEUED");
  rw_test_hosted_restart (test);
  g_autoptr (RwJob) open_job = rw_test_hosted_get (test, 0);
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 1);
  g_signal_connect (test->hosted, "items-changed", G_CALLBACK (check_changed_cb), &changes);
  rw_hosted_forget (test->hosted, open_job);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (test->hosted)), ==, 2);
  rw_hosted_forget (test->hosted, job);
  rw_hosted_forget (test->hosted, job);
  g_assert_cmpuint (changes, ==, 110);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (test->hosted)), ==, 1);
}

static gboolean
is_down_to_one (gpointer data)
{
  g_autoptr (RwHosted) hosted = rw_hosted_new (data, NULL);

  return g_list_model_get_n_items (G_LIST_MODEL (hosted)) == 1;
}

static void
test_forgotten_for_good (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();

  rw_test_hosted_store (test, "a", "COMPLETED");
  rw_test_hosted_store (test, "b", "FAILED");
  rw_test_hosted_restart (test);
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);
  rw_hosted_forget (test->hosted, job);
  rw_test_wait_until (is_down_to_one, test->database);
  rw_test_hosted_restart (test);
  g_autoptr (RwJob) left = rw_test_hosted_get (test, 0);
  g_assert_cmpstr (rw_job_get_id (left), ==, "a");
}

/* Letting go of it ends what it does: the server sees the client go. */
static void
test_gone_while_sending (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();

  rw_test_queue_set_limits (test->queue, RW_TEST_LIMITS);
  rw_test_server_reply (test->server, &(RwTestReply){ .route = "POST", .is_stalled = TRUE });
  rw_test_hosted_connect (test);
  rw_test_hosted_submit (test);
  rw_test_wait_requests (test->server, "POST", 1);
  rw_test_hosted_restart (test);
  rw_test_server_wait_gone (test->server, 2);
  rw_test_run_for (50);
}

static void
test_gone_while_polling (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();

  rw_test_hosted_store (test, "a", "QUEUED");
  rw_test_hosted_restart (test);
  rw_test_server_reply (test->server, &(RwTestReply){ .is_stalled = TRUE });
  rw_test_hosted_connect (test);
  rw_test_wait_requests (test->server, "GET", 1);
  rw_test_hosted_restart (test);
  rw_test_server_wait_gone (test->server, 1);
  rw_test_run_for (50);
}

static void
test_refused (void)
{
  g_autofree char *path = rw_test_write ("refused.db", RW_TEST_BYTES ("no database, no, not it"));
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_hosted_new (path, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "refused.db");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hosted/empty", test_empty);
  g_test_add_func ("/hosted/newest-first", test_newest_first);
  g_test_add_func ("/hosted/submitted-comes-first", test_submitted_comes_first);
  g_test_add_func ("/hosted/endpoint", test_endpoint);
  g_test_add_func ("/hosted/forget", test_forget);
  g_test_add_func ("/hosted/forgotten-for-good", test_forgotten_for_good);
  g_test_add_func ("/hosted/gone-while-sending", test_gone_while_sending);
  g_test_add_func ("/hosted/gone-while-polling", test_gone_while_polling);
  g_test_add_func ("/hosted/refused", test_refused);
  return g_test_run ();
}
