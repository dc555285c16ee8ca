/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue-error.h"

#include "rw-error.h"
#include "rw-job-codec.h"

#include <glib/gi18n.h>

static RwError
get_code (guint status)
{
  switch (status)
    {
    case 401:
    case 403:
      return RW_ERROR_ACCESS;
    case 413:
      return RW_ERROR_LIMIT;
    case 429:
    case 503:
      return RW_ERROR_BUSY;
    default:
      return RW_ERROR_SERVER;
    }
}

static char *
explain_access (guint status, RwEndpoint *endpoint, const char *reason)
{
  const char *host = rw_endpoint_get_host (endpoint);

  if (rw_endpoint_get_token (endpoint) == NULL)
    return g_strdup_printf (_ ("The server “%s” wants a token. Enter it in Preferences."), host);
  if (status == 401)
    return g_strdup_printf (
        _ ("The server “%s” does not know this token. Enter it anew in Preferences."), host);
  return g_strdup_printf (_ ("The server “%s” does not allow this: %s"), host, reason);
}

static char *
explain_busy (const char *host, gint64 retry_after)
{
  guint seconds = (guint) MIN (retry_after / 1000, G_MAXINT);

  if (seconds == 0)
    return g_strdup_printf (_ ("The server “%s” is busy. Try again later."), host);
  return g_strdup_printf (ngettext ("The server “%s” is busy. Try again in %u second.",
                                    "The server “%s” is busy. Try again in %u seconds.", seconds),
                          host, seconds);
}

static char *
explain (RwEndpoint *endpoint, const RwHttpAnswer *answer, const char *reason)
{
  const char *host = rw_endpoint_get_host (endpoint);

  switch (answer->status)
    {
    case 401:
    case 403:
      return explain_access (answer->status, endpoint, reason);
    case 429:
    case 503:
      return explain_busy (host, answer->retry_after);
    default:
      return g_strdup_printf (_ ("The server “%s” cannot do this: %s"), host, reason);
    }
}

gboolean
rw_queue_error_set (GError **error, RwEndpoint *endpoint, const RwHttpAnswer *answer)
{
  g_autofree char *code = g_strdup_printf (_ ("it answers with code %u"), answer->status);
  g_autofree char *reason =
      rw_job_codec_dup_reason ((const char *) answer->body->data, answer->body->len);
  g_autofree char *message = explain (endpoint, answer, reason != NULL ? reason : code);

  g_set_error_literal (error, RW_ERROR, get_code (answer->status), message);
  return FALSE;
}
