/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-health.h"

#include "rw-error.h"
#include "rw-io.h"
#include "rw-log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

/* What is written to the spool and must come back. */
static const char probe[] = "retainwise";

static gboolean
check_jobs (RwBackend *backend, GError **error)
{
  return rw_jobs_sweep (backend->jobs, error) >= 0;
}

/* Nobody has this receipt: it is looked for with the right to write, and nothing changes. */
static gboolean
check_queue (RwBackend *backend, GError **error)
{
  char nothing[] = "";
  RwQueueMessage message = { .id = nothing, .body = nothing, .receipt = nothing };
  GError *reason = NULL;

  rw_queue_extend (backend->queue, &message, 0, &reason);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, reason);
  return FALSE;
}

static gboolean
write_and_read (const char *path)
{
  char got[sizeof probe] = "";
  int fd = rw_io.open (path, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0)
    return FALSE;
  gboolean came_back = rw_io_write_all (fd, probe, sizeof probe) && rw_io.fsync (fd) == 0 &&
                       rw_io.pread (fd, got, sizeof got, 0) == sizeof got &&
                       memcmp (got, probe, sizeof probe) == 0;
  int error_number = errno;
  close (fd);
  errno = error_number;
  return came_back;
}

static gboolean
check_storage (RwBackend *backend, GError **error)
{
  g_autofree char *path = rw_storage_dup_spool_path (backend->storage, error);

  if (path == NULL)
    return FALSE;
  gboolean works = write_and_read (path) || rw_error_set_errno (error, RW_ERROR_FILE, errno, path);
  g_unlink (path);
  return works && rw_storage_check (backend->storage, error);
}

static const struct
{
  const char *name;
  gboolean (*check) (RwBackend *backend, GError **error);
} parts[] = {
  { "jobs", check_jobs },
  { "queue", check_queue },
  { "storage", check_storage },
};

#define N_PARTS G_N_ELEMENTS (parts)

struct _RwHealth
{
  RwBackend *backend;
  pthread_mutex_t lock; /* of what follows */
  gboolean is_checking;
  gint64 began_at;         /* monotonic µs */
  guint n_checked;         /* parts, by this check */
  gboolean works[N_PARTS]; /* as was found last */
};

gint64 rw_health_patience = 5000;

/* A server does not start before it has used them all. */
RwHealth *
rw_health_new (RwBackend *backend)
{
  RwHealth *self = g_new0 (RwHealth, 1);

  self->backend = backend;
  pthread_mutex_init (&self->lock, NULL);
  for (guint i = 0; i < N_PARTS; i++)
    self->works[i] = TRUE;
  return self;
}

void
rw_health_free (RwHealth *self)
{
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

/* FALSE: somebody else does. */
static gboolean
begin (RwHealth *self)
{
  pthread_mutex_lock (&self->lock);
  gboolean is_ours = !self->is_checking;
  if (is_ours)
    {
      self->is_checking = TRUE;
      self->began_at = g_get_monotonic_time ();
      self->n_checked = 0;
    }
  pthread_mutex_unlock (&self->lock);
  return is_ours;
}

static void
check_part (RwHealth *self, guint i)
{
  g_autoptr (GError) error = NULL;
  gboolean works = parts[i].check (self->backend, &error);

  if (!works)
    rw_log (RW_LOG_ERROR, "health-check-failed", "sss", "part", parts[i].name, "error",
            rw_log_get_error_word (error), "reason", error->message);
  pthread_mutex_lock (&self->lock);
  self->works[i] = works;
  self->n_checked++;
  self->is_checking = self->n_checked < N_PARTS;
  pthread_mutex_unlock (&self->lock);
}

json_t *
rw_health_check (RwHealth *self, gboolean *is_healthy)
{
  json_t *checks = json_object ();

  *is_healthy = TRUE;
  if (begin (self))
    for (guint i = 0; i < N_PARTS; i++)
      check_part (self, i);
  pthread_mutex_lock (&self->lock);
  gint64 age = (g_get_monotonic_time () - self->began_at) / 1000;
  gboolean is_late = self->is_checking && age > rw_health_patience;
  for (guint i = 0; i < N_PARTS; i++)
    {
      gboolean works = self->works[i] && !(is_late && i >= self->n_checked);
      json_object_set_new (checks, parts[i].name, json_string (works ? "ok" : "failing"));
      *is_healthy = *is_healthy && works;
    }
  pthread_mutex_unlock (&self->lock);
  return json_pack ("{s:s, s:o}", "status", *is_healthy ? "ok" : "failing", "checks", checks);
}
