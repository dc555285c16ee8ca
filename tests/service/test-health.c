/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-health.h"

#include "rw-test-backend.h"
#include "rw-test-io.h"
#include "rw-test-job.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <errno.h>

/* A queue during whose check somebody else asks, too. */
G_DECLARE_FINAL_TYPE (AskingQueue, asking_queue, ASKING, QUEUE, GObject)

struct _AskingQueue
{
  GObject parent;
};

static RwHealth *asked;

static void
assert_told (RwHealth *health, gboolean jobs, gboolean queue, gboolean storage)
{
  gboolean is_healthy = FALSE;
  json_t *answer = rw_health_check (health, &is_healthy);
  json_t *wanted =
      json_pack ("{s:s, s:{s:s, s:s, s:s}}", "status", jobs && queue && storage ? "ok" : "failing",
                 "checks", "jobs", jobs ? "ok" : "failing", "queue", queue ? "ok" : "failing",
                 "storage", storage ? "ok" : "failing");

  g_assert_true (json_equal (answer, wanted));
  g_assert_cmpint (is_healthy, ==, jobs && queue && storage);
  json_decref (answer);
  json_decref (wanted);
}

static void
assert_health (RwBackend *backend, gboolean jobs, gboolean queue, gboolean storage)
{
  g_autoptr (RwHealth) health = rw_health_new (backend);

  assert_told (health, jobs, queue, storage);
}

static gboolean
extend (RwQueue *self G_GNUC_UNUSED, const RwQueueMessage *message G_GNUC_UNUSED,
        gint64 invisible G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  const gint64 usual = rw_health_patience;

  assert_told (asked, TRUE, TRUE, TRUE);
  rw_health_patience = -1;
  assert_told (asked, TRUE, FALSE, FALSE);
  rw_health_patience = usual;
  return FALSE;
}

static void
queue_init (RwQueueInterface *interface)
{
  interface->extend = extend;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AskingQueue, asking_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_QUEUE, queue_init))

static void
asking_queue_class_init (AskingQueueClass *klass G_GNUC_UNUSED)
{
}

static void
asking_queue_init (AskingQueue *self G_GNUC_UNUSED)
{
}

static void
test_works (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();

  assert_health (backend, TRUE, TRUE, TRUE);
  g_assert_cmpuint (rw_test_count_spool (backend), ==, 0);
}

/* Calls: sweep, extend, dup-spool-path. */
static void
test_fails (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwBackend) backend = rw_test_failing_backend (real);

  for (guint i = 0; i < 3; i++)
    {
      rw_test_fail_calls (i, 1, RW_TEST_NOT_DONE);
      assert_health (backend, i != 0, i != 1, i != 2);
    }
  rw_test_fail_calls (0, 3, RW_TEST_NOT_DONE);
  assert_health (backend, FALSE, FALSE, FALSE);
}

/* The files are what tells, not that the folder is there. */
static void
test_full_disk (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();

  rw_test_set_fault (RW_TEST_WRITE,
                     (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = ENOSPC });
  assert_health (backend, TRUE, TRUE, FALSE);
  rw_test_clear_faults ();
  g_assert_cmpuint (rw_test_count_spool (backend), ==, 0);
}

/* Who asks while another one checks is told what is known, and is not made to wait. */
static void
test_meanwhile (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwQueue) queue = g_object_new (asking_queue_get_type (), NULL);
  RwBackend backend = { .jobs = real->jobs, .queue = queue, .storage = real->storage };
  g_autoptr (RwHealth) health = rw_health_new (&backend);

  asked = health;
  assert_told (health, TRUE, TRUE, TRUE);
  assert_told (health, TRUE, TRUE, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/health/works", test_works);
  g_test_add_func ("/health/fails", test_fails);
  g_test_add_func ("/health/full-disk", test_full_disk);
  g_test_add_func ("/health/meanwhile", test_meanwhile);
  return g_test_run ();
}
