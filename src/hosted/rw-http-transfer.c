/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-transfer.h"

#include "rw-error.h"
#include "rw-http-easy.h"
#include "rw-http-error.h"
#include "rw-http-form.h"

#include <glib/gi18n.h>

struct _RwHttpTransfer
{
  const RwHttpRequest *request;
  const RwUrl *url;
  RwHttpAnswer *answer;
  CURL *easy;
  struct curl_slist *headers;
  RwHttpForm *form;     /* NULL: no body */
  gboolean is_fetching; /* the sink has got something */
  GError *error;        /* ours, where curl only says that we stopped it */
  char detail[CURL_ERROR_SIZE];
};

static guint
get_status (RwHttpTransfer *self)
{
  long status = 0;

  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  return (guint) status;
}

static gboolean
fill_sink (RwHttpTransfer *self, const char *bytes, gsize length)
{
  const RwHttpRequest *request = self->request;
  curl_off_t total = 0;

  if (!self->is_fetching)
    {
      curl_easy_getinfo (self->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &total);
      rw_progress_begin (request->progress, RW_STAGE_FETCHING, (guint64) MAX (total, 0));
      self->is_fetching = TRUE;
    }
  rw_progress_add (request->progress, length);
  return request->sink (request->sink_data, bytes, length, &self->error);
}

static gboolean
fill_body (RwHttpTransfer *self, const char *bytes, gsize length)
{
  GByteArray *body = self->answer->body;

  if (body->len + length > RW_HTTP_MAX_BODY)
    {
      g_set_error (&self->error, RW_ERROR, RW_ERROR_SERVER,
                   _ ("The server “%s” answers more than can be taken in."), self->url->host);
      return FALSE;
    }
  g_byte_array_append (body, (const guint8 *) bytes, (guint) length);
  return TRUE;
}

static size_t
write_cb (char *bytes, size_t size, size_t n, void *data)
{
  RwHttpTransfer *self = data;
  gboolean is_wanted = self->request->sink != NULL && get_status (self) / 100 == 2;
  gboolean taken =
      is_wanted ? fill_sink (self, bytes, size * n) : fill_body (self, bytes, size * n);

  return taken ? size * n : CURL_WRITEFUNC_ERROR;
}

static void
add_header (RwHttpTransfer *self, const char *text)
{
  self->headers = curl_slist_append (self->headers, text);
}

static void
set_headers (RwHttpTransfer *self, const char *token)
{
  if (token != NULL)
    {
      g_autofree char *authorization = g_strdup_printf ("Authorization: Bearer %s", token);
      add_header (self, authorization);
    }
  if (self->request->header != NULL)
    add_header (self, self->request->header);
  curl_easy_setopt (self->easy, CURLOPT_HTTPHEADER, self->headers);
}

/* On a kept connection curl would send a form again by itself when no answer comes: only we know
 * whether the server may get it twice. */
static void
set_body (RwHttpTransfer *self)
{
  const RwHttpRequest *request = self->request;

  curl_easy_setopt (self->easy, CURLOPT_FRESH_CONNECT, (long) (request->file != NULL));
  if (request->file != NULL)
    self->form = rw_http_form_new (self->easy, request->fields, request->file, request->progress);
  else if (g_str_equal (request->method, "POST"))
    curl_easy_setopt (self->easy, CURLOPT_POSTFIELDS, "");
}

RwHttpTransfer *
rw_http_transfer_new (const RwHttpRequest *request, const RwUrl *url, const char *token,
                      const char *ca_file, RwHttpAnswer *answer)
{
  RwHttpTransfer *self = g_new0 (RwHttpTransfer, 1);
  gboolean is_small = request->file == NULL && request->sink == NULL;

  self->request = request;
  self->url = url;
  self->answer = answer;
  self->easy = curl_easy_init ();
  rw_http_easy_set_way (self->easy, url, ca_file);
  rw_http_easy_set_patience (self->easy, is_small, 0);
  set_headers (self, token);
  set_body (self);
  curl_easy_setopt (self->easy, CURLOPT_ERRORBUFFER, self->detail);
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (self->easy, CURLOPT_WRITEDATA, self);
  return self;
}

void
rw_http_transfer_free (RwHttpTransfer *self)
{
  curl_easy_cleanup (self->easy);
  g_clear_pointer (&self->form, rw_http_form_free);
  curl_slist_free_all (self->headers);
  g_clear_error (&self->error);
  g_free (self);
}

CURL *
rw_http_transfer_get_easy (RwHttpTransfer *self)
{
  return self->easy;
}

static gboolean
may_have_arrived (RwHttpTransfer *self)
{
  long sent = 0;

  if (self->form != NULL)
    return rw_http_form_is_complete (self->form);
  curl_easy_getinfo (self->easy, CURLINFO_REQUEST_SIZE, &sent);
  return sent > 0;
}

static void
read_headers (RwHttpTransfer *self)
{
  struct curl_header *header = NULL;
  curl_off_t seconds = 0;

  self->answer->status = get_status (self);
  curl_easy_getinfo (self->easy, CURLINFO_RETRY_AFTER, &seconds);
  self->answer->retry_after = CLAMP (seconds, 0, G_MAXINT) * 1000;
  if (curl_easy_header (self->easy, "X-Request-ID", 0, CURLH_HEADER, -1, &header) == CURLHE_OK)
    self->answer->request_id = g_strdup (header->value);
}

gboolean
rw_http_transfer_end (RwHttpTransfer *self, CURLcode code, GError **error)
{
  GError *ours = self->form != NULL ? rw_http_form_take_error (self->form) : NULL;

  read_headers (self);
  if (code == CURLE_OK)
    self->answer->end = RW_HTTP_ANSWERED;
  else if (ours != NULL || self->error != NULL || rw_http_error_is_lasting (code))
    self->answer->end = RW_HTTP_REFUSED;
  else
    self->answer->end = may_have_arrived (self) ? RW_HTTP_LOST : RW_HTTP_UNSENT;
  if (ours == NULL)
    ours = g_steal_pointer (&self->error);
  if (ours != NULL)
    g_propagate_error (error, ours);
  else if (code != CURLE_OK)
    rw_http_error_set (error, code, self->url->host, self->detail);
  return code == CURLE_OK;
}

const char *
rw_http_transfer_get_redirect (RwHttpTransfer *self)
{
  char *url = NULL;

  curl_easy_getinfo (self->easy, CURLINFO_REDIRECT_URL, &url);
  return url;
}
