/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-reply.h"

#include "rw-disposition.h"
#include "rw-refusal.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define JSON_TYPE "application/json"

struct _RwReply
{
  guint status;
  gint64 length; /* of the body */
  struct MHD_Response *response;
};

/* @response: transfer full. */
static RwReply *
reply_new (guint status, const char *type, gint64 length, struct MHD_Response *response)
{
  RwReply *self = g_new (RwReply, 1);

  *self = (RwReply){ status, length, response };
  rw_reply_set_header (self, MHD_HTTP_HEADER_CONTENT_TYPE, type);
  rw_reply_set_header (self, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  rw_reply_set_header (self, "X-Content-Type-Options", "nosniff");
  return self;
}

RwReply *
rw_reply_new_success (json_t *object)
{
  json_object_set_new (object, "success", json_true ());
  return rw_reply_new_json (MHD_HTTP_OK, object);
}

RwReply *
rw_reply_new_json (guint status, json_t *object)
{
  char *text = json_dumps (object, JSON_COMPACT);

  json_decref (object);
  return reply_new (status, JSON_TYPE, (gint64) strlen (text),
                    MHD_create_response_from_buffer_with_free_callback (strlen (text), text, free));
}

RwReply *
rw_reply_new_error (const GError *error, const char *request_id)
{
  guint status = rw_refusal_get_status (error);
  const char *message = error->domain == RW_REFUSAL
                            ? error->message
                            : _ ("The server cannot do this now. Try again later.");

  return rw_reply_new_json (status,
                            json_pack ("{s:b, s:s, s:i, s:s}", "success", FALSE, "error", message,
                                       "status_code", (int) status, "request_id", request_id));
}

RwReply *
rw_reply_new_text (const char *type, char *text)
{
  return reply_new (
      MHD_HTTP_OK, type, (gint64) strlen (text),
      MHD_create_response_from_buffer_with_free_callback (strlen (text), text, g_free));
}

static void
unref_bytes_cb (void *bytes)
{
  g_bytes_unref (bytes);
}

RwReply *
rw_reply_new_bytes (const char *type, GBytes *bytes)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return reply_new (MHD_HTTP_OK, type, (gint64) length,
                    MHD_create_response_from_buffer_with_free_callback_cls (
                        length, (void *) data, unref_bytes_cb, g_bytes_ref (bytes)));
}

RwReply *
rw_reply_new_file (int fd, const char *type, const char *name)
{
  struct stat info;
  g_autofree char *disposition = rw_disposition_dup (name);

  if (fstat (fd, &info) != 0)
    {
      close (fd);
      return NULL;
    }
  RwReply *self = reply_new (MHD_HTTP_OK, type, info.st_size,
                             MHD_create_response_from_fd64 ((guint64) info.st_size, fd));
  rw_reply_set_header (self, MHD_HTTP_HEADER_CONTENT_DISPOSITION, disposition);
  return self;
}

void
rw_reply_free (RwReply *self)
{
  MHD_destroy_response (self->response);
  g_free (self);
}

void
rw_reply_set_header (RwReply *self, const char *name, const char *value)
{
  MHD_add_response_header (self->response, name, value);
}

guint
rw_reply_get_status (const RwReply *self)
{
  return self->status;
}

gint64
rw_reply_get_length (const RwReply *self)
{
  return self->length;
}

gboolean
rw_reply_send (RwReply *self, struct MHD_Connection *connection)
{
  return MHD_queue_response (connection, self->status, self->response) == MHD_YES;
}
