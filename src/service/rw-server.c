/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-server.h"

#include "rw-admission.h"
#include "rw-answer.h"
#include "rw-deadlines.h"
#include "rw-error.h"
#include "rw-folder-storage.h"
#include "rw-log.h"
#include "rw-route.h"

#include <glib/gi18n.h>
#include <pthread.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_CONNECTIONS 1000
#define MOST_OF_A_PEER   250
#define HEADER_BYTES     ((gsize) 64 * 1024)
#define STOP_SECONDS     10
#define TLS_PRIORITIES   "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

/* Seconds. A header must be there so long after its connection, or the answer before it; a body or
 * an answer is over after these and what it takes at the slowest rate, bytes a second. */
#define HEADER_SECONDS  30
#define SLOWEST_SECONDS 60
#define SLOWEST_RATE    (8 * 1024)

/* What blocks a thread are the disk and the database, or the way to a storage that is elsewhere,
 * which needs no processor. */
#define MIN_THREADS       4
#define MAX_THREADS       16
#define THREADS_ELSEWHERE 64

/* The rest of a body is read so far to get an answer to those who do not listen before they have
 * sent everything. */
#define DRAIN_BYTES (1024 * 1024)

struct _RwServer
{
  RwService *service;
  struct MHD_Daemon *daemon;
  RwDeadlines *deadlines;
  pthread_mutex_t lock; /* of what follows */
  pthread_cond_t idle;
  guint n_requests;
  gboolean is_running;
  char *complaint; /* libmicrohttpd's last one while it starts */
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
connection_cb (void *data, struct MHD_Connection *connection, void **context,
               enum MHD_ConnectionNotificationCode code)
{
  RwServer *self = data;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    *context = rw_deadlines_add (
        self->deadlines,
        MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
        HEADER_SECONDS);
  else
    rw_deadlines_remove (self->deadlines, *context);
}

static void
set_deadline (RwServer *self, struct MHD_Connection *connection, gint64 seconds)
{
  rw_deadlines_set (
      self->deadlines,
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context,
      seconds);
}

static enum MHD_Result
answer (RwServer *self, RwRequest *request)
{
  gboolean sent = rw_answer_send (request);

  set_deadline (self, request->connection, SLOWEST_SECONDS + request->answer_length / SLOWEST_RATE);
  return sent ? MHD_YES : MHD_NO;
}

/* Whether to answer now, which closes the connection, instead of after the body. */
static gboolean
is_urgent (RwRequest *request)
{
  return request->must_close || request->body_length > DRAIN_BYTES ||
         rw_request_get_header (request, MHD_HTTP_HEADER_EXPECT) != NULL;
}

/* Its header is there. */
static enum MHD_Result
admit (RwServer *self, RwRequest *request, const char *method, const char *path,
       const char *version)
{
  rw_request_begin (request, method, path);
  if (!rw_admission_check (request, version, &request->refusal) && is_urgent (request))
    return answer (self, request);
  set_deadline (self, request->connection, SLOWEST_SECONDS + request->body_length / SLOWEST_RATE);
  return MHD_YES;
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
handle_cb (void *data, struct MHD_Connection *connection G_GNUC_UNUSED, const char *path,
           const char *method, const char *version, const char *bytes, size_t *length,
           void **context)
{
  RwRequest *request = *context;

  if (request->method == NULL)
    return admit (data, request, method, path, version);
  if (*length == 0)
    return answer (data, request);
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
end_cb (void *data, struct MHD_Connection *connection, void **context,
        enum MHD_RequestTerminationCode code G_GNUC_UNUSED)
{
  RwServer *self = data;
  RwRequest *request = *context;

  if (request == NULL)
    return;
  set_deadline (self, connection, HEADER_SECONDS);
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

  pthread_mutex_lock (&self->lock);
  if (!self->is_running)
    {
      g_free (self->complaint);
      self->complaint = g_strdup_vprintf (format, arguments);
    }
  pthread_mutex_unlock (&self->lock);
}

static guint
choose_n_threads (const RwServer *self)
{
  return RW_IS_FOLDER_STORAGE (self->service->backend->storage)
             ? CLAMP (2 * g_get_num_processors (), MIN_THREADS, MAX_THREADS)
             : THREADS_ELSEWHERE;
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

  /* clang-format off */
  self->daemon = MHD_start_daemon (
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG | (has_tls ? MHD_USE_TLS : 0), 0, NULL, NULL,
      handle_cb, self,
      MHD_OPTION_EXTERNAL_LOGGER, complain_cb, self,
      MHD_OPTION_URI_LOG_CALLBACK, begin_cb, self,
      MHD_OPTION_NOTIFY_COMPLETED, end_cb, self,
      MHD_OPTION_NOTIFY_CONNECTION, connection_cb, self,
      MHD_OPTION_LISTEN_SOCKET, listener->fd,
      MHD_OPTION_THREAD_POOL_SIZE, choose_n_threads (self),
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
  rw_deadlines_stop (self->deadlines);
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
  self->deadlines = rw_deadlines_start ();
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->idle, NULL);
  if (start (self, listener, setting))
    {
      listener->fd = -1;
      pthread_mutex_lock (&self->lock);
      self->is_running = TRUE;
      pthread_mutex_unlock (&self->lock);
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
  int fd = MHD_quiesce_daemon (self->daemon);

  shutdown (fd, SHUT_RDWR);
  wait_for_requests (self);
  MHD_stop_daemon (self->daemon);
  close (fd);
  server_free (self);
}
