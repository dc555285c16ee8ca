/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-endpoint.h"

#include "rw-base64url.h"
#include "rw-error.h"
#include "rw-json.h"
#include "rw-url.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RwEndpoint
{
  char *url;
  char *host;
  char *token;
  char *ca_file;
  char *user;
};

static RwUrl *
parse_url (const char *text, GError **error)
{
  g_autoptr (RwUrl) url = rw_url_parse (text);

  if (url == NULL || url->has_extras)
    g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                 _ ("“%s” is not the address of a server. Write it like "
                    "“https://queue.example.com”."),
                 text);
  else if (!rw_url_is_allowed (url, NULL))
    g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                 _ ("“%s” would be sent customers and token for everybody to read. Write "
                    "“https://”; “http://” is only for this computer."),
                 text);
  else
    return g_steal_pointer (&url);
  return NULL;
}

static gboolean
check_token (const char *token, GError **error)
{
  for (const char *at = token; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      {
        g_set_error_literal (
            error, RW_ERROR, RW_ERROR_FORMAT,
            _ ("The token has a blank or a letter in it that no token has. Copy it once more."));
        return FALSE;
      }
  return TRUE;
}

/* Nothing is checked: it is the server that decides whose token it is. */
static char *
find_user (const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", 4);

  if (g_strv_length (parts) != 3)
    return NULL;
  g_autoptr (GBytes) bytes = rw_base64url_decode (parts[1], strlen (parts[1]));
  json_auto_t *claims = bytes != NULL ? rw_json_parse_object (g_bytes_get_data (bytes, NULL),
                                                              g_bytes_get_size (bytes))
                                      : NULL;
  return g_strdup (rw_json_get_text (claims, "sub"));
}

RwEndpoint *
rw_endpoint_new (const char *url, const char *token, const char *ca_file, GError **error)
{
  g_autofree char *address = g_strstrip (g_strdup (url));
  g_autofree char *secret = token != NULL ? g_strstrip (g_strdup (token)) : g_strdup ("");
  g_autoptr (RwUrl) parsed = parse_url (address, error);

  if (parsed == NULL || !check_token (secret, error))
    return NULL;
  RwEndpoint *self = g_atomic_rc_box_new0 (RwEndpoint);
  self->url = g_steal_pointer (&parsed->text);
  while (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';
  self->host = g_steal_pointer (&parsed->host);
  self->ca_file = g_strdup (ca_file);
  self->user = find_user (secret);
  self->token = secret[0] != '\0' ? g_steal_pointer (&secret) : NULL;
  return self;
}

RwEndpoint *
rw_endpoint_ref (RwEndpoint *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RwEndpoint *self = data;

  g_free (self->url);
  g_free (self->host);
  g_free (self->token);
  g_free (self->ca_file);
  g_free (self->user);
}

void
rw_endpoint_unref (RwEndpoint *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
rw_endpoint_get_url (RwEndpoint *self)
{
  return self->url;
}

const char *
rw_endpoint_get_host (RwEndpoint *self)
{
  return self->host;
}

const char *
rw_endpoint_get_token (RwEndpoint *self)
{
  return self->token;
}

const char *
rw_endpoint_get_ca_file (RwEndpoint *self)
{
  return self->ca_file;
}

const char *
rw_endpoint_get_user (RwEndpoint *self)
{
  return self->user;
}
