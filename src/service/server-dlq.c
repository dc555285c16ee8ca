/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"
#include "rw-error.h"
#include "rw-message.h"
#include "rw-outbox.h"
#include "rw-upkeep.h"
#include "server.h"

#include <glib/gi18n.h>

gboolean
server_dlq_list (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;

  const ServerUsage usage = {
    .command = "dlq list",
    .summary = _ ("Lists the dead letters: id, job, time and reason, with tabs between."),
  };

  if (!server_parse (arguments, &usage, &place, &values, error))
    return FALSE;
  g_autoptr (RwBackend) backend = server_open_backend (&place, NULL, error);
  g_autoptr (GPtrArray) letters = backend != NULL && rw_upkeep_settle_dead (backend, error)
                                      ? rw_jobs_list_letters (backend->jobs, error)
                                      : NULL;
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    {
      const RwDeadLetter *letter = letters->pdata[i];
      g_autofree char *job = rw_message_dup_job_id (letter->body, NULL);
      g_autofree char *time = rw_clock_dup_text (letter->died_at);
      g_print ("%s\t%s\t%s\t%s\n", letter->id, job != NULL ? job : "-", time, letter->reason);
    }
  return letters != NULL;
}

/* A job that somebody queued again in the meantime only loses its letter. */
static gboolean
replay (RwBackend *backend, const RwDeadLetter *letter, const char *job, GError **error)
{
  GError *reason = NULL;
  gboolean queued = rw_jobs_requeue (backend->jobs, job, &reason);

  if (reason == NULL && rw_queue_forget_dead (backend->queue, letter, &reason))
    rw_jobs_remove_letter (backend->jobs, letter->id, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  g_print (queued ? _ ("%s is queued again\n") : _ ("%s needs no second try\n"), job);
  return TRUE;
}

/* @id: of a letter or of a job; NULL: all that are of a job. Returns how many, -1 on error. */
static int
replay_matching (RwBackend *backend, const char *id, GError **error)
{
  g_autoptr (GPtrArray) letters = rw_jobs_list_letters (backend->jobs, error);
  int n = 0;

  if (letters == NULL)
    return -1;
  for (guint i = 0; i < letters->len; i++)
    {
      const RwDeadLetter *letter = letters->pdata[i];
      g_autofree char *job = rw_message_dup_job_id (letter->body, NULL);
      gboolean matches = id == NULL || g_str_equal (id, letter->id) || g_strcmp0 (id, job) == 0;
      if (job == NULL || !matches)
        continue;
      if (!replay (backend, letter, job, error))
        return -1;
      n++;
    }
  return n;
}

/* A job is given up when its letter is settled, and can only then be queued again. */
static gboolean
replay_in (RwBackend *backend, const char *id, GError **error)
{
  if (!rw_upkeep_settle_dead (backend, error))
    return FALSE;
  int n = replay_matching (backend, id, error);
  if (n == 0 && id != NULL)
    g_set_error (error, RW_ERROR, RW_ERROR_ACCESS,
                 _ ("No dead letter and no job of a dead letter is “%s”. “dlq list” tells them."),
                 id);
  return (n > 0 || (n == 0 && id == NULL)) && rw_outbox_send (backend->jobs, backend->queue, error);
}

gboolean
server_dlq_replay (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;

  const ServerUsage usage = {
    .command = "dlq replay",
    .summary = _ ("Queues the job of a dead letter again, with all its attempts; without ID those "
                  "of all. ID is that of the letter or of the job."),
    .names = _ ("[ID]"),
    .most = 1,
  };

  if (!server_parse (arguments, &usage, &place, &values, error))
    return FALSE;
  g_autoptr (RwBackend) backend = server_open_backend (&place, NULL, error);
  return backend != NULL && replay_in (backend, values != NULL ? values[0] : NULL, error);
}
