/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-transfer.h"

#include "rw-error.h"
#include "rw-http-easy.h"
#include "rw-http-error.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const RwAwsMessage *message;
  RwAwsAnswer *answer;
  CURL *easy;
  struct curl_slist *headers;
  gboolean is_given; /* the sink got something */
  GError *error;     /* ours, where curl only says that we stopped it */
  char detail[CURL_ERROR_SIZE];
} Transfer;

static guint
get_status (Transfer *self)
{
  long status = 0;

  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  return (guint) status;
}

static gboolean
fill_body (Transfer *self, const char *bytes, gsize length)
{
  GByteArray *body = self->answer->body;

  if (body->len + length > RW_AWS_MAX_BODY)
    {
      g_set_error (&self->error, RW_ERROR, RW_ERROR_SERVER,
                   _ ("The service “%s” answers more than can be taken in."),
                   self->message->server->host);
      return FALSE;
    }
  g_byte_array_append (body, (const guint8 *) bytes, (guint) length);
  return TRUE;
}

static size_t
write_cb (char *bytes, size_t size, size_t n, void *data)
{
  Transfer *self = data;
  const RwAwsRequest *request = self->message->request;
  gboolean is_taken = FALSE;

  if (request->sink == NULL || get_status (self) / 100 != 2)
    is_taken = fill_body (self, bytes, size * n);
  else
    {
      self->is_given = TRUE;
      is_taken = request->sink (request->sink_data, bytes, size * n, &self->error);
    }
  return is_taken ? size * n : CURL_WRITEFUNC_ERROR;
}

static void
note_header (GHashTable *headers, const char *line, gsize length)
{
  const char *colon = memchr (line, ':', length);

  if (colon == NULL)
    return;
  char *name = g_ascii_strdown (line, colon - line);
  char *value = g_strstrip (g_strndup (colon + 1, length - (gsize) (colon + 1 - line)));
  const char *before = g_hash_table_lookup (headers, name);
  if (before != NULL)
    {
      char *joined = g_strconcat (before, ", ", value, NULL);
      g_free (value);
      value = joined;
    }
  g_hash_table_replace (headers, name, value);
}

/* Those of an answer on the way to the last one (100 Continue) are forgotten. */
static size_t
header_cb (char *line, size_t size, size_t n, void *data)
{
  Transfer *self = data;

  if (size * n > 5 && strncmp (line, "HTTP/", 5) == 0)
    g_hash_table_remove_all (self->answer->headers);
  else
    note_header (self->answer->headers, line, size * n);
  return size * n;
}

/* curl's way to write an empty one is a semicolon. */
static void
add_header (Transfer *self, const RwAwsPair *pair)
{
  gboolean is_empty = pair->value == NULL || pair->value[0] == '\0';
  g_autofree char *line = is_empty ? g_strconcat (pair->name, ";", NULL)
                                   : g_strconcat (pair->name, ": ", pair->value, NULL);

  g_strdelimit (line, "\r\n", ' ');
  self->headers = curl_slist_append (self->headers, line);
}

static void
set_headers (Transfer *self)
{
  for (const RwAwsPair *pair = self->message->headers; pair != NULL && pair->name != NULL; pair++)
    add_header (self, pair);
  curl_easy_setopt (self->easy, CURLOPT_HTTPHEADER, self->headers);
  curl_easy_setopt (self->easy, CURLOPT_HEADERFUNCTION, header_cb);
  curl_easy_setopt (self->easy, CURLOPT_HEADERDATA, self);
}

static void
set_way (Transfer *self)
{
  const RwAwsMessage *message = self->message;
  g_autofree char *url = g_strconcat (message->server->origin, message->target, NULL);

  rw_http_easy_set_way (self->easy, message->server, message->ca_file);
  curl_easy_setopt (self->easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt (self->easy, CURLOPT_URL, url);
  curl_easy_setopt (self->easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  if (message->is_direct)
    curl_easy_setopt (self->easy, CURLOPT_PROXY, "");
}

static void
set_method (Transfer *self)
{
  const RwAwsMessage *message = self->message;

  if (message->body != NULL)
    rw_aws_body_attach (message->body, self->easy);
  if (g_str_equal (message->request->method, "HEAD"))
    curl_easy_setopt (self->easy, CURLOPT_NOBODY, 1L);
  else
    curl_easy_setopt (self->easy, CURLOPT_CUSTOMREQUEST, message->request->method);
}

static void
prepare (Transfer *self)
{
  const RwAwsRequest *request = self->message->request;
  gboolean is_small = request->file == NULL && request->sink == NULL;

  set_way (self);
  rw_http_easy_set_patience (self->easy, is_small, request->patience);
  if (request->hurry > 0 && is_small)
    curl_easy_setopt (self->easy, CURLOPT_TIMEOUT_MS, (long) request->hurry);
  else if (request->hurry > 0)
    curl_easy_setopt (self->easy, CURLOPT_LOW_SPEED_TIME, MAX ((long) request->hurry / 1000, 1));
  set_headers (self);
  set_method (self);
  curl_easy_setopt (self->easy, CURLOPT_ERRORBUFFER, self->detail);
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (self->easy, CURLOPT_WRITEDATA, self);
}

static void
set_curl_error (Transfer *self, CURLcode code, GError **error)
{
  const char *host = self->message->server->host;

  if (code != CURLE_PEER_FAILED_VERIFICATION && code != CURLE_SSL_CACERT_BADFILE)
    rw_http_error_set (error, code, host, self->detail);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_NETWORK,
                 _ ("The service “%s” cannot prove that it is this service, so nothing was sent to "
                    "it. Check its address, or name the PEM file of its certificate authority as "
                    "“ca-file”. (%s)"),
                 host, self->detail[0] != '\0' ? self->detail : curl_easy_strerror (code));
}

static gboolean
end (Transfer *self, CURLcode code, gboolean *is_lasting, GError **error)
{
  RwAwsBody *body = self->message->body;
  GError *ours = body != NULL ? rw_aws_body_take_error (body) : NULL;

  self->answer->status = get_status (self);
  if (ours == NULL)
    ours = g_steal_pointer (&self->error);
  *is_lasting = ours != NULL || self->is_given || rw_http_error_is_lasting (code);
  if (ours != NULL)
    g_propagate_error (error, ours);
  else if (code != CURLE_OK)
    set_curl_error (self, code, error);
  else if (self->answer->status >= 300)
    rw_aws_answer_read_error (self->answer);
  return ours == NULL && code == CURLE_OK;
}

static gboolean
run (Transfer *self, CURLM *multi, gboolean *is_lasting, GCancellable *cancellable, GError **error)
{
  CURLcode code = CURLE_OK;

  if (rw_http_easy_run (self->easy, multi, cancellable, &code))
    return end (self, code, is_lasting, error);
  *is_lasting = TRUE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
rw_aws_transfer_run (CURLM *multi, const RwAwsMessage *message, RwAwsAnswer *answer,
                     gboolean *is_lasting, GCancellable *cancellable, GError **error)
{
  Transfer self = { .message = message, .answer = answer, .easy = curl_easy_init () };

  rw_aws_answer_init (answer);
  prepare (&self);
  gboolean is_answered = run (&self, multi, is_lasting, cancellable, error);
  curl_easy_cleanup (self.easy);
  curl_slist_free_all (self.headers);
  g_clear_error (&self.error);
  return is_answered;
}
