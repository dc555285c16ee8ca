/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-server.h"

#include "rw-test-connection.h"
#include "rw-test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define WAIT_SECONDS (RW_TEST_THREADS_WATCHED ? 60 : 10)
#define KEPT_BYTES   (64u << 10)

typedef struct
{
  GString *head;
  GString *body; /* the first KEPT_BYTES */
  guint64 body_size;
} Request;

typedef struct
{
  RwTestServer *server;
  RwTestConnection *connection;
} Visit;

struct _RwTestServer
{
  int fd;
  guint port;
  SSL_CTX *tls;
  GThread *thread;
  GPtrArray *threads;

  pthread_mutex_t lock;
  pthread_cond_t changed;
  GPtrArray *replies;  /* RwTestReply */
  GPtrArray *requests; /* Request */
  GPtrArray *visits;   /* Visit, those that last */
  guint n_gone;
  gboolean is_stopped;
};

static void
request_free (gpointer data)
{
  Request *request = data;

  g_string_free (request->head, TRUE);
  g_string_free (request->body, TRUE);
  g_free (request);
}

static void
reply_free (gpointer data)
{
  RwTestReply *reply = data;

  g_free ((char *) reply->route);
  g_free ((char *) reply->header);
  g_free ((char *) reply->body);
  g_free (reply);
}

static RwTestReply *
reply_copy (const RwTestReply *reply)
{
  RwTestReply *copy = g_memdup2 (reply, sizeof *reply);

  copy->route = g_strdup (reply->route);
  copy->header = g_strdup (reply->header);
  copy->body = g_strdup (reply->body);
  return copy;
}

/* Up to and with the blank line; what came behind it goes to the body. NULL: the client is gone. */
static Request *
read_head (RwTestConnection *connection)
{
  char buffer[4096];
  Request *request = g_new0 (Request, 1);
  const char *end = NULL;

  request->head = g_string_new (NULL);
  request->body = g_string_new (NULL);
  while ((end = strstr (request->head->str, "\r\n\r\n")) == NULL)
    {
      gsize n = rw_test_connection_read (connection, buffer, sizeof buffer);
      if (n == 0)
        {
          request_free (request);
          return NULL;
        }
      g_string_append_len (request->head, buffer, (gssize) n);
    }
  gsize length = (gsize) (end + 4 - request->head->str);
  g_string_append_len (request->body, request->head->str + length,
                       (gssize) (request->head->len - length));
  g_string_truncate (request->head, length);
  request->body_size = request->body->len;
  return request;
}

static char *
find_header (const char *head, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s: ", name);
  const char *at = strcasestr (head, start);

  return at != NULL ? g_strndup (at + strlen (start), strcspn (at + strlen (start), "\r")) : NULL;
}

static guint64
get_length (const Request *request)
{
  g_autofree char *length = find_header (request->head->str, "Content-Length");

  return length != NULL ? g_ascii_strtoull (length, NULL, 10) : 0;
}

/* The first reply that fits (transfer full); notes the request down (transfer full). */
static RwTestReply *
take_reply (RwTestServer *self, Request *request)
{
  RwTestReply *found = NULL;

  pthread_mutex_lock (&self->lock);
  for (guint i = 0; i < self->replies->len && found == NULL; i++)
    {
      const RwTestReply *reply = self->replies->pdata[i];
      if (reply->route != NULL && !g_str_has_prefix (request->head->str, reply->route))
        continue;
      found = reply_copy (reply);
      if (!reply->is_lasting)
        g_ptr_array_remove_index (self->replies, i);
    }
  if (found == NULL)
    g_printerr ("There is no reply for this request:\n%s", request->head->str);
  g_assert_nonnull (found);
  g_ptr_array_add (self->requests, request);
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->lock);
  return found;
}

static void
note_body (RwTestServer *self, Request *request, const char *bytes, gsize length)
{
  pthread_mutex_lock (&self->lock);
  request->body_size += length;
  if (request->body->len < KEPT_BYTES)
    g_string_append_len (request->body, bytes, (gssize) length);
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->lock);
}

static void
drain (RwTestConnection *connection)
{
  char buffer[4096];

  while (rw_test_connection_read (connection, buffer, sizeof buffer) > 0)
    continue;
}

/* FALSE: there is to be no answer. */
static gboolean
read_body (Visit *visit, Request *request, const RwTestReply *reply)
{
  g_autofree char *buffer = g_malloc (KEPT_BYTES);
  g_autofree char *expect = find_header (request->head->str, "Expect");
  guint64 length = get_length (request);

  if (expect != NULL)
    rw_test_connection_write (visit->connection, RW_TEST_BYTES ("HTTP/1.1 100 Continue\r\n\r\n"));
  while (request->body_size < length)
    {
      if (reply->read > 0 && request->body_size >= reply->read)
        {
          rw_test_connection_reset (visit->connection);
          return FALSE;
        }
      gsize n = rw_test_connection_read (visit->connection, buffer, KEPT_BYTES);
      if (n == 0)
        return FALSE;
      note_body (visit->server, request, buffer, n);
    }
  return TRUE;
}

static gboolean
answer (RwTestConnection *connection, const RwTestReply *reply)
{
  const char *body = reply->body != NULL ? reply->body : "";
  gsize length = strlen (body);
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 %u X\r\nContent-Length: %zu\r\n%s\r\n", reply->status, length,
                       reply->header != NULL ? reply->header : "");

  return rw_test_connection_write (connection, head, strlen (head)) &&
         rw_test_connection_write (connection, body, reply->cut > 0 ? reply->cut : length);
}

/* What becomes of the connection behind an answer. FALSE: nothing more is to come on it. A body
 * that nobody asked for is on its way unless the client waits to be asked. */
static gboolean
go_on (RwTestConnection *connection, const Request *request, const RwTestReply *reply)
{
  g_autofree char *expect = find_header (request->head->str, "Expect");

  if (reply->is_stalled || (reply->is_early && expect == NULL))
    drain (connection);
  else if (reply->cut > 0)
    rw_test_connection_reset (connection);
  else
    return TRUE;
  return FALSE;
}

static gboolean
serve_request (Visit *visit)
{
  Request *request = read_head (visit->connection);
  RwTestReply *reply = request != NULL ? take_reply (visit->server, request) : NULL;
  gboolean is_open = reply != NULL && (reply->is_early || read_body (visit, request, reply));

  if (is_open && reply->is_stalled && reply->cut == 0)
    drain (visit->connection);
  is_open = is_open && reply->status > 0 && answer (visit->connection, reply) &&
            go_on (visit->connection, request, reply);
  g_clear_pointer (&reply, reply_free);
  return is_open;
}

/* OpenSSL writes to a client that is gone as if it were a pipe. Only here: the client that is
 * tested must not do so. */
static void
block_sigpipe (void)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
}

static gpointer
serve (gpointer data)
{
  Visit *visit = data;
  RwTestServer *self = visit->server;

  block_sigpipe ();
  while (serve_request (visit))
    continue;
  pthread_mutex_lock (&self->lock);
  self->n_gone++;
  g_ptr_array_remove (self->visits, visit);
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->lock);
  rw_test_connection_free (visit->connection);
  g_free (visit);
  return NULL;
}

static gpointer
listen_for_clients (gpointer data)
{
  RwTestServer *self = data;
  int fd = -1;

  while ((fd = accept4 (self->fd, NULL, NULL, SOCK_CLOEXEC)) >= 0)
    {
      Visit *visit = g_new0 (Visit, 1);
      *visit = (Visit){ self, rw_test_connection_new (fd, self->tls) };
      pthread_mutex_lock (&self->lock);
      g_ptr_array_add (self->visits, visit);
      if (self->is_stopped)
        rw_test_connection_stop (visit->connection);
      pthread_mutex_unlock (&self->lock);
      g_ptr_array_add (self->threads, g_thread_new ("visit", serve, visit));
    }
  return NULL;
}

static int
open_port (guint *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  *port = ntohs (address.sin_port);
  return fd;
}

static SSL_CTX *
load_certificate (const char *path)
{
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());

  g_assert_cmpint (SSL_CTX_use_certificate_chain_file (context, path), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey_file (context, path, SSL_FILETYPE_PEM), ==, 1);
  return context;
}

RwTestServer *
rw_test_server_new (const char *certificate)
{
  RwTestServer *self = g_new0 (RwTestServer, 1);

  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->changed, NULL);
  self->replies = g_ptr_array_new_with_free_func (reply_free);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->visits = g_ptr_array_new ();
  self->threads = g_ptr_array_new ();
  self->tls = certificate != NULL ? load_certificate (certificate) : NULL;
  self->fd = open_port (&self->port);
  g_assert_cmpint (listen (self->fd, 64), ==, 0);
  self->thread = g_thread_new ("server", listen_for_clients, self);
  return self;
}

static void
stop (RwTestServer *self)
{
  pthread_mutex_lock (&self->lock);
  self->is_stopped = TRUE;
  for (guint i = 0; i < self->visits->len; i++)
    rw_test_connection_stop (((Visit *) self->visits->pdata[i])->connection);
  pthread_mutex_unlock (&self->lock);
  shutdown (self->fd, SHUT_RDWR);
}

void
rw_test_server_free (RwTestServer *self)
{
  stop (self);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  close (self->fd);
  g_ptr_array_unref (self->threads);
  g_ptr_array_unref (self->visits);
  g_ptr_array_unref (self->replies);
  g_ptr_array_unref (self->requests);
  g_clear_pointer (&self->tls, SSL_CTX_free);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

char *
rw_test_server_dup_url (RwTestServer *self, const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->tls != NULL ? "https" : "http", self->port,
                          path);
}

void
rw_test_server_reply (RwTestServer *self, const RwTestReply *reply)
{
  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->replies, reply_copy (reply));
  pthread_mutex_unlock (&self->lock);
}

void
rw_test_server_forget_replies (RwTestServer *self)
{
  pthread_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->replies, 0);
  pthread_mutex_unlock (&self->lock);
}

/* To be called locked. Request @i of the route; @n: how many there are. */
static const Request *
find (RwTestServer *self, const char *route, guint i, guint *n)
{
  const Request *found = NULL;

  *n = 0;
  for (guint k = 0; k < self->requests->len; k++)
    {
      const Request *request = self->requests->pdata[k];
      if (!g_str_has_prefix (request->head->str, route))
        continue;
      if (*n == i)
        found = request;
      (*n)++;
    }
  return found;
}

guint
rw_test_server_count (RwTestServer *self, const char *route)
{
  guint n = 0;

  pthread_mutex_lock (&self->lock);
  find (self, route, 0, &n);
  pthread_mutex_unlock (&self->lock);
  return n;
}

/* To be called locked. */
static void
wait_for_change (RwTestServer *self, const struct timespec *deadline)
{
  g_assert_cmpint (pthread_cond_timedwait (&self->changed, &self->lock, deadline), ==, 0);
}

void
rw_test_server_wait (RwTestServer *self, const char *route, guint n)
{
  struct timespec deadline = { .tv_sec = time (NULL) + WAIT_SECONDS };
  guint so_far = 0;

  pthread_mutex_lock (&self->lock);
  for (find (self, route, 0, &so_far); so_far < n; find (self, route, 0, &so_far))
    wait_for_change (self, &deadline);
  pthread_mutex_unlock (&self->lock);
}

void
rw_test_server_wait_gone (RwTestServer *self, guint n)
{
  struct timespec deadline = { .tv_sec = time (NULL) + WAIT_SECONDS };

  pthread_mutex_lock (&self->lock);
  while (self->n_gone < n)
    wait_for_change (self, &deadline);
  pthread_mutex_unlock (&self->lock);
}

char *
rw_test_server_dup_request (RwTestServer *self, const char *route, guint i)
{
  guint n = 0;

  pthread_mutex_lock (&self->lock);
  const Request *request = find (self, route, i, &n);
  g_assert_nonnull (request);
  char *text = g_strconcat (request->head->str, request->body->str, NULL);
  pthread_mutex_unlock (&self->lock);
  return text;
}

guint64
rw_test_server_get_body_size (RwTestServer *self, const char *route, guint i)
{
  guint n = 0;

  pthread_mutex_lock (&self->lock);
  const Request *request = find (self, route, i, &n);
  g_assert_nonnull (request);
  guint64 size = request->body_size;
  pthread_mutex_unlock (&self->lock);
  return size;
}

guint
rw_test_find_closed_port (void)
{
  guint port = 0;

  close (open_port (&port));
  return port;
}
