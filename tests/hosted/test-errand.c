/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-errand.h"

#include "rw-test-job-data.h"
#include "rw-test-queue.h"
#include "rw-test.h"

#include <locale.h>

static RwErrand *
make (RwTestQueue *queue, RwErrandKind kind)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("errand-%u.db", n++);
  g_autofree char *path = rw_test_dup_path (name);
  g_autoptr (RwJobStore) store = rw_job_store_open (path, NULL);
  g_autoptr (RwJobData) data = rw_test_job_data (1);

  return rw_errand_new (kind, queue->endpoint, store, data);
}

static void
check_command (RwErrandKind kind, const char *route, const char *word)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwErrand) errand = make (queue, kind);
  g_autofree char *body =
      g_strdup_printf ("{\"prediction\":{\"id\":\"id-1\",\"status\":\"%s\"}}", word);

  rw_test_queue_reply (queue, route, 200, body);
  rw_errand_run (errand);
  g_assert_no_error (errand->error);
  g_assert_cmpstr (errand->report->word, ==, word);
}

static void
test_commands (void)
{
  check_command (RW_ERRAND_CANCEL, "POST /api/predictions/id-1/cancel ", "CANCELLED");
  check_command (RW_ERRAND_RETRY, "POST /api/predictions/id-1/retry ", "QUEUED");
}

static void
test_refused (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwErrand) errand = make (queue, RW_ERRAND_CANCEL);

  rw_test_server_reply (queue->server, &(RwTestReply){ .status = 409,
                                                       .header = "X-Request-ID: r-9\r\n",
                                                       .body = RW_TEST_ERROR ("It is over.") });
  rw_errand_run (errand);
  g_assert_null (errand->report);
  rw_test_assert_error (&errand->error, RW_ERROR_SERVER, "It is over.");
  g_assert_cmpstr (errand->request_id, ==, "r-9");
  g_assert_cmpint (errand->pause, ==, -1);
}

/* The pause grows with the failures before it. */
static void
test_pause (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwErrand) errand = make (queue, RW_ERRAND_RETRY);

  rw_test_server_reply (queue->server, &(RwTestReply){ .status = 503, .is_lasting = TRUE });
  errand->n_failures = 3;
  rw_errand_run (errand);
  rw_test_assert_error (&errand->error, RW_ERROR_BUSY, NULL);
  g_assert_cmpint (errand->pause, >=, 4000);
  g_assert_cmpint (errand->pause, <=, 6000);
}

static void
test_download (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwErrand) errand = make (queue, RW_ERRAND_DOWNLOAD);
  g_autofree char *url = rw_test_server_dup_url (queue->server, "/f");
  g_autofree char *body = g_strdup_printf ("{\"download_url\":\"%s\"}", url);
  g_autofree char *bytes = NULL;

  errand->path = rw_test_dup_path ("downloaded.csv");
  rw_job_data_set (&errand->data->result_sha256, NULL);
  rw_test_queue_reply (queue, "GET /api/predictions/download_predictions/id-1 ", 200, body);
  rw_test_queue_reply (queue, "GET /f", 200, "a,b\n");
  rw_errand_run (errand);
  g_assert_no_error (errand->error);
  g_assert_null (errand->report);
  g_assert_true (g_file_get_contents (errand->path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "a,b\n");
  g_assert_cmpuint (rw_progress_get (errand->progress).done, ==, 4);
}

static void
test_send (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwErrand) errand = make (queue, RW_ERRAND_SEND);

  rw_errand_run (errand);
  rw_test_assert_error (&errand->error, RW_ERROR_FILE, "customers-1");
  g_assert_cmpint (errand->pause, ==, -1);
}

static void
test_cancelled (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwErrand) errand = make (queue, RW_ERRAND_CANCEL);

  g_cancellable_cancel (errand->cancellable);
  rw_errand_run (errand);
  rw_test_assert_cancelled (&errand->error);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/errand/commands", test_commands);
  g_test_add_func ("/errand/refused", test_refused);
  g_test_add_func ("/errand/pause", test_pause);
  g_test_add_func ("/errand/download", test_download);
  g_test_add_func ("/errand/send", test_send);
  g_test_add_func ("/errand/cancelled", test_cancelled);
  return g_test_run ();
}
