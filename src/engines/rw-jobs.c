/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (RwJobs, rw_jobs, G_TYPE_OBJECT)

static void
rw_jobs_default_init (RwJobsInterface *interface G_GNUC_UNUSED)
{
}

void
rw_job_record_free (RwJobRecord *record)
{
  g_free (record->id);
  g_free (record->user);
  g_free (record->file_name);
  g_free (record->input_key);
  g_free (record->error);
  g_free (record->result_key);
  g_free (record->result_sha256);
  g_free (record->model_sha256);
  g_free (record);
}

void
rw_job_event_free (RwJobEvent *event)
{
  g_free (event->note);
  g_free (event);
}

void
rw_outbox_entry_free (RwOutboxEntry *entry)
{
  g_free (entry->body);
  g_free (entry);
}

char *
rw_jobs_dup_spent_message (void)
{
  return g_strdup_printf (_ ("The file could not be scored in %d attempts. Try again, and if that "
                             "fails too, tell whoever runs the server."),
                          RW_JOBS_MAX_ATTEMPTS);
}

RwJobRecord *
rw_jobs_create (RwJobs *self, const RwJobDraft *draft, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->create (self, draft, error);
}

RwJobRecord *
rw_jobs_find (RwJobs *self, const char *user, const char *id, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->find (self, user, id, error);
}

GPtrArray *
rw_jobs_list (RwJobs *self, const char *user, guint limit, gint64 before, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->list (self, user, limit, before, error);
}

GPtrArray *
rw_jobs_list_events (RwJobs *self, const char *id, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->list_events (self, id, error);
}

RwClaim
rw_jobs_claim (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, RwJobRecord **record,
               GError **error)
{
  return RW_JOBS_GET_IFACE (self)->claim (self, lease, lease_ms, record, error);
}

gboolean
rw_jobs_renew (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, gint64 rows_done,
               gint64 n_rows, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->renew (self, lease, lease_ms, rows_done, n_rows, error);
}

gboolean
rw_jobs_complete (RwJobs *self, const RwJobLease *lease, const RwJobResult *result, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->complete (self, lease, result, error);
}

gboolean
rw_jobs_fail (RwJobs *self, const RwJobLease *lease, const char *message, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->fail (self, lease, message, error);
}

gboolean
rw_jobs_release (RwJobs *self, const RwJobLease *lease, const char *note, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->release (self, lease, note, error);
}

gboolean
rw_jobs_bury (RwJobs *self, const char *id, const char *message, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->bury (self, id, message, error);
}

gboolean
rw_jobs_cancel (RwJobs *self, const char *id, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->cancel (self, id, error);
}

gboolean
rw_jobs_requeue (RwJobs *self, const char *id, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->requeue (self, id, error);
}

int
rw_jobs_sweep (RwJobs *self, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->sweep (self, error);
}

GPtrArray *
rw_jobs_take_outbox (RwJobs *self, guint limit, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->take_outbox (self, limit, error);
}

gboolean
rw_jobs_clear_outbox (RwJobs *self, gint64 number, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->clear_outbox (self, number, error);
}

gboolean
rw_jobs_note_letter (RwJobs *self, const RwDeadLetter *letter, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->note_letter (self, letter, error);
}

GPtrArray *
rw_jobs_list_letters (RwJobs *self, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->list_letters (self, error);
}

gboolean
rw_jobs_remove_letter (RwJobs *self, const char *id, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->remove_letter (self, id, error);
}

gboolean
rw_jobs_count (RwJobs *self, gint64 counts[RW_N_JOB_STATES], gint64 *oldest_queued, GError **error)
{
  return RW_JOBS_GET_IFACE (self)->count (self, counts, oldest_queued, error);
}
