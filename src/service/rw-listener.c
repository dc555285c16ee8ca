/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-listener.h"

#include "rw-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <sys/socket.h>
#include <unistd.h>

static GSocketAddress *
parse_place (const char *place, GError **error)
{
  guint64 port = 0;
  const char *colon = strrchr (place, ':');
  g_autofree char *host = colon != NULL ? g_strndup (place, colon - place) : NULL;
  gboolean is_bracketed = host != NULL && host[0] == '[' && g_str_has_suffix (host, "]");
  g_autofree char *bare = is_bracketed ? g_strndup (host + 1, strlen (host) - 2) : g_strdup (host);
  g_autoptr (GInetAddress) address = bare != NULL ? g_inet_address_new_from_string (bare) : NULL;

  if (address != NULL &&
      is_bracketed == (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6) &&
      g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    return g_inet_socket_address_new (address, (guint16) port);
  g_set_error (
      error, RW_ERROR, RW_ERROR_FORMAT,
      _ ("“%s” is no address to listen on: it is of the form 127.0.0.1:8790 or [::1]:8790."),
      place);
  return NULL;
}

static gboolean
check_protected (GSocketAddress *address, const char *place, GError **error)
{
  GInetAddress *host = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));

  if (g_inet_address_get_is_loopback (host))
    return TRUE;
  g_set_error (
      error, RW_ERROR, RW_ERROR_ACCESS,
      _ ("Others could listen to what is sent to %s. Give the server a certificate with "
         "--tls-cert and --tls-key, or say with --behind-proxy that a proxy in front of it "
         "speaks TLS."),
      place);
  return FALSE;
}

/* -1 with errno set. */
static int
open_socket (GSocketAddress *address)
{
  struct sockaddr_storage native;
  int on = 1;
  gssize length = g_socket_address_get_native_size (address);
  int fd =
      socket (g_socket_address_get_family (address), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd < 0 || !g_socket_address_to_native (address, &native, sizeof native, NULL))
    return fd;
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind (fd, (struct sockaddr *) &native, (socklen_t) length) == 0 &&
      listen (fd, SOMAXCONN) == 0)
    return fd;
  int error_number = errno;
  close (fd);
  errno = error_number;
  return -1;
}

static char *
dup_place (int fd)
{
  struct sockaddr_storage native;
  socklen_t length = sizeof native;

  getsockname (fd, (struct sockaddr *) &native, &length);
  g_autoptr (GSocketAddress) address = g_socket_address_new_from_native (&native, length);
  return g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
}

gboolean
rw_listener_is_place (const char *place)
{
  g_autoptr (GSocketAddress) address = parse_place (place, NULL);

  return address != NULL;
}

RwListener *
rw_listener_open (const char *place, gboolean is_protected, GError **error)
{
  g_autoptr (GSocketAddress) address = parse_place (place, error);

  if (address == NULL || (!is_protected && !check_protected (address, place, error)))
    return NULL;
  int fd = open_socket (address);
  if (fd < 0)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_NETWORK,
                   _ ("The server cannot listen on %s: %s. Another one may run already."), place,
                   g_strerror (errno));
      return NULL;
    }
  RwListener *self = g_new (RwListener, 1);
  *self = (RwListener){ fd, dup_place (fd) };
  return self;
}

void
rw_listener_free (RwListener *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->place);
  g_free (self);
}
