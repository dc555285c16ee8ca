/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-routes.h"

#include "rw-job-json.h"
#include "rw-refusal.h"

#include <glib/gi18n.h>

#define LIST_FALLBACK 20
#define LIST_MOST     100

/* One bit for each state. */
#define IN(state) (1u << RW_JOB_##state)

typedef gboolean (*Move) (RwJobs *jobs, const char *id, GError **error);

RwJobRecord *
rw_job_routes_find (RwRequest *request, GError **error)
{
  GError *reason = NULL;
  RwJobRecord *record =
      rw_jobs_find (request->service->backend->jobs, request->user, request->part, &reason);

  if (reason != NULL)
    g_propagate_error (error, reason);
  else if (record == NULL)
    rw_refuse (error, MHD_HTTP_NOT_FOUND, _ ("There is no such job."));
  return record;
}

static RwReply *
reply_with_job (const RwJobRecord *record)
{
  return rw_reply_new_success (json_pack ("{s:o}", "prediction", rw_job_json_new (record)));
}

RwReply *
rw_job_routes_list (RwRequest *request, GError **error)
{
  gint64 limit = 0;
  gint64 before = 0;

  if (!rw_request_get_number (request, "limit", LIST_MOST, LIST_FALLBACK, &limit, error) ||
      !rw_request_get_number (request, "before", G_MAXINT64, 0, &before, error))
    return NULL;
  g_autoptr (GPtrArray) records =
      rw_jobs_list (request->service->backend->jobs, request->user, (guint) limit, before, error);
  if (records == NULL)
    return NULL;
  json_t *list = json_array ();
  for (guint i = 0; i < records->len; i++)
    json_array_append_new (list, rw_job_json_new (records->pdata[i]));
  return rw_reply_new_success (
      json_pack ("{s:o, s:i}", "predictions", list, "count", (int) records->len));
}

RwReply *
rw_job_routes_get (RwRequest *request, GError **error)
{
  g_autoptr (RwJobRecord) record = rw_job_routes_find (request, error);

  return record != NULL ? reply_with_job (record) : NULL;
}

RwReply *
rw_job_routes_events (RwRequest *request, GError **error)
{
  g_autoptr (RwJobRecord) record = rw_job_routes_find (request, error);
  g_autoptr (GPtrArray) events =
      record != NULL ? rw_jobs_list_events (request->service->backend->jobs, record->id, error)
                     : NULL;

  if (events == NULL)
    return NULL;
  json_t *list = json_array ();
  for (guint i = 0; i < events->len; i++)
    json_array_append_new (list, rw_job_json_new_event (events->pdata[i]));
  return rw_reply_new_success (json_pack ("{s:o}", "events", list));
}

/* Moves the request's job. That it is in one of the states @fine already is as good. */
static RwReply *
move_job (RwRequest *request, Move move, guint fine, const char *refusal, GError **error)
{
  g_autoptr (RwJobRecord) before = rw_job_routes_find (request, error);
  GError *reason = NULL;

  if (before == NULL)
    return NULL;
  gboolean moved = move (request->service->backend->jobs, before->id, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  g_autoptr (RwJobRecord) after = rw_job_routes_find (request, error);
  if (after == NULL)
    return NULL;
  if (moved || (fine & (1u << after->state)) != 0)
    return reply_with_job (after);
  rw_refuse (error, MHD_HTTP_CONFLICT, refusal);
  return NULL;
}

RwReply *
rw_job_routes_cancel (RwRequest *request, GError **error)
{
  return move_job (request, rw_jobs_cancel, IN (CANCELLED),
                   _ ("The job is over: it cannot be cancelled any more."), error);
}

RwReply *
rw_job_routes_retry (RwRequest *request, GError **error)
{
  RwReply *reply = move_job (request, rw_jobs_requeue, IN (QUEUED) | IN (PROCESSING),
                             _ ("The job is completed: send the file again instead."), error);

  if (reply != NULL)
    rw_refiller_tell (request->service->refiller);
  return reply;
}
