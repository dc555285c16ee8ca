/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-upload-route.h"

#include "rw-message.h"
#include "rw-refusal.h"
#include "rw-rest.h"
#include "rw-test-backend.h"
#include "rw-test-io.h"
#include "rw-test-job.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <errno.h>

/* ms */
#define LONG (60 * 1000)

static guint
count_inputs (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = rw_storage_list (backend->storage, "inputs/", G_MAXINT64, &error);

  g_assert_no_error (error);
  return keys->len;
}

static guint
count_jobs (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = rw_jobs_list (backend->jobs, RW_TEST_USER, 100, 0, &error);

  g_assert_no_error (error);
  return jobs->len;
}

/* Its message is on the queue soon. */
static void
test_answer (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  RwBackend *backend = server->service.backend;
  g_autoptr (RwTestAnswer) answer =
      rw_test_ask (server, server->token, "POST /api/csv", RW_TEST_FORM_TYPE,
                   RW_TEST_FILE ("a.csv", "a,b") RW_TEST_FORM_END);
  const char *id = json_string_value (json_object_get (answer->json, "prediction_id"));
  g_autoptr (RwJobRecord) job = rw_test_find_job (backend->jobs, id);
  json_t *wanted = json_pack ("{s:b, s:I, s:s, s:s, s:i, s:s, s:s, s:n}", "success", TRUE,
                              "upload_id", (json_int_t) job->number, "object_key", job->input_key,
                              "filename", "a.csv", "file_size", 3, "prediction_id", id,
                              "prediction_status", "QUEUED", "publish_warning");

  g_assert_cmpint (json_object_del (answer->json, "message"), ==, 0);
  g_assert_true (json_equal (answer->json, wanted));
  json_decref (wanted);
  g_autoptr (RwQueueMessage) message = rw_queue_receive (backend->queue, LONG, LONG, NULL, NULL);
  g_autofree char *named = rw_message_dup_job_id (message->body, NULL);
  g_assert_cmpstr (named, ==, id);
}

static void
test_idempotency (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *first = rw_test_upload (server, "Idempotency-Key: k.1\r\n", "a");
  g_autofree char *again = rw_test_upload (server, "Idempotency-Key: k.1\r\n", "a");
  g_autofree char *other = rw_test_upload (server, "Idempotency-Key: k.2\r\n", "a");
  g_autofree char *without = rw_test_upload (server, NULL, "a");

  g_assert_cmpstr (again, ==, first);
  g_assert_cmpstr (other, !=, first);
  g_assert_cmpstr (without, !=, first);
  g_assert_cmpuint (count_jobs (server->service.backend), ==, 3);
  g_assert_cmpuint (count_inputs (server->service.backend), ==, 3);
}

static void
test_wrong_keys (void)
{
  g_autofree char *too_long = g_strnfill (129, 'a');
  const char *const keys[] = { "", "a b", "ä", "a/b", too_long };
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *lines =
          g_strdup_printf (RW_TEST_FORM_TYPE "Idempotency-Key: %s\r\n", keys[i]);
      rw_test_assert_error_answer (rw_test_ask (server, server->token, "POST /api/csv", lines,
                                                RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END),
                                   400, "Idempotency-Key");
    }
}

/* Every call of the backend fails once, done or not. A file is there for each job, and for no other
 * but where it cannot be told whether there is a job: that one waits for the upkeep. */
static void
test_faults (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwTestServer) server = rw_test_server_start (
      (RwTestServerSetting){ .backend = rw_test_failing_backend (real), .refilled = real });
  const char *failed = "";

  for (guint call = 0; failed != NULL; call++)
    for (guint failure = 0; failure < RW_TEST_N_FAILURES; failure++)
      {
        rw_test_fail_calls (call, 1, failure);
        g_autoptr (RwTestAnswer) answer =
            rw_test_ask (server, server->token, "POST /api/csv", RW_TEST_FORM_TYPE,
                         RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END);
        failed = rw_test_get_failed_call ();
        g_assert_cmpuint (answer->status, ==, failed != NULL ? 503 : 200);
        g_assert_cmpuint (count_inputs (real), ==, count_jobs (real));
      }
}

/* A queue that does not answer. */
G_DECLARE_FINAL_TYPE (StalledQueue, stalled_queue, STALLED, QUEUE, GObject)

struct _StalledQueue
{
  GObject parent;
};

static GCancellable *end_of_stall;

static gboolean
send_when_told (RwQueue *self G_GNUC_UNUSED, const char *body G_GNUC_UNUSED,
                gint64 delay G_GNUC_UNUSED, GError **error)
{
  rw_rest (LONG, end_of_stall);
  return rw_refuse (error, 503, "The test is over.");
}

static void
queue_init (RwQueueInterface *interface)
{
  interface->send = send_when_told;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StalledQueue, stalled_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_QUEUE, queue_init))

static void
stalled_queue_class_init (StalledQueueClass *klass G_GNUC_UNUSED)
{
}

static void
stalled_queue_init (StalledQueue *self G_GNUC_UNUSED)
{
}

/* Who sends files need not know of it, nor wait for it. */
static void
test_stalled_queue (void)
{
  RwBackend *backend = rw_test_backend ();
  gint64 start = g_get_monotonic_time ();

  g_object_unref (backend->queue);
  backend->queue = g_object_new (stalled_queue_get_type (), NULL);
  end_of_stall = g_cancellable_new ();
  g_autoptr (RwTestServer) server =
      rw_test_server_start ((RwTestServerSetting){ .backend = backend });
  for (guint i = 0; i < 3; i++)
    g_free (rw_test_upload (server, NULL, "a"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONG / 2 * 1000);
  g_assert_cmpuint (count_jobs (backend), ==, 3);
  g_cancellable_cancel (end_of_stall);
  g_clear_pointer (&server, rw_test_server_stop);
  g_clear_object (&end_of_stall);
}

/* The disk is full while the server runs, which is stopped before anybody looks. */
static void
test_full_disk (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwTestServer) server = NULL;

  rw_test_set_fault (RW_TEST_WRITE,
                     (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = ENOSPC });
  server =
      rw_test_server_start ((RwTestServerSetting){ .backend = rw_test_failing_backend (backend) });
  rw_test_assert_error_answer (rw_test_ask (server, server->token, "POST /api/csv",
                                            RW_TEST_FORM_TYPE,
                                            RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END),
                               503, "later");
  g_clear_pointer (&server, rw_test_server_stop);
  rw_test_clear_faults ();
  g_assert_cmpuint (rw_test_count_spool (backend), ==, 0);
  g_assert_cmpuint (count_inputs (backend), ==, 0);
  g_assert_cmpuint (count_jobs (backend), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/upload-route/answer", test_answer);
  g_test_add_func ("/upload-route/idempotency", test_idempotency);
  g_test_add_func ("/upload-route/wrong-keys", test_wrong_keys);
  g_test_add_func ("/upload-route/faults", test_faults);
  g_test_add_func ("/upload-route/stalled-queue", test_stalled_queue);
  g_test_add_func ("/upload-route/full-disk", test_full_disk);
  return g_test_run ();
}
