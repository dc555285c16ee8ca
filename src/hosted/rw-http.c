/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http.h"

#include "rw-error.h"
#include "rw-http-easy.h"
#include "rw-http-transfer.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define MAX_HOPS 5

struct _RwHttp
{
  CURLM *multi;
  char *ca_file;
};

RwHttpPatience rw_http_patience = { .connect = 10000, .stalled = 30000, .small = 30000 };

RwHttp *
rw_http_new (const char *ca_file)
{
  RwHttp *self = g_new0 (RwHttp, 1);

  self->multi = rw_http_easy_new_multi ();
  self->ca_file = g_strdup (ca_file);
  return self;
}

void
rw_http_free (RwHttp *self)
{
  curl_multi_cleanup (self->multi);
  g_free (self->ca_file);
  g_free (self);
}

/* What was answered in spite of a cancel is not thrown away: the server has acted on it. */
static gboolean
perform (RwHttp *self, RwHttpTransfer *transfer, GCancellable *cancellable, GError **error)
{
  CURL *easy = rw_http_transfer_get_easy (transfer);
  CURLcode code = CURLE_OK;

  if (rw_http_easy_run (easy, self->multi, cancellable, &code))
    return rw_http_transfer_end (transfer, code, error);
  rw_http_transfer_end (transfer, code, NULL);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static RwUrl *
parse_url (const char *text, const RwUrl *from, RwHttpAnswer *answer, GError **error)
{
  g_autoptr (RwUrl) url = rw_url_parse (text);

  if (url != NULL && rw_url_is_allowed (url, from))
    return g_steal_pointer (&url);
  answer->end = RW_HTTP_REFUSED;
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("The server sends us to “%s”, where it is not safe to go."), text);
  return NULL;
}

static void
answer_init (RwHttpAnswer *answer)
{
  rw_http_answer_clear (answer);
  *answer = (RwHttpAnswer){ .end = RW_HTTP_UNSENT, .body = g_byte_array_new () };
}

/* One hop. @url: where to; set to the next one, or to NULL when there is none. */
static gboolean
hop (RwHttp *self, const RwHttpRequest *request, const char *token, RwUrl **url,
     RwHttpAnswer *answer, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwUrl) here = g_steal_pointer (url);

  answer_init (answer);
  g_autoptr (RwHttpTransfer) transfer =
      rw_http_transfer_new (request, here, token, self->ca_file, answer);
  if (!perform (self, transfer, cancellable, error))
    return FALSE;
  const char *next = rw_http_transfer_get_redirect (transfer);
  if (next == NULL || !g_str_equal (request->method, "GET"))
    return TRUE;
  *url = parse_url (next, here, answer, error);
  return *url != NULL;
}

gboolean
rw_http_send (RwHttp *self, const RwHttpRequest *request, RwHttpAnswer *answer,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (RwUrl) from = request->from != NULL ? rw_url_parse (request->from) : NULL;
  g_autoptr (RwUrl) url = parse_url (request->url, from, answer, error);
  g_autofree char *origin = url != NULL ? g_strdup (url->origin) : NULL;

  if (url == NULL)
    return FALSE;
  for (guint n = 0; n < MAX_HOPS; n++)
    {
      const char *token = g_str_equal (url->origin, origin) ? request->token : NULL;
      if (!hop (self, request, token, &url, answer, cancellable, error))
        return FALSE;
      if (url == NULL)
        return TRUE;
    }
  answer->end = RW_HTTP_REFUSED;
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER, _ ("The server sends us to “%s”, in circles."),
               url->host);
  return FALSE;
}

void
rw_http_answer_clear (RwHttpAnswer *answer)
{
  g_clear_pointer (&answer->request_id, g_free);
  g_clear_pointer (&answer->body, g_byte_array_unref);
}
