/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue-client.h"

#include "rw-error.h"
#include "rw-http-retry.h"
#include "rw-job-codec.h"
#include "rw-output.h"
#include "rw-queue-error.h"

#include <glib/gi18n.h>

#define MAX_TRIES 3

/* Whoever asks is better told that the server is busy than kept waiting for longer. */
#define MAX_PAUSE ((gint64) 5000)

#define ORIGINAL_MAX_BYTES ((gint64) 10 << 20)

struct _RwQueueClient
{
  RwEndpoint *endpoint;
  GCancellable *cancellable;
  RwHttp *http;
  RwHttpAnswer answer; /* the last one */
  gboolean is_original;
};

typedef gboolean (*Attempt) (RwQueueClient *self, gpointer data, GError **error);

/* A result on its way to the disk. */
typedef struct
{
  const char *url;
  const char *sha256;
  const char *path;
  RwProgress *progress;
} Download;

RwQueueClient *
rw_queue_client_new (RwEndpoint *endpoint, GCancellable *cancellable)
{
  RwQueueClient *self = g_new0 (RwQueueClient, 1);

  self->endpoint = rw_endpoint_ref (endpoint);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->http = rw_http_new (rw_endpoint_get_ca_file (endpoint));
  return self;
}

void
rw_queue_client_free (RwQueueClient *self)
{
  rw_http_answer_clear (&self->answer);
  rw_http_free (self->http);
  rw_endpoint_unref (self->endpoint);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* One request. FALSE: there is no success. */
static gboolean
send_once (RwQueueClient *self, gpointer request, GError **error)
{
  if (!rw_http_send (self->http, request, &self->answer, self->cancellable, error))
    return FALSE;
  return self->answer.status / 100 == 2 ||
         rw_queue_error_set (error, self->endpoint, &self->answer);
}

/* FALSE: cancelled. */
static gboolean
wait (RwQueueClient *self, gint64 milliseconds)
{
  GPollFD fd = { .fd = -1 };
  gboolean has_fd = g_cancellable_make_pollfd (self->cancellable, &fd);

  g_poll (&fd, has_fd ? 1 : 0, (int) milliseconds);
  if (has_fd)
    g_cancellable_release_fd (self->cancellable);
  return !g_cancellable_is_cancelled (self->cancellable);
}

/* Whether to try once more, after a pause. */
static gboolean
may_go_on (RwQueueClient *self, guint n_tries)
{
  gint64 pause = rw_queue_client_get_pause (self, n_tries);

  return n_tries < MAX_TRIES && pause >= 0 && pause <= MAX_PAUSE &&
         !g_cancellable_is_cancelled (self->cancellable) && wait (self, pause);
}

static gboolean
try (RwQueueClient *self, Attempt attempt, gpointer data, GError **error)
{
  g_autoptr (GError) problem = NULL;

  for (guint n = 1; !attempt (self, data, &problem); n++)
    {
      if (!may_go_on (self, n))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_clear_error (&problem);
    }
  return TRUE;
}

/* A request to a route of the server, without a body. */
static gboolean
ask (RwQueueClient *self, const char *method, const char *route, GError **error)
{
  g_autofree char *url = g_strconcat (rw_endpoint_get_url (self->endpoint), route, NULL);
  RwHttpRequest request = { .method = method,
                            .url = url,
                            .token = rw_endpoint_get_token (self->endpoint) };

  return try (self, send_once, &request, error);
}

static const char *
get_body (RwQueueClient *self)
{
  return (const char *) self->answer.body->data;
}

/* The original has no such route. Something else has neither this one nor the list. */
static RwLimits *
get_limits_of_original (RwQueueClient *self, GError **error)
{
  g_autoptr (GPtrArray) jobs = rw_queue_client_list (self, error);

  if (jobs == NULL)
    return NULL;
  RwLimits *limits = g_new0 (RwLimits, 1);
  limits->user = g_strdup (rw_endpoint_get_user (self->endpoint));
  limits->max_bytes = ORIGINAL_MAX_BYTES;
  limits->is_original = TRUE;
  self->is_original = TRUE;
  return limits;
}

RwLimits *
rw_queue_client_get_limits (RwQueueClient *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (ask (self, "GET", "/api/limits", &problem))
    return rw_job_codec_parse_limits (get_body (self), self->answer.body->len, error);
  if (self->answer.status == 404)
    return get_limits_of_original (self, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GPtrArray *
rw_queue_client_list (RwQueueClient *self, GError **error)
{
  if (!ask (self, "GET", "/api/predictions/?limit=100", error))
    return NULL;
  return rw_job_codec_parse_list (get_body (self), self->answer.body->len, error);
}

static RwJobReport *
ask_for_job (RwQueueClient *self, const char *method, const char *id, const char *what,
             GError **error)
{
  g_autofree char *route = g_strconcat ("/api/predictions/", id, what, NULL);

  if (!ask (self, method, route, error))
    return NULL;
  return rw_job_codec_parse_job (get_body (self), self->answer.body->len, error);
}

RwJobReport *
rw_queue_client_get (RwQueueClient *self, const char *id, GError **error)
{
  return ask_for_job (self, "GET", id, "", error);
}

RwJobReport *
rw_queue_client_cancel (RwQueueClient *self, const char *id, GError **error)
{
  return ask_for_job (self, "POST", id, "/cancel", error);
}

RwJobReport *
rw_queue_client_retry (RwQueueClient *self, const char *id, GError **error)
{
  return ask_for_job (self, "POST", id, "/retry", error);
}

RwJobReport *
rw_queue_client_upload (RwQueueClient *self, RwSource *file, const char *key, RwProgress *progress,
                        GError **error)
{
  const char *user = rw_endpoint_get_user (self->endpoint);
  const char *const fields[] = { user != NULL ? "user_id" : NULL, user, NULL };
  g_autofree char *url = g_strconcat (rw_endpoint_get_url (self->endpoint), "/api/csv", NULL);
  g_autofree char *header = key != NULL ? g_strconcat ("Idempotency-Key: ", key, NULL) : NULL;
  RwHttpRequest request = { .method = "POST",
                            .url = url,
                            .token = rw_endpoint_get_token (self->endpoint),
                            .header = header,
                            .file = file,
                            .fields = fields,
                            .progress = progress };

  if (!send_once (self, &request, error))
    return NULL;
  return rw_job_codec_parse_upload (get_body (self), self->answer.body->len, error);
}

static gboolean
write_cb (gpointer output, const void *bytes, gsize length, GError **error)
{
  return rw_output_write (output, bytes, length, error);
}

static gboolean
check_sum (RwOutput *output, const char *sha256, GError **error)
{
  if (sha256 == NULL || g_ascii_strcasecmp (rw_output_get_sha256 (output), sha256) == 0)
    return TRUE;
  g_set_error_literal (error, RW_ERROR, RW_ERROR_SERVER,
                       _ ("The result arrived damaged and was not saved. Download it again."));
  return FALSE;
}

/* The address itself says who may have it: no token goes there. */
static gboolean
fetch_once (RwQueueClient *self, gpointer data, GError **error)
{
  const Download *download = data;
  g_autoptr (RwOutput) output = rw_output_open (download->path, error);
  RwHttpRequest request = { .method = "GET",
                            .url = download->url,
                            .from = rw_endpoint_get_url (self->endpoint),
                            .sink = write_cb,
                            .sink_data = output,
                            .progress = download->progress };

  if (output == NULL)
    return FALSE;
  rw_output_start_sha256 (output);
  return send_once (self, &request, error) && check_sum (output, download->sha256, error) &&
         rw_output_commit (output, error);
}

gboolean
rw_queue_client_download (RwQueueClient *self, const char *id, const char *sha256, const char *path,
                          RwProgress *progress, GError **error)
{
  g_autofree char *route = g_strconcat ("/api/predictions/download_predictions/", id, NULL);

  if (!ask (self, "GET", route, error))
    return FALSE;
  g_autofree char *url =
      rw_job_codec_parse_download (get_body (self), self->answer.body->len, error);
  Download download = { url, sha256, path, progress };
  return url != NULL && try (self, fetch_once, &download, error);
}

const char *
rw_queue_client_get_request_id (RwQueueClient *self)
{
  return self->answer.request_id;
}

gboolean
rw_queue_client_may_have_arrived (RwQueueClient *self)
{
  guint status = self->answer.status;

  if (self->answer.end == RW_HTTP_UNSENT || self->answer.end == RW_HTTP_LOST)
    return self->answer.end == RW_HTTP_LOST;
  return status / 100 == 2 || (status / 100 == 5 && status != 503);
}

gint64
rw_queue_client_get_pause (RwQueueClient *self, guint n)
{
  const RwHttpManner manner = { TRUE, self->is_original };

  if (!rw_http_retry_is_allowed (&self->answer, manner))
    return -1;
  return rw_http_retry_get_pause (&self->answer, n, g_random_double ());
}
