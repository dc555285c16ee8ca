/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-form.h"

struct _RwHttpForm
{
  curl_mime *mime;
  RwSource *file;
  RwProgress *progress;
  guint64 offset; /* bytes of the file that were handed over */
  GError *error;
};

/* A file that is no longer what was opened must not pass for it: the last bytes are handed over
 * only when it has stayed the same. */
static gboolean
read_file (RwHttpForm *self, char *buffer, gsize length)
{
  gboolean is_last = self->offset + length == rw_source_get_size (self->file);

  return rw_source_read (self->file, self->offset, buffer, length, &self->error) &&
         (!is_last || rw_source_check (self->file, &self->error));
}

static size_t
read_cb (char *buffer, size_t size, size_t n, void *data)
{
  RwHttpForm *self = data;
  gsize length = (gsize) MIN (size * n, rw_source_get_size (self->file) - self->offset);

  if (length > 0 && !read_file (self, buffer, length))
    return CURL_READFUNC_ABORT;
  self->offset += length;
  rw_progress_add (self->progress, length);
  return length;
}

/* curl begins anew when a server does not know “Expect”. */
static int
seek_cb (void *data, curl_off_t offset, int origin)
{
  RwHttpForm *self = data;

  if (origin != SEEK_SET)
    return CURL_SEEKFUNC_CANTSEEK;
  self->offset = (guint64) offset;
  rw_progress_begin (self->progress, RW_STAGE_SENDING, rw_source_get_size (self->file));
  rw_progress_add (self->progress, self->offset);
  return CURL_SEEKFUNC_OK;
}

static void
add_field (curl_mime *mime, const char *name, const char *value)
{
  curl_mimepart *part = curl_mime_addpart (mime);

  curl_mime_name (part, name);
  curl_mime_data (part, value, CURL_ZERO_TERMINATED);
}

RwHttpForm *
rw_http_form_new (CURL *easy, const char *const *fields, RwSource *file, RwProgress *progress)
{
  RwHttpForm *self = g_new0 (RwHttpForm, 1);
  curl_off_t size = (curl_off_t) rw_source_get_size (file);

  self->mime = curl_mime_init (easy);
  self->file = g_object_ref (file);
  self->progress = progress != NULL ? rw_progress_ref (progress) : NULL;
  for (guint i = 0; fields[i] != NULL; i += 2)
    add_field (self->mime, fields[i], fields[i + 1]);
  curl_mimepart *part = curl_mime_addpart (self->mime);
  curl_mime_name (part, "file");
  curl_mime_filename (part, rw_source_get_name (file));
  curl_mime_type (part, "text/csv");
  curl_mime_data_cb (part, size, read_cb, seek_cb, NULL, self);
  curl_easy_setopt (easy, CURLOPT_MIMEPOST, self->mime);
  rw_progress_begin (progress, RW_STAGE_SENDING, (guint64) size);
  return self;
}

void
rw_http_form_free (RwHttpForm *self)
{
  curl_mime_free (self->mime);
  g_object_unref (self->file);
  g_clear_pointer (&self->progress, rw_progress_unref);
  g_clear_error (&self->error);
  g_free (self);
}

gboolean
rw_http_form_is_complete (RwHttpForm *self)
{
  return self->offset == rw_source_get_size (self->file);
}

GError *
rw_http_form_take_error (RwHttpForm *self)
{
  return g_steal_pointer (&self->error);
}
