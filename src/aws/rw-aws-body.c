/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-body.h"

#include "rw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define BLOCK (256u << 10)

struct _RwAwsBody
{
  const guint8 *bytes;
  char *file; /* NULL: @bytes */
  int fd;
  gint64 offset;
  gint64 length;
  gint64 done;
  GError *error;
};

RwAwsBody *
rw_aws_body_open (const RwAwsRequest *request, GError **error)
{
  g_autoptr (RwAwsBody) self = g_new0 (RwAwsBody, 1);

  self->fd = -1;
  self->bytes = request->body;
  self->length = (gint64) request->body_length;
  if (request->file == NULL)
    return g_steal_pointer (&self);
  self->file = g_strdup (request->file);
  self->offset = request->offset;
  self->length = request->length;
  self->fd = open (request->file, O_RDONLY | O_CLOEXEC);
  if (self->fd >= 0)
    return g_steal_pointer (&self);
  rw_error_set_errno (error, RW_ERROR_FILE, errno, request->file);
  return NULL;
}

void
rw_aws_body_free (RwAwsBody *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_error (&self->error);
  g_free (self->file);
  g_free (self);
}

/* At most @length bytes of the file from where we are. -1: @error is set. */
static gssize
read_file (RwAwsBody *self, void *buffer, gsize length, GError **error)
{
  gssize n = pread (self->fd, buffer, length, self->offset + self->done);

  if (n < 0)
    rw_error_set_errno (error, RW_ERROR_FILE, errno, self->file);
  else if (n == 0 && length > 0)
    g_set_error (error, RW_ERROR, RW_ERROR_CHANGED,
                 _ ("“%s” became shorter while it was being sent."), self->file);
  return n > 0 || length == 0 ? n : -1;
}

/* -1: @error is set. 0: that was all. */
static gssize
read_next (RwAwsBody *self, void *buffer, gsize space, GError **error)
{
  gsize length = (gsize) MIN ((gint64) space, self->length - self->done);
  gssize n = (gssize) length;

  if (self->file != NULL)
    n = read_file (self, buffer, length, error);
  else if (length > 0)
    memcpy (buffer, self->bytes + self->done, length);
  if (n > 0)
    self->done += n;
  return n;
}

static char *
hash_file (RwAwsBody *self, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (BLOCK);
  gssize n = 0;

  self->done = 0;
  while ((n = read_next (self, buffer, BLOCK, error)) > 0)
    g_checksum_update (sum, buffer, n);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

char *
rw_aws_body_dup_hash (RwAwsBody *self, GError **error)
{
  if (self->file != NULL)
    return hash_file (self, error);
  return rw_sigv4_dup_hash (self->length > 0 ? self->bytes : (const guint8 *) "",
                            (gsize) self->length);
}

static size_t
read_cb (char *buffer, size_t size, size_t n, void *data)
{
  RwAwsBody *self = data;
  gssize n_read = self->error == NULL ? read_next (self, buffer, size * n, &self->error) : -1;

  return n_read >= 0 ? (size_t) n_read : CURL_READFUNC_ABORT;
}

static int
seek_cb (void *data, curl_off_t offset, int origin)
{
  RwAwsBody *self = data;

  if (origin != SEEK_SET || offset < 0 || offset > self->length)
    return CURL_SEEKFUNC_FAIL;
  self->done = offset;
  return CURL_SEEKFUNC_OK;
}

void
rw_aws_body_attach (RwAwsBody *self, CURL *easy)
{
  self->done = 0;
  g_clear_error (&self->error);
  curl_easy_setopt (easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t) self->length);
  curl_easy_setopt (easy, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (easy, CURLOPT_READDATA, self);
  curl_easy_setopt (easy, CURLOPT_SEEKFUNCTION, seek_cb);
  curl_easy_setopt (easy, CURLOPT_SEEKDATA, self);
}

GError *
rw_aws_body_take_error (RwAwsBody *self)
{
  return g_steal_pointer (&self->error);
}
