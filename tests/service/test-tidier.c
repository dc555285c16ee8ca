/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-tidier.h"

#include "rw-test-backend.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

static void
run (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;

  rw_tidier_run (backend, NULL, &error);
  g_assert_no_error (error);
}

static char *
store_unowned (RwStorage *storage)
{
  g_autofree char *id = g_uuid_string_random ();
  char *key = rw_storage_dup_key (RW_TEST_USER, id, 0);

  rw_test_store (storage, key, "nobody's\n");
  return key;
}

static void
test_tidy (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_create_job (backend->jobs);
  g_autofree char *input = rw_storage_dup_key (RW_TEST_USER, id, 0);
  g_autofree char *lost_result = rw_storage_dup_key (RW_TEST_USER, id, 1);
  g_autofree char *result = rw_storage_dup_key (RW_TEST_USER, id, 2);
  g_autofree char *unowned = store_unowned (backend->storage);
  RwJobLease lease = { id, "worker", rw_test_claim (backend->jobs, id) };
  RwJobResult made = { result, 1, "abc", "def", 1 };

  rw_test_store (backend->storage, input, "input\n");
  rw_test_store (backend->storage, lost_result, "lost\n");
  rw_test_store (backend->storage, result, "result\n");
  rw_test_store (backend->storage, RW_STORAGE_CURRENT, "a model's\n");
  g_assert_true (rw_jobs_release (backend->jobs, &lease, NULL, NULL));
  lease.attempt = rw_test_claim (backend->jobs, id);
  g_assert_true (rw_jobs_complete (backend->jobs, &lease, &made, NULL));
  run (backend);
  rw_test_assert_stored (backend->storage, unowned, "nobody's\n");
  rw_test_advance_clock (RW_TIDIER_AGE + RW_TIDIER_EVERY);
  run (backend);
  rw_test_assert_stored (backend->storage, unowned, NULL);
  rw_test_assert_stored (backend->storage, lost_result, NULL);
  rw_test_assert_stored (backend->storage, input, "input\n");
  rw_test_assert_stored (backend->storage, RW_STORAGE_CURRENT, "a model's\n");
  rw_test_assert_stored (backend->storage, result, "result\n");
}

/* What cannot be looked up stays. */
static void
test_fault (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwBackend) backend = rw_test_failing_backend (real);
  g_autofree char *unowned = store_unowned (real->storage);
  g_autoptr (GError) error = NULL;

  rw_test_advance_clock (RW_TIDIER_AGE + RW_TIDIER_EVERY);
  g_set_object (&backend->storage, real->storage);
  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  g_assert_false (rw_tidier_run (backend, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "A fault that the test wants");
  rw_test_assert_stored (real->storage, unowned, "nobody's\n");
  run (backend);
  rw_test_assert_stored (real->storage, unowned, NULL);
}

static void
test_cancelled (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *unowned = store_unowned (backend->storage);
  g_autoptr (GError) error = NULL;

  rw_test_advance_clock (RW_TIDIER_AGE + RW_TIDIER_EVERY);
  g_cancellable_cancel (cancellable);
  g_assert_false (rw_tidier_run (backend, cancellable, &error));
  rw_test_assert_cancelled (&error);
  rw_test_assert_stored (backend->storage, unowned, "nobody's\n");
}

/* It ends at once: its first pass is an hour away. */
static void
test_thread (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *unowned = store_unowned (backend->storage);

  rw_test_advance_clock (RW_TIDIER_AGE + RW_TIDIER_EVERY);
  rw_tidier_stop (rw_tidier_start (backend));
  rw_test_assert_stored (backend->storage, unowned, "nobody's\n");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/tidier/tidy", test_tidy);
  g_test_add_func ("/tidier/fault", test_fault);
  g_test_add_func ("/tidier/cancelled", test_cancelled);
  g_test_add_func ("/tidier/thread", test_thread);
  return g_test_run ();
}
