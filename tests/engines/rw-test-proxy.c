/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-proxy.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOOK_MS 20
#define BLOCK   65536

struct _RwTestProxy
{
  int listener;
  guint16 port;
  guint16 server;
  pthread_mutex_t lock; /* of what follows */
  gboolean ends;
  char *word;
  RwTestFault fault;
  guint n_times;
  GPtrArray *links; /* of the thread alone */
  GThread *thread;
};

typedef struct
{
  int client;
  int server;
  RwTestFault fault;
} Link;

static void
link_free (gpointer data)
{
  Link *link = data;

  close (link->client);
  close (link->server);
  g_free (link);
}

/* As a machine that fails does it. */
static void
reset (int socket)
{
  const struct linger none = { 1, 0 };

  setsockopt (socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

static struct sockaddr_in
make_address (guint16 port)
{
  return (struct sockaddr_in){ .sin_family = AF_INET,
                               .sin_port = htons (port),
                               .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
}

static int
connect_to (guint16 port)
{
  struct sockaddr_in address = make_address (port);
  int socket_fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (connect (socket_fd, (struct sockaddr *) &address, sizeof address) == 0)
    return socket_fd;
  close (socket_fd);
  return -1;
}

static void
accept_link (RwTestProxy *self)
{
  int client = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC);
  int server = client >= 0 ? connect_to (self->server) : -1;

  if (server >= 0)
    {
      Link *link = g_new (Link, 1);
      *link = (Link){ client, server, RW_TEST_PASS };
      g_ptr_array_add (self->links, link);
    }
  else if (client >= 0)
    close (client);
}

/* Uses the plan up. */
static RwTestFault
look_at (RwTestProxy *self, const char *bytes, gsize length)
{
  RwTestFault fault = RW_TEST_PASS;

  pthread_mutex_lock (&self->lock);
  if (self->n_times > 0 && memmem (bytes, length, self->word, strlen (self->word)) != NULL)
    {
      self->n_times--;
      fault = self->fault;
    }
  pthread_mutex_unlock (&self->lock);
  return fault;
}

/* FALSE: the link is over. */
static gboolean
pass (RwTestProxy *self, Link *link, gboolean to_server)
{
  int from = to_server ? link->client : link->server;
  int to = to_server ? link->server : link->client;
  char block[BLOCK];
  ssize_t n = recv (from, block, sizeof block, 0);

  if (n <= 0)
    return FALSE;
  RwTestFault fault = to_server ? look_at (self, block, (gsize) n) : RW_TEST_PASS;
  if (fault != RW_TEST_PASS)
    link->fault = fault;
  if (link->fault == RW_TEST_STALL)
    return TRUE;
  if (link->fault == RW_TEST_RESET || (link->fault == RW_TEST_LOSE_ANSWER && !to_server))
    {
      reset (link->client);
      return FALSE;
    }
  return send (to, block, (size_t) n, MSG_NOSIGNAL) == n;
}

static gboolean
serve (RwTestProxy *self, Link *link)
{
  struct pollfd sockets[] = { { link->client, POLLIN, 0 }, { link->server, POLLIN, 0 } };

  return poll (sockets, 2, 0) <= 0 || ((sockets[0].revents == 0 || pass (self, link, TRUE)) &&
                                       (sockets[1].revents == 0 || pass (self, link, FALSE)));
}

static void
wait_for_sockets (RwTestProxy *self)
{
  g_autoptr (GArray) sockets = g_array_new (FALSE, FALSE, sizeof (struct pollfd));
  struct pollfd socket = { self->listener, POLLIN, 0 };

  g_array_append_val (sockets, socket);
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = self->links->pdata[i];
      socket.fd = link->client;
      g_array_append_val (sockets, socket);
      socket.fd = link->server;
      g_array_append_val (sockets, socket);
    }
  if (poll ((struct pollfd *) (void *) sockets->data, sockets->len, LOOK_MS) > 0 &&
      g_array_index (sockets, struct pollfd, 0).revents != 0)
    accept_link (self);
}

static gboolean
goes_on (RwTestProxy *self)
{
  pthread_mutex_lock (&self->lock);
  gboolean ends = self->ends;
  pthread_mutex_unlock (&self->lock);
  return !ends;
}

static gpointer
run (gpointer data)
{
  RwTestProxy *self = data;

  while (goes_on (self))
    {
      wait_for_sockets (self);
      for (guint i = self->links->len; i > 0; i--)
        if (!serve (self, self->links->pdata[i - 1]))
          g_ptr_array_remove_index (self->links, i - 1);
    }
  return NULL;
}

RwTestProxy *
rw_test_proxy_new (guint16 server)
{
  RwTestProxy *self = g_new0 (RwTestProxy, 1);
  struct sockaddr_in address = make_address (0);
  socklen_t length = sizeof address;

  self->server = server;
  self->links = g_ptr_array_new_with_free_func (link_free);
  pthread_mutex_init (&self->lock, NULL);
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (listen (self->listener, 32), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("proxy", run, self);
  return self;
}

void
rw_test_proxy_free (RwTestProxy *self)
{
  pthread_mutex_lock (&self->lock);
  self->ends = TRUE;
  pthread_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_ptr_array_unref (self->links);
  close (self->listener);
  pthread_mutex_destroy (&self->lock);
  g_free (self->word);
  g_free (self);
}

guint16
rw_test_proxy_get_port (RwTestProxy *self)
{
  return self->port;
}

void
rw_test_proxy_plan (RwTestProxy *self, const char *word, RwTestFault fault, guint n_times)
{
  pthread_mutex_lock (&self->lock);
  g_free (self->word);
  self->word = g_strdup (word);
  self->fault = fault;
  self->n_times = n_times;
  pthread_mutex_unlock (&self->lock);
}

guint
rw_test_proxy_count_left (RwTestProxy *self)
{
  pthread_mutex_lock (&self->lock);
  guint n = self->n_times;
  pthread_mutex_unlock (&self->lock);
  return n;
}
