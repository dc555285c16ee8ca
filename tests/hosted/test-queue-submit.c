/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue-submit.h"

#include "rw-test-job-data.h"
#include "rw-test-queue.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define LIST  "GET /api/predictions/?"
#define CSV   "POST /api/csv "
#define ENTRY "{\"id\":\"%s\",\"upload_id\":%d,\"status\":\"QUEUED\"}"

/* A job to be sent, at a stub of a server. */
typedef struct
{
  RwTestQueue *queue;
  RwJobStore *store;
  RwJobData *data;
} Submit;

static RwJobData *
describe (const char *server, const char *path)
{
  g_autoptr (RwSource) file = rw_source_open (path, NULL, NULL);
  RwJobData *data = rw_job_data_new ();

  data->server = g_strdup (server);
  data->host = g_strdup ("x.org");
  data->path = g_strdup (path);
  data->size = (gint64) rw_source_get_size (file);
  data->modified_at = rw_source_get_modified_at (file);
  data->key = g_uuid_string_random ();
  return data;
}

static Submit *
submit_new (void)
{
  static guint n;
  Submit *submit = g_new0 (Submit, 1);
  g_autofree char *name = g_strdup_printf ("jobs-%u.db", n++);
  g_autofree char *database = rw_test_dup_path (name);
  g_autofree char *path = rw_test_write ("customers.csv", RW_TEST_BYTES ("a\n1\n"));

  submit->queue = rw_test_queue_new ();
  submit->store = rw_job_store_open (database, NULL);
  submit->data = describe (rw_endpoint_get_url (submit->queue->endpoint), path);
  g_assert_true (rw_job_store_add (submit->store, submit->data, NULL));
  return submit;
}

static void
submit_free (Submit *submit)
{
  rw_test_queue_free (submit->queue);
  rw_job_store_unref (submit->store);
  rw_job_data_free (submit->data);
  g_free (submit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Submit, submit_free)

/* One attempt, by somebody who knows nothing but what is in the database. */
static RwJobReport *
attempt (Submit *submit, GError **error)
{
  g_autoptr (RwQueueClient) client = rw_queue_client_new (submit->queue->endpoint, NULL);
  RwJobReport *report = rw_queue_submit (client, submit->store, submit->data, NULL, error);
  g_autoptr (GPtrArray) jobs = rw_job_store_load (submit->store, NULL);

  rw_job_data_free (submit->data);
  submit->data = rw_job_data_copy (jobs->pdata[jobs->len - 1]);
  return report;
}

static void
check_sent (Submit *submit, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwJobReport) report = attempt (submit, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (report->id, ==, id);
  g_assert_cmpstr (submit->data->id, ==, id);
  g_assert_cmpint (submit->data->phase, ==, RW_JOB_PHASE_SENT);
  g_assert_cmpstr (submit->data->word, ==, "QUEUED");
}

static void
check_fails (Submit *submit, RwError code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (attempt (submit, &error));
  rw_test_assert_error (&error, code, part);
  g_assert_null (submit->data->id);
}

static guint
count_sent (Submit *submit)
{
  return rw_test_server_count (submit->queue->server, CSV);
}

/* A list with jobs of these upload ids, called "j1"… */
static void
reply_list (Submit *submit, const int *ids, guint n)
{
  g_autoptr (GString) body = g_string_new ("{\"predictions\":[");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("j%d", ids[i]);
      g_string_append_printf (body, i > 0 ? "," ENTRY : ENTRY, id, ids[i]);
    }
  g_string_append (body, "]}");
  rw_test_queue_reply (submit->queue, LIST, 200, body->str);
}

/* get_limits() asks for the list to see that it is the original, look_first() to see what is there.
 */
static void
reply_lists (Submit *submit, const int *ids, guint n)
{
  reply_list (submit, ids, n);
  reply_list (submit, ids, n);
}

static void
test_sent (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_limits (submit->queue, RW_TEST_LIMITS);
  rw_test_queue_reply (submit->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  check_sent (submit, "j1");
}

/* Our server knows the key again. */
static void
test_same_key (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_limits (submit->queue, RW_TEST_LIMITS);
  rw_test_queue_reply (submit->queue, CSV, 0, NULL);
  rw_test_queue_reply (submit->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  check_fails (submit, RW_ERROR_NETWORK, "broke");
  check_sent (submit, "j1");
  g_autofree char *first = rw_test_server_dup_request (submit->queue->server, CSV, 0);
  g_autofree char *second = rw_test_server_dup_request (submit->queue->server, CSV, 1);
  g_assert_nonnull (strstr (first, submit->data->key));
  g_assert_nonnull (strstr (second, submit->data->key));
}

static void
test_original (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, (int[]){ 8, 7 }, 2);
  rw_test_queue_reply (submit->queue, CSV, 200, RW_TEST_UPLOADED ("j9"));
  check_sent (submit, "j9");
  g_autofree char *request = rw_test_server_dup_request (submit->queue->server, CSV, 0);
  g_assert_null (strstr (request, "Idempotency-Key"));
  g_assert_cmpint (submit->data->baseline, ==, 8);
}

/* The answer was lost; the job is there: it is ours and not sent again. */
static void
test_found (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, (int[]){ 8, 7 }, 2);
  rw_test_queue_reply (submit->queue, CSV, 0, NULL);
  check_fails (submit, RW_ERROR_NETWORK, "broke");
  g_assert_true (submit->data->may_have_arrived);
  reply_lists (submit, (int[]){ 9, 8, 7 }, 3);
  check_sent (submit, "j9");
  g_assert_cmpuint (count_sent (submit), ==, 1);
}

/* The answer was lost, and so was the file. */
static void
test_not_found (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, NULL, 0);
  rw_test_queue_reply (submit->queue, CSV, 502, "");
  check_fails (submit, RW_ERROR_SERVER, "502");
  reply_lists (submit, NULL, 0);
  rw_test_queue_reply (submit->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  check_sent (submit, "j1");
  g_assert_cmpuint (count_sent (submit), ==, 2);
}

/* Another job of this computer is not the one that was lost. */
static void
test_known_is_not_found (void)
{
  g_autoptr (Submit) submit = submit_new ();
  g_autoptr (RwJobData) other = rw_test_job_data (1);

  rw_job_data_set (&other->server, submit->data->server);
  rw_job_data_set (&other->id, "j9");
  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, (int[]){ 8 }, 1);
  rw_test_queue_reply (submit->queue, CSV, 0, NULL);
  check_fails (submit, RW_ERROR_NETWORK, "broke");
  g_assert_true (rw_job_store_add (submit->store, other, NULL));
  reply_lists (submit, (int[]){ 10, 9, 8 }, 3);
  check_sent (submit, "j10");
  g_assert_cmpuint (count_sent (submit), ==, 1);
}

/* Two jobs came, from here or elsewhere: better none than one too many. */
static void
test_undecided (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, (int[]){ 8 }, 1);
  rw_test_queue_reply (submit->queue, CSV, 0, NULL);
  check_fails (submit, RW_ERROR_NETWORK, "broke");
  reply_lists (submit, (int[]){ 10, 9, 8 }, 3);
  check_fails (submit, RW_ERROR_SERVER, "Nobody can tell");
  g_assert_cmpuint (count_sent (submit), ==, 1);
}

/* So many jobs came that the lost one may be out of sight, even if all that are seen are known. */
static void
test_out_of_sight (void)
{
  g_autoptr (Submit) submit = submit_new ();
  int ids[20];

  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, NULL, 0);
  rw_test_queue_reply (submit->queue, CSV, 0, NULL);
  check_fails (submit, RW_ERROR_NETWORK, "broke");
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (RwJobData) other = rw_test_job_data (i);
      g_autofree char *id = g_strdup_printf ("j%d", i + 2);
      rw_job_data_set (&other->server, submit->data->server);
      rw_job_data_set (&other->id, id);
      g_assert_true (rw_job_store_add (submit->store, other, NULL));
      ids[i] = i + 2;
    }
  reply_lists (submit, ids, 20);
  check_fails (submit, RW_ERROR_SERVER, "Nobody can tell");
}

/* As long as the list cannot be had, nothing is sent. */
static void
test_list_fails (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, NULL, 0);
  rw_test_queue_reply (submit->queue, CSV, 0, NULL);
  check_fails (submit, RW_ERROR_NETWORK, "broke");
  reply_list (submit, NULL, 0);
  rw_test_queue_reply (submit->queue, LIST, 400, "");
  check_fails (submit, RW_ERROR_SERVER, "400");
  g_assert_true (submit->data->may_have_arrived);
  g_assert_cmpuint (count_sent (submit), ==, 1);
}

/* The program dies while it sends: what is in the database makes the next run look first. */
static void
test_noted_before (void)
{
  g_autoptr (Submit) submit = submit_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwQueueClient) client = rw_queue_client_new (submit->queue->endpoint, cancellable);

  rw_test_queue_set_original (submit->queue);
  reply_lists (submit, (int[]){ 8 }, 1);
  rw_test_queue_reply (submit->queue, CSV, 0, NULL);
  g_assert_null (rw_queue_submit (client, submit->store, submit->data, NULL, NULL));
  g_autoptr (GPtrArray) jobs = rw_job_store_load (submit->store, NULL);
  const RwJobData *kept = jobs->pdata[0];
  g_assert_cmpint (kept->baseline, ==, 8);
  g_assert_true (kept->may_have_arrived);
}

static void
test_too_large (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_queue_set_limits (submit->queue, "{\"max_bytes\":3}");
  check_fails (submit, RW_ERROR_LIMIT, "customers.csv");
  g_assert_cmpuint (count_sent (submit), ==, 0);
}

static void
test_file_changed (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_test_overwrite (submit->data->path, RW_TEST_BYTES ("a\n2\n"));
  check_fails (submit, RW_ERROR_CHANGED, "changed since it was submitted");
  g_assert_cmpuint (rw_test_server_count (submit->queue->server, ""), ==, 0);
}

static void
test_file_gone (void)
{
  g_autoptr (Submit) submit = submit_new ();

  rw_job_data_set (&submit->data->path, "no-such-file.csv");
  check_fails (submit, RW_ERROR_FILE, "no-such-file.csv");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue-submit/sent", test_sent);
  g_test_add_func ("/queue-submit/same-key", test_same_key);
  g_test_add_func ("/queue-submit/original", test_original);
  g_test_add_func ("/queue-submit/found", test_found);
  g_test_add_func ("/queue-submit/not-found", test_not_found);
  g_test_add_func ("/queue-submit/known-is-not-found", test_known_is_not_found);
  g_test_add_func ("/queue-submit/undecided", test_undecided);
  g_test_add_func ("/queue-submit/out-of-sight", test_out_of_sight);
  g_test_add_func ("/queue-submit/list-fails", test_list_fails);
  g_test_add_func ("/queue-submit/noted-before", test_noted_before);
  g_test_add_func ("/queue-submit/too-large", test_too_large);
  g_test_add_func ("/queue-submit/file-changed", test_file_changed);
  g_test_add_func ("/queue-submit/file-gone", test_file_gone);
  return g_test_run ();
}
