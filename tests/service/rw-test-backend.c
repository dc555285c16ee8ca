/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-backend.h"

#include "rw-error.h"

#include <pthread.h>

#define REAL "real" /* the object behind one of ours */

/* What becomes of a call. */
typedef enum
{
  NOT_DONE = RW_TEST_NOT_DONE,
  DONE = RW_TEST_DONE,
  WORKS
} Fate;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t called = PTHREAD_COND_INITIALIZER;
static GPtrArray *calls; /* their names, borrowed */
static guint first_failure;
static guint n_failures;
static Fate fate_of_failures;
static const char *failed_call;

static Fate
begin (const char *name)
{
  pthread_mutex_lock (&lock);
  guint n = calls->len;
  gboolean fails = n >= first_failure && n - first_failure < n_failures;
  Fate fate = fails ? fate_of_failures : WORKS;
  g_ptr_array_add (calls, (gpointer) name);
  if (fails)
    failed_call = name;
  pthread_cond_broadcast (&called);
  pthread_mutex_unlock (&lock);
  return fate;
}

static gboolean
end (Fate fate, gboolean done, RwError code, GError **error)
{
  if (fate == WORKS)
    return done;
  g_clear_error (error);
  g_set_error_literal (error, RW_ERROR, code, "A fault that the test wants.");
  return FALSE;
}

static gpointer
get_real (gpointer ours)
{
  return g_object_get_data (G_OBJECT (ours), REAL);
}

static RwJobRecord *
create (RwJobs *self, const RwJobDraft *draft, GError **error)
{
  Fate fate = begin ("create");
  RwJobRecord *record = fate != NOT_DONE ? rw_jobs_create (get_real (self), draft, error) : NULL;

  if (!end (fate, TRUE, RW_ERROR_DATABASE, error))
    g_clear_pointer (&record, rw_job_record_free);
  return record;
}

static RwJobRecord *
find (RwJobs *self, const char *user, const char *id, GError **error)
{
  Fate fate = begin ("find");
  RwJobRecord *record = fate != NOT_DONE ? rw_jobs_find (get_real (self), user, id, error) : NULL;

  if (!end (fate, TRUE, RW_ERROR_DATABASE, error))
    g_clear_pointer (&record, rw_job_record_free);
  return record;
}

static RwClaim
claim (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, RwJobRecord **record, GError **error)
{
  Fate fate = begin ("claim");
  RwClaim result = fate != NOT_DONE
                       ? rw_jobs_claim (get_real (self), lease, lease_ms, record, error)
                       : RW_CLAIM_ERROR;

  if (!end (fate, TRUE, RW_ERROR_DATABASE, error))
    {
      g_clear_pointer (record, rw_job_record_free);
      return RW_CLAIM_ERROR;
    }
  return result;
}

static gboolean
renew (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, gint64 rows_done, gint64 n_rows,
       GError **error)
{
  Fate fate = begin ("renew");
  gboolean done = fate != NOT_DONE &&
                  rw_jobs_renew (get_real (self), lease, lease_ms, rows_done, n_rows, error);

  return end (fate, done, RW_ERROR_DATABASE, error);
}

static gboolean
complete (RwJobs *self, const RwJobLease *lease, const RwJobResult *result, GError **error)
{
  Fate fate = begin ("complete");
  gboolean done = fate != NOT_DONE && rw_jobs_complete (get_real (self), lease, result, error);

  return end (fate, done, RW_ERROR_DATABASE, error);
}

static gboolean
fail (RwJobs *self, const RwJobLease *lease, const char *message, GError **error)
{
  Fate fate = begin ("fail");
  gboolean done = fate != NOT_DONE && rw_jobs_fail (get_real (self), lease, message, error);

  return end (fate, done, RW_ERROR_DATABASE, error);
}

static gboolean
release (RwJobs *self, const RwJobLease *lease, const char *note, GError **error)
{
  Fate fate = begin ("release");
  gboolean done = fate != NOT_DONE && rw_jobs_release (get_real (self), lease, note, error);

  return end (fate, done, RW_ERROR_DATABASE, error);
}

static int
sweep (RwJobs *self, GError **error)
{
  Fate fate = begin ("sweep");
  int n_moved = fate != NOT_DONE ? rw_jobs_sweep (get_real (self), error) : -1;

  return end (fate, TRUE, RW_ERROR_DATABASE, error) ? n_moved : -1;
}

static GPtrArray *
take_outbox (RwJobs *self, guint limit, GError **error)
{
  return rw_jobs_take_outbox (get_real (self), limit, error);
}

static gboolean
clear_outbox (RwJobs *self, gint64 number, GError **error)
{
  return rw_jobs_clear_outbox (get_real (self), number, error);
}

static gboolean
send_message (RwQueue *self, const char *body, gint64 delay, GError **error)
{
  Fate fate = begin ("send");
  gboolean done = fate != NOT_DONE && rw_queue_send (get_real (self), body, delay, error);

  return end (fate, done, RW_ERROR_NETWORK, error);
}

static RwQueueMessage *
receive (RwQueue *self, gint64 wait, gint64 invisible, GCancellable *cancellable, GError **error)
{
  Fate fate = begin ("receive");
  RwQueueMessage *message =
      fate != NOT_DONE ? rw_queue_receive (get_real (self), wait, invisible, cancellable, error)
                       : NULL;

  if (!end (fate, TRUE, RW_ERROR_NETWORK, error))
    g_clear_pointer (&message, rw_queue_message_free);
  return message;
}

static gboolean
extend (RwQueue *self, const RwQueueMessage *message, gint64 invisible, GError **error)
{
  Fate fate = begin ("extend");
  gboolean done = fate != NOT_DONE && rw_queue_extend (get_real (self), message, invisible, error);

  return end (fate, done, RW_ERROR_NETWORK, error);
}

static gboolean
remove_message (RwQueue *self, const RwQueueMessage *message, GError **error)
{
  Fate fate = begin ("remove");
  gboolean done = fate != NOT_DONE && rw_queue_remove (get_real (self), message, error);

  return end (fate, done, RW_ERROR_NETWORK, error);
}

static gboolean
bury (RwQueue *self, const RwQueueMessage *message, const char *reason, GError **error)
{
  Fate fate = begin ("bury");
  gboolean done = fate != NOT_DONE && rw_queue_bury (get_real (self), message, reason, error);

  return end (fate, done, RW_ERROR_NETWORK, error);
}

static RwDeadLetter *
take_dead (RwQueue *self, GError **error)
{
  Fate fate = begin ("take-dead");
  RwDeadLetter *letter = fate != NOT_DONE ? rw_queue_take_dead (get_real (self), error) : NULL;

  if (!end (fate, TRUE, RW_ERROR_NETWORK, error))
    g_clear_pointer (&letter, rw_dead_letter_free);
  return letter;
}

static char *
dup_spool_path (RwStorage *self, GError **error)
{
  Fate fate = begin ("dup-spool-path");
  char *path = fate != NOT_DONE ? rw_storage_dup_spool_path (get_real (self), error) : NULL;

  if (!end (fate, TRUE, RW_ERROR_FILE, error))
    g_clear_pointer (&path, g_free);
  return path;
}

/* Nothing is left at @path in any case. */
static gboolean
store (RwStorage *self, const char *key, const char *path, GCancellable *cancellable,
       GError **error)
{
  Fate fate = begin ("store");
  gboolean done = rw_storage_store (get_real (self), key, path, cancellable, error);

  if (fate == NOT_DONE)
    rw_storage_remove (get_real (self), key, NULL);
  return end (fate, done, RW_ERROR_FILE, error);
}

static RwStorageFile *
fetch (RwStorage *self, const char *key, GCancellable *cancellable, GError **error)
{
  Fate fate = begin ("fetch");
  RwStorageFile *file =
      fate != NOT_DONE ? rw_storage_fetch (get_real (self), key, cancellable, error) : NULL;

  if (!end (fate, TRUE, RW_ERROR_FILE, error))
    g_clear_pointer (&file, rw_storage_file_free);
  return file;
}

static gboolean
remove_file (RwStorage *self, const char *key, GError **error)
{
  Fate fate = begin ("remove-file");
  gboolean done = fate != NOT_DONE && rw_storage_remove (get_real (self), key, error);

  return end (fate, done, RW_ERROR_FILE, error);
}

static void
jobs_init (RwJobsInterface *interface)
{
  interface->create = create;
  interface->find = find;
  interface->claim = claim;
  interface->renew = renew;
  interface->complete = complete;
  interface->fail = fail;
  interface->release = release;
  interface->sweep = sweep;
  interface->take_outbox = take_outbox;
  interface->clear_outbox = clear_outbox;
}

static void
queue_init (RwQueueInterface *interface)
{
  interface->send = send_message;
  interface->receive = receive;
  interface->extend = extend;
  interface->remove = remove_message;
  interface->bury = bury;
  interface->take_dead = take_dead;
}

static void
storage_init (RwStorageInterface *interface)
{
  interface->dup_spool_path = dup_spool_path;
  interface->store = store;
  interface->fetch = fetch;
  interface->remove = remove_file;
}

/* All three are one type: none has a state of its own. */
G_DECLARE_FINAL_TYPE (RwTestPart, rw_test_part, RW_TEST, PART, GObject)

struct _RwTestPart
{
  GObject parent;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (RwTestPart, rw_test_part, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_JOBS, jobs_init)
                                   G_IMPLEMENT_INTERFACE (RW_TYPE_QUEUE, queue_init)
                                       G_IMPLEMENT_INTERFACE (RW_TYPE_STORAGE, storage_init))

static void
rw_test_part_class_init (RwTestPartClass *klass G_GNUC_UNUSED)
{
}

static void
rw_test_part_init (RwTestPart *self G_GNUC_UNUSED)
{
}

static gpointer
wrap (gpointer real)
{
  GObject *ours = g_object_new (rw_test_part_get_type (), NULL);

  g_object_set_data_full (ours, REAL, g_object_ref (real), g_object_unref);
  return ours;
}

RwBackend *
rw_test_failing_backend (RwBackend *real)
{
  RwBackend *backend = g_new (RwBackend, 1);

  *backend = (RwBackend){
    .jobs = wrap (real->jobs),
    .queue = wrap (real->queue),
    .storage = wrap (real->storage),
  };
  rw_test_fail_calls (0, 0, RW_TEST_NOT_DONE);
  return backend;
}

void
rw_test_fail_calls (guint first, guint times, RwTestFailure failure)
{
  pthread_mutex_lock (&lock);
  g_clear_pointer (&calls, g_ptr_array_unref);
  calls = g_ptr_array_new ();
  first_failure = first;
  n_failures = times;
  fate_of_failures = (Fate) failure;
  failed_call = NULL;
  pthread_mutex_unlock (&lock);
}

static guint
count_locked (const char *name)
{
  guint n = 0;

  for (guint i = 0; i < calls->len; i++)
    n += name == NULL || g_str_equal (calls->pdata[i], name);
  return n;
}

guint
rw_test_count_calls (const char *name)
{
  pthread_mutex_lock (&lock);
  guint n = count_locked (name);
  pthread_mutex_unlock (&lock);
  return n;
}

void
rw_test_wait_for_calls (const char *name, guint n)
{
  pthread_mutex_lock (&lock);
  while (count_locked (name) < n)
    pthread_cond_wait (&called, &lock);
  pthread_mutex_unlock (&lock);
}

const char *
rw_test_get_failed_call (void)
{
  pthread_mutex_lock (&lock);
  const char *name = failed_call;
  pthread_mutex_unlock (&lock);
  return name;
}
