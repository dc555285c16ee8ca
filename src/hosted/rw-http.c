/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http.h"

#include "rw-error.h"
#include "rw-http-transfer.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <pthread.h>

#define MAX_HOPS 5

/* Should there be no descriptor left that a cancel could wake us up by. */
#define POLL_MS 100

struct _RwHttp
{
  CURLM *multi;
  char *ca_file;
};

RwHttpPatience rw_http_patience = { .connect = 10000, .stalled = 30000, .small = 30000 };

static void
init_curl (void)
{
  curl_global_init (CURL_GLOBAL_DEFAULT);
}

RwHttp *
rw_http_new (const char *ca_file)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  RwHttp *self = g_new0 (RwHttp, 1);

  pthread_once (&once, init_curl);
  self->multi = curl_multi_init ();
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

/* Until all is done or cancelled. */
static void
work (CURLM *multi, GCancellable *cancellable)
{
  GPollFD cancel = { .fd = -1 };
  gboolean can_wake = g_cancellable_make_pollfd (cancellable, &cancel);
  struct curl_waitfd wake = { .fd = cancel.fd, .events = CURL_WAIT_POLLIN };
  int n_running = 1;

  while (n_running > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      curl_multi_perform (multi, &n_running);
      if (n_running > 0)
        curl_multi_poll (multi, &wake, can_wake ? 1 : 0, can_wake ? G_MAXINT : POLL_MS, NULL);
    }
  if (can_wake)
    g_cancellable_release_fd (cancellable);
}

/* FALSE: it was cancelled before there was one. */
static gboolean
get_result (CURLM *multi, CURLcode *code)
{
  int n_left = 0;
  CURLMsg *message = curl_multi_info_read (multi, &n_left);

  *code = message != NULL ? message->data.result : CURLE_ABORTED_BY_CALLBACK;
  return message != NULL;
}

/* What was answered in spite of a cancel is not thrown away: the server has acted on it. */
static gboolean
perform (RwHttp *self, RwHttpTransfer *transfer, GCancellable *cancellable, GError **error)
{
  CURL *easy = rw_http_transfer_get_easy (transfer);
  CURLcode code = CURLE_OK;

  curl_multi_add_handle (self->multi, easy);
  work (self->multi, cancellable);
  gboolean has_result = get_result (self->multi, &code);
  curl_multi_remove_handle (self->multi, easy);
  if (has_result)
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
