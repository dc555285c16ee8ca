/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-request.h"

#include "rw-random.h"
#include "rw-refusal.h"

#include <glib/gi18n.h>
#include <string.h>

#define ID_HEADER   "X-Request-ID"
#define ID_MOST     64
#define RETRY_AFTER 5 /* s */

RwRequest *
rw_request_new (RwService *service, struct MHD_Connection *connection, const char *target)
{
  RwRequest *self = g_new0 (RwRequest, 1);

  self->service = service;
  self->connection = connection;
  self->target = g_strdup (target);
  self->retry_after = RETRY_AFTER;
  self->began_at = g_get_monotonic_time ();
  return self;
}

static char *
dup_id (const char *given)
{
  gsize length = given != NULL ? strlen (given) : 0;

  if (length < 1 || length > ID_MOST || strspn (given, RW_REQUEST_WORD_LETTERS) != length)
    return rw_random_dup_word ();
  return g_strdup (given);
}

void
rw_request_begin (RwRequest *self, const char *method, const char *path)
{
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->id = dup_id (rw_request_get_header (self, ID_HEADER));
}

void
rw_request_free (RwRequest *self)
{
  g_clear_pointer (&self->upload, rw_upload_free);
  g_clear_error (&self->refusal);
  g_free (self->target);
  g_free (self->method);
  g_free (self->path);
  g_free (self->id);
  g_free (self->part);
  g_free (self->user);
  g_free (self->allowed);
  g_free (self);
}

const char *
rw_request_get_header (RwRequest *self, const char *name)
{
  return MHD_lookup_connection_value (self->connection, MHD_HEADER_KIND, name);
}

const char *
rw_request_get_query (RwRequest *self, const char *name)
{
  return MHD_lookup_connection_value (self->connection, MHD_GET_ARGUMENT_KIND, name);
}

gboolean
rw_request_get_number (RwRequest *self, const char *name, gint64 most, gint64 fallback,
                       gint64 *number, GError **error)
{
  const char *text = rw_request_get_query (self, name);
  guint64 value = (guint64) fallback;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, (guint64) most, &value, NULL))
    {
      g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT, most);
      g_set_error (error, RW_REFUSAL, MHD_HTTP_BAD_REQUEST,
                   _ ("“%s” must be a number from 1 to %s."), name, last);
      return FALSE;
    }
  *number = (gint64) value;
  return TRUE;
}
