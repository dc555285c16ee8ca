/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-hosted.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>

#define ROUTE "GET /api/predictions/download_predictions/j1 "

/* A job that is over and has a result, and what is said about its download. */
typedef struct
{
  RwTestHosted *hosted;
  RwJob *job;
  char *path;
  char *downloaded; /* what the signal said */
} Download;

static void
downloaded_cb (RwHosted *hosted G_GNUC_UNUSED, RwJob *job, const char *path, Download *download)
{
  g_assert_true (job == download->job);
  g_assert_null (download->downloaded);
  download->downloaded = g_strdup (path);
}

static Download *
download_new (const char *word)
{
  Download *download = g_new0 (Download, 1);

  download->hosted = rw_test_hosted_new ();
  rw_test_hosted_store (download->hosted, "j1", word);
  rw_test_hosted_restart (download->hosted);
  rw_test_hosted_connect (download->hosted);
  download->job = rw_test_hosted_get (download->hosted, 0);
  download->path = rw_test_dup_path ("result.csv");
  g_unlink (download->path);
  g_signal_connect (download->hosted->hosted, "downloaded", G_CALLBACK (downloaded_cb), download);
  return download;
}

static void
download_free (Download *download)
{
  rw_test_hosted_free (download->hosted);
  g_object_unref (download->job);
  g_free (download->path);
  g_free (download->downloaded);
  g_free (download);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Download, download_free)

static void
reply_address (Download *download)
{
  g_autofree char *url = rw_test_server_dup_url (download->hosted->server, "/f");
  g_autofree char *body = g_strdup_printf ("{\"download_url\":\"%s\"}", url);

  rw_test_queue_reply (download->hosted->queue, ROUTE, 200, body);
}

static void
start (Download *download)
{
  rw_hosted_download (download->hosted->hosted, download->job, download->path);
}

static gboolean
is_idle (gpointer job)
{
  return !rw_job_is_downloading (job);
}

static void
test_saved (void)
{
  g_autoptr (Download) download = download_new ("COMPLETED");
  g_autofree char *bytes = NULL;

  reply_address (download);
  rw_test_queue_reply (download->hosted->queue, "GET /f", 200, "a,b\n");
  start (download);
  g_assert_true (rw_job_is_downloading (download->job));
  rw_test_wait_until (is_idle, download->job);
  g_assert_cmpstr (download->downloaded, ==, download->path);
  g_assert_cmpstr (rw_job_get_result_path (download->job), ==, download->path);
  g_assert_true (g_file_get_contents (download->path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "a,b\n");
  g_assert_null (rw_job_get_error (download->job));
}

static void
test_fails (void)
{
  g_autoptr (Download) download = download_new ("COMPLETED");

  rw_test_queue_reply (download->hosted->queue, ROUTE, 404, RW_TEST_ERROR ("No such job."));
  start (download);
  rw_test_wait_error (download->job, "No such job.");
  g_assert_false (rw_job_is_downloading (download->job));
  g_assert_null (download->downloaded);
  reply_address (download);
  rw_test_queue_reply (download->hosted->queue, "GET /f", 200, "a,b\n");
  start (download);
  rw_test_wait_until (is_idle, download->job);
  g_assert_null (rw_job_get_error (download->job));
  g_assert_nonnull (download->downloaded);
}

/* Nothing is left of it. */
static void
test_cancelled (void)
{
  g_autoptr (Download) download = download_new ("COMPLETED");

  reply_address (download);
  rw_test_server_reply (
      download->hosted->server,
      &(RwTestReply){
          .route = "GET /f", .status = 200, .body = "a,b\n", .cut = 2, .is_stalled = TRUE });
  start (download);
  rw_test_wait_requests (download->hosted->server, "GET /f", 1);
  rw_hosted_cancel (download->hosted->hosted, download->job);
  rw_test_wait_until (is_idle, download->job);
  g_assert_null (rw_job_get_error (download->job));
  g_assert_null (download->downloaded);
  g_assert_false (g_file_test (download->path, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (rw_job_get_state_word (download->job), ==, "COMPLETED");
}

static void
test_no_result (void)
{
  g_autoptr (Download) download = download_new ("FAILED");

  start (download);
  g_assert_false (rw_job_is_downloading (download->job));
}

/* One at a time for each job, which cannot be forgotten meanwhile. */
static void
test_busy (void)
{
  g_autoptr (Download) download = download_new ("COMPLETED");
  RwHosted *hosted = download->hosted->hosted;

  rw_test_server_reply (download->hosted->server, &(RwTestReply){ .is_stalled = TRUE });
  start (download);
  start (download);
  rw_hosted_forget (hosted, download->job);
  rw_test_wait_requests (download->hosted->server, ROUTE, 1);
  rw_test_run_for (50);
  g_assert_cmpuint (rw_test_server_count (download->hosted->server, ROUTE), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hosted)), ==, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hosted-download/saved", test_saved);
  g_test_add_func ("/hosted-download/fails", test_fails);
  g_test_add_func ("/hosted-download/cancelled", test_cancelled);
  g_test_add_func ("/hosted-download/no-result", test_no_result);
  g_test_add_func ("/hosted-download/busy", test_busy);
  return g_test_run ();
}
