/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-backend.h"

#include "rw-test-service.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_PROCESSES 6

static void
test_folder (void)
{
  g_autofree char *parent = rw_test_dup_new_path ();
  g_autofree char *folder = g_build_filename (parent, "below", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RwBackend) backend = rw_backend_open (folder, NULL, NULL, &error);
  struct stat info;

  g_assert_no_error (error);
  g_assert_true (RW_IS_JOBS (backend->jobs));
  g_assert_true (RW_IS_QUEUE (backend->queue));
  g_assert_true (RW_IS_STORAGE (backend->storage));
  g_assert_cmpint (stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

/* Server and workers share what they do. */
static void
test_shared (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autoptr (RwBackend) server = rw_backend_open (folder, NULL, "http://localhost", NULL);
  g_autoptr (RwBackend) worker = rw_backend_open (folder, NULL, NULL, NULL);
  g_autofree char *id = rw_test_create_job (server->jobs);
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, id, 0);

  rw_test_store (server->storage, key, "a,b\n");
  g_assert_cmpint (rw_test_claim (worker->jobs, id), ==, 1);
  rw_test_assert_stored (worker->storage, key, "a,b\n");
  g_assert_true (rw_queue_send (server->queue, "x", 0, NULL));
  g_assert_cmpint (rw_queue_count (worker->queue, NULL), ==, 1);
}

/* All may make what is not there yet. */
static void
test_opened_at_once (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  pid_t children[N_PROCESSES];

  for (guint i = 0; i < N_PROCESSES; i++)
    if ((children[i] = fork ()) == 0)
      {
        RwBackend *backend = rw_backend_open (folder, NULL, NULL, NULL);
        _exit (backend != NULL && rw_queue_send (backend->queue, "x", 0, NULL) ? 0 : 1);
      }
  for (guint i = 0; i < N_PROCESSES; i++)
    {
      int status = -1;
      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  g_autoptr (RwBackend) backend = rw_backend_open (folder, NULL, NULL, NULL);
  g_assert_cmpint (rw_queue_count (backend->queue, NULL), ==, N_PROCESSES);
}

/* They need nothing of the others. */
static void
test_tokens (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autofree char *jobs = g_build_filename (folder, "queue.db", NULL);
  RwConfig config = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTokens) tokens = rw_backend_open_tokens (folder, &config, NULL, &error);
  g_autofree char *token = rw_tokens_add (tokens, "ana", NULL, &error);

  g_assert_no_error (error);
  g_assert_false (g_file_test (jobs, G_FILE_TEST_EXISTS));
  g_autoptr (RwBackend) backend = rw_backend_open (folder, &config, NULL, &error);
  g_autoptr (RwTokens) same = rw_backend_open_tokens (folder, &config, backend, &error);
  g_autofree char *user = rw_tokens_find_user (same, token, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (user, ==, "ana");
}

static void
test_refused (void)
{
  g_autofree char *file = rw_test_write ("file", RW_TEST_BYTES ("x"));
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autofree char *database = g_build_filename (folder, "queue.db", NULL);
  RwConfig config = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_backend_open (file, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "See to its disk");
  g_assert_null (rw_backend_open_tokens (file, &config, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "file");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (database, "this is no database, no", -1, NULL));
  g_assert_null (rw_backend_open (folder, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "queue.db");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backend/opened-at-once", test_opened_at_once);
  g_test_add_func ("/backend/folder", test_folder);
  g_test_add_func ("/backend/shared", test_shared);
  g_test_add_func ("/backend/tokens", test_tokens);
  g_test_add_func ("/backend/refused", test_refused);
  return g_test_run ();
}
