/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-server.h"

#include "rw-test-backend.h"
#include "rw-test-job.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <gio/gio.h>
#include <string.h>

#define HEAD      " HTTP/1.1\r\nHost: a\r\n"
#define N_THREADS 8
#define N_ASKED   20

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

static char *
send_text (RwTestServer *server, const char *text)
{
  return rw_test_server_send (server, text, strlen (text));
}

static void
test_kept_alive (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *text = send_text (
      server, "GET /__version" HEAD "\r\nGET /none" HEAD "\r\nPOST /__version" HEAD
              "Content-Length: 3\r\n\r\nabcGET /__version" HEAD "Connection: close\r\n\r\n");

  g_assert_cmpuint (count (text, "HTTP/1.1 200 OK"), ==, 2);
  g_assert_cmpuint (count (text, "HTTP/1.1 404 "), ==, 1);
  g_assert_cmpuint (count (text, "HTTP/1.1 405 "), ==, 1);
}

/* What stands behind a request that is refused is never read. */
static void
test_nothing_hides (void)
{
  const char *const heads[] = {
    "GET /__version" HEAD "Host: b\r\n\r\n",
    "GET /__version" HEAD "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET /__version" HEAD "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET /a/../__version" HEAD "\r\n",
    "GET /__version" HEAD "Content-Length: 2000000\r\n\r\n",
  };
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *both = g_strconcat (heads[i], "GET /__version" HEAD "\r\n", NULL);
      g_autofree char *text = send_text (server, both);
      g_assert_cmpuint (count (text, "HTTP/1.1 4"), ==, 1);
      g_assert_cmpuint (count (text, "HTTP/1.1"), ==, 1);
    }
}

/* A connection that others may share carries one request. */
static void
test_behind_proxy (void)
{
  g_autoptr (RwTestServer) server =
      rw_test_server_start ((RwTestServerSetting){ .is_behind_proxy = TRUE });
  g_autofree char *text =
      send_text (server, "GET /__version" HEAD "\r\nGET /__version" HEAD "\r\n");
  g_assert_cmpuint (count (text, "HTTP/1.1 200 OK"), ==, 1);
}

/* Whoever stops in the middle is closed, and nothing is left of what they sent. */
static void
test_idle (void)
{
  g_autoptr (RwTestServer) server =
      rw_test_server_start ((RwTestServerSetting){ .idle_seconds = 1 });
  g_autofree char *half_form =
      g_strdup_printf ("POST /api/csv" HEAD RW_TEST_FORM_TYPE
                       "Authorization: Bearer %s\r\nContent-Length: 500\r\n\r\n" RW_TEST_FILE (
                           "a.csv", "a,b\r\n1,2\r\n"),
                       server->token);
  const char *const halves[] = { "", "GET", "GET /health HTTP/1.1\r\nHo", half_form };

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autofree char *text = send_text (server, halves[i]);
      g_assert_cmpstr (text, ==, "");
    }
  g_assert_cmpuint (rw_test_count_spool (server->service.backend), ==, 0);
}

static gpointer
ask_often (gpointer data)
{
  RwTestServer *server = data;

  for (guint i = 0; i < N_ASKED; i++)
    {
      g_autofree char *id = rw_test_upload (server, NULL, "a");
      g_autofree char *what = g_strconcat ("GET /api/predictions/", id, NULL);
      g_autoptr (RwTestAnswer) answer = rw_test_ask (server, server->token, what, NULL, NULL);
      g_assert_cmpuint (answer->status, ==, 200);
    }
  return NULL;
}

static void
test_many (void)
{
  g_autoptr (RwTestServer) server =
      rw_test_server_start ((RwTestServerSetting){ .per_minute = 100000 });
  GThread *threads[N_THREADS];
  gint64 counts[RW_N_JOB_STATES];
  gint64 oldest = 0;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("asks", ask_often, server);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_true (rw_jobs_count (server->service.backend->jobs, counts, &oldest, NULL));
  g_assert_cmpint (counts[RW_JOB_QUEUED], ==, N_THREADS * N_ASKED);
  g_assert_cmpuint (rw_test_count_spool (server->service.backend), ==, 0);
}

static guint
count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (tasks) != NULL)
    n++;
  return n;
}

/* Files that go to another computer keep threads waiting, not the processor. */
static void
test_storage_elsewhere (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  RwBackend *elsewhere = rw_test_failing_backend (real);
  guint before = count_threads ();
  g_autoptr (RwTestServer) here = rw_test_server_start ((RwTestServerSetting){ 0 });
  guint n_here = count_threads () - before;
  g_autoptr (RwTestServer) there =
      rw_test_server_start ((RwTestServerSetting){ .backend = elsewhere });

  g_assert_cmpuint (count_threads () - before - n_here, >, 60);
  g_assert_cmpuint (n_here, <, 40);
}

/* Files and threads. */
static void
test_leaves_nothing_open (void)
{
  guint n = rw_test_count_open_files ();
  RwTestServer *server = rw_test_server_start ((RwTestServerSetting){ 0 });

  rw_test_answer_free (rw_test_ask (server, NULL, "GET /health", NULL, NULL));
  rw_test_server_stop (server);
  g_assert_cmpuint (rw_test_count_open_files (), ==, n);
}

static void
test_bad_certificate (void)
{
  const RwServerSetting setting = { "no certificate", "no key", 30 };
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autoptr (GError) error = NULL;
  g_autoptr (RwListener) listener = rw_listener_open ("127.0.0.1:0", TRUE, NULL);

  g_assert_null (rw_server_start (&server->service, listener, &setting, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "certificate");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/kept-alive", test_kept_alive);
  g_test_add_func ("/server/nothing-hides", test_nothing_hides);
  g_test_add_func ("/server/behind-proxy", test_behind_proxy);
  g_test_add_func ("/server/idle", test_idle);
  g_test_add_func ("/server/many", test_many);
  g_test_add_func ("/server/storage-elsewhere", test_storage_elsewhere);
  g_test_add_func ("/server/leaves-nothing-open", test_leaves_nothing_open);
  g_test_add_func ("/server/bad-certificate", test_bad_certificate);
  return g_test_run ();
}
