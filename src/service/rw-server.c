/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-server.h"

#include "rw-admission.h"
#include "rw-error.h"
#include "rw-log.h"
#include "rw-refusal.h"
#include "rw-routes.h"

#include <glib/gi18n.h>
#include <pthread.h>
#include <stdarg.h>
#include <time.h>
#include <unistd.h>

#define MOST_CONNECTIONS 1000
#define MOST_OF_A_PEER   250
#define HEADER_BYTES     ((gsize) 64 * 1024)
#define STOP_SECONDS     10
#define TLS_PRIORITIES   "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

/* What blocks a thread are the disk and the database. */
#define MIN_THREADS 4
#define MAX_THREADS 16

/* The rest of a body is read so far to get an answer to those who do not listen before they have
 * sent everything. */
#define DRAIN_BYTES (1024 * 1024)

struct _RwServer
{
  RwService *service;
  struct MHD_Daemon *daemon;
  char *complaint;      /* libmicrohttpd's last one while it starts */
  pthread_mutex_t lock; /* of what follows */
  pthread_cond_t idle;
  guint n_requests;
};

static void *
begin_cb (void *data, const char *target, struct MHD_Connection *connection)
{
  RwServer *self = data;

  pthread_mutex_lock (&self->lock);
  self->n_requests++;
  pthread_mutex_unlock (&self->lock);
  return rw_request_new (self->service, connection, target != NULL ? target : "");
}

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

static enum MHD_Result
answer (RwRequest *request)
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
  set_headers (request, reply);
  return rw_reply_send (reply, request->connection) ? MHD_YES : MHD_NO;
}

/* Its header is there. What is answered now closes the connection, whatever was sent after it. */
static enum MHD_Result
admit (RwRequest *request, const char *method, const char *path, const char *version)
{
  rw_request_begin (request, method, path);
  if (rw_admission_check (request, version, &request->refusal))
    return MHD_YES;
  gboolean waits = rw_request_get_header (request, MHD_HTTP_HEADER_EXPECT) != NULL;
  return request->must_close || waits || request->body_length > DRAIN_BYTES ? answer (request)
                                                                            : MHD_YES;
}

/* After it is refused, the rest is read and dropped. */
static void
take_body (RwRequest *request, const char *bytes, gsize length)
{
  rw_metrics_count_bytes (request->service->metrics, length);
  if (request->refusal == NULL && request->upload != NULL)
    rw_upload_feed (request->upload, bytes, length, &request->refusal);
}

static enum MHD_Result
handle_cb (void *data G_GNUC_UNUSED, struct MHD_Connection *connection G_GNUC_UNUSED,
           const char *path, const char *method, const char *version, const char *bytes,
           size_t *length, void **context)
{
  RwRequest *request = *context;

  if (request->method == NULL)
    return admit (request, method, path, version);
  if (*length == 0)
    return answer (request);
  take_body (request, bytes, *length);
  *length = 0;
  return MHD_YES;
}

static void
note_end (RwRequest *request)
{
  gint64 duration = g_get_monotonic_time () - request->began_at; /* µs */
  const char *route = request->route != NULL ? request->route->pattern : "none";
  const char *method = request->route != NULL ? request->method : "other";

  rw_metrics_count_request (request->service->metrics, method, route, request->status,
                            (double) duration / G_USEC_PER_SEC);
  rw_log (RW_LOG_INFO, "request", "sssiii", "request", request->id, "method", method, "route",
          route, "status", (gint64) request->status, "bytes", request->body_length, "us", duration);
}

static void
end_cb (void *data, struct MHD_Connection *connection G_GNUC_UNUSED, void **context,
        enum MHD_RequestTerminationCode code G_GNUC_UNUSED)
{
  RwServer *self = data;
  RwRequest *request = *context;

  if (request == NULL)
    return;
  note_end (request);
  rw_request_free (request);
  *context = NULL;
  pthread_mutex_lock (&self->lock);
  self->n_requests--;
  pthread_cond_signal (&self->idle);
  pthread_mutex_unlock (&self->lock);
}

/* Once it runs, it only complains about what clients do. */
static void
complain_cb (void *data, const char *format, va_list arguments)
{
  RwServer *self = data;

  if (self->daemon != NULL)
    return;
  g_free (self->complaint);
  self->complaint = g_strdup_vprintf (format, arguments);
}

static gboolean
start (RwServer *self, RwListener *listener, const RwServerSetting *setting)
{
  struct MHD_OptionItem tls[] = {
    { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *) setting->certificate },
    { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *) setting->private_key },
    { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *) TLS_PRIORITIES },
    { MHD_OPTION_END, 0, NULL },
  };
  struct MHD_OptionItem no_tls[] = { { MHD_OPTION_END, 0, NULL } };
  gboolean has_tls = setting->certificate != NULL;
  guint n_threads = CLAMP (2 * g_get_num_processors (), MIN_THREADS, MAX_THREADS);

  /* clang-format off */
  self->daemon = MHD_start_daemon (
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG | (has_tls ? MHD_USE_TLS : 0), 0, NULL, NULL,
      handle_cb, self,
      MHD_OPTION_EXTERNAL_LOGGER, complain_cb, self,
      MHD_OPTION_URI_LOG_CALLBACK, begin_cb, self,
      MHD_OPTION_NOTIFY_COMPLETED, end_cb, self,
      MHD_OPTION_LISTEN_SOCKET, listener->fd,
      MHD_OPTION_THREAD_POOL_SIZE, n_threads,
      MHD_OPTION_CONNECTION_LIMIT, (guint) MOST_CONNECTIONS,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      (guint) (self->service->is_behind_proxy ? MOST_CONNECTIONS : MOST_OF_A_PEER),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEADER_BYTES,
      MHD_OPTION_CONNECTION_TIMEOUT, setting->idle_seconds,
      MHD_OPTION_ARRAY, has_tls ? tls : no_tls,
      MHD_OPTION_END);
  /* clang-format on */
  return self->daemon != NULL;
}

static void
server_free (RwServer *self)
{
  pthread_mutex_destroy (&self->lock);
  pthread_cond_destroy (&self->idle);
  g_free (self->complaint);
  g_free (self);
}

RwServer *
rw_server_start (RwService *service, RwListener *listener, const RwServerSetting *setting,
                 GError **error)
{
  RwServer *self = g_new0 (RwServer, 1);

  self->service = service;
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->idle, NULL);
  if (start (self, listener, setting))
    {
      listener->fd = -1;
      return self;
    }
  g_set_error (error, RW_ERROR, setting->certificate != NULL ? RW_ERROR_FORMAT : RW_ERROR_NETWORK,
               _ ("The server cannot start: %s. Is the certificate with its key in order?"),
               self->complaint != NULL ? g_strchomp (self->complaint) : "");
  server_free (self);
  return NULL;
}

static void
wait_for_requests (RwServer *self)
{
  struct timespec end;

  clock_gettime (CLOCK_REALTIME, &end);
  end.tv_sec += STOP_SECONDS;
  pthread_mutex_lock (&self->lock);
  while (self->n_requests > 0 && pthread_cond_timedwait (&self->idle, &self->lock, &end) == 0)
    continue;
  pthread_mutex_unlock (&self->lock);
}

void
rw_server_stop (RwServer *self)
{
  close (MHD_quiesce_daemon (self->daemon));
  wait_for_requests (self);
  MHD_stop_daemon (self->daemon);
  server_free (self);
}
