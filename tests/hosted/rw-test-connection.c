/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-connection.h"

#include <sys/socket.h>
#include <unistd.h>

struct _RwTestConnection
{
  int fd;
  SSL *tls;
};

RwTestConnection *
rw_test_connection_new (int fd, SSL_CTX *context)
{
  RwTestConnection *self = g_new0 (RwTestConnection, 1);

  self->fd = fd;
  if (context == NULL)
    return self;
  self->tls = SSL_new (context);
  SSL_set_fd (self->tls, fd);
  return self;
}

void
rw_test_connection_free (RwTestConnection *self)
{
  if (self->tls != NULL)
    SSL_shutdown (self->tls);
  g_clear_pointer (&self->tls, SSL_free);
  close (self->fd);
  g_free (self);
}

void
rw_test_connection_stop (RwTestConnection *self)
{
  shutdown (self->fd, SHUT_RDWR);
}

gsize
rw_test_connection_read (RwTestConnection *self, char *buffer, gsize length)
{
  gssize n = 0;

  if (self->tls == NULL)
    n = recv (self->fd, buffer, length, 0);
  else if (SSL_is_init_finished (self->tls) || SSL_accept (self->tls) == 1)
    n = SSL_read (self->tls, buffer, (int) MIN (length, G_MAXINT));
  return (gsize) MAX (n, 0);
}

gboolean
rw_test_connection_write (RwTestConnection *self, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = self->tls != NULL ? SSL_write (self->tls, bytes, (int) MIN (length, G_MAXINT))
                                   : send (self->fd, bytes, length, MSG_NOSIGNAL);
      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

void
rw_test_connection_reset (RwTestConnection *self)
{
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (self->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}
