/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-answer.h"

#include "rw-log.h"
#include "rw-refusal.h"
#include "rw-route.h"

static void
set_headers (RwRequest *request, RwReply *reply)
{
  g_autofree char *retry_after = g_strdup_printf ("%u", request->retry_after);

  rw_reply_set_header (reply, "X-Request-ID", request->id);
  if (request->must_close || request->service->is_behind_proxy)
    rw_reply_set_header (reply, MHD_HTTP_HEADER_CONNECTION, "close");
  if (request->status == MHD_HTTP_UNAUTHORIZED)
    rw_reply_set_header (reply, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
  if (request->status == MHD_HTTP_METHOD_NOT_ALLOWED)
    rw_reply_set_header (reply, MHD_HTTP_HEADER_ALLOW, request->allowed);
  if (request->status == MHD_HTTP_TOO_MANY_REQUESTS ||
      request->status == MHD_HTTP_SERVICE_UNAVAILABLE)
    rw_reply_set_header (reply, MHD_HTTP_HEADER_RETRY_AFTER, retry_after);
}

static void
log_fault (RwRequest *request)
{
  if (request->refusal->domain != RW_REFUSAL)
    rw_log (RW_LOG_ERROR, "request-failed", "sss", "request", request->id, "error",
            rw_log_get_error_word (request->refusal), "reason", request->refusal->message);
}

gboolean
rw_answer_send (RwRequest *request)
{
  g_autoptr (RwReply) reply = NULL;

  if (request->refusal == NULL)
    reply = request->route->handle (request, &request->refusal);
  if (reply == NULL)
    {
      log_fault (request);
      reply = rw_reply_new_error (request->refusal, request->id);
    }
  request->status = rw_reply_get_status (reply);
  request->answer_length = rw_reply_get_length (reply);
  set_headers (request, reply);
  return rw_reply_send (reply, request->connection);
}
