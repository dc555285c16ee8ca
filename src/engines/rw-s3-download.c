/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-download.h"

#include "rw-error.h"
#include "rw-io.h"
#include "rw-rest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* Times that one transfer may break, and ms between. */
#define MAX_BREAKS 50u
#define PAUSE      200

typedef struct
{
  const RwS3Bucket *bucket;
  const char *key;
  const char *path;
  int fd;
  gint64 n_bytes; /* that are in the file */
  gint64 size;    /* of the whole; -1: not known yet */
  char *tag;      /* of what is stored, so that no two files are put together */
  RwAwsAnswer answer;
  gboolean is_checked; /* its headers */
  GCancellable *cancellable;
} Download;

static gboolean
refuse (const Download *self, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("%s sent another part of “%s” than was asked for. See whether it is an S3 "
                  "service."),
               rw_aws_client_get_host (self->bucket->client), self->key);
  return FALSE;
}

/* "bytes 100-199/200": from where on, and of how many. */
static gboolean
parse_range (const char *text, gint64 *start, gint64 *size)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit_set (text, " -/", 4) : NULL;
  guint64 first = 0, total = 0;

  if (parts == NULL || g_strv_length (parts) != 4 ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT64, &first, NULL) ||
      !g_ascii_string_to_unsigned (parts[3], 10, 0, G_MAXINT64, &total, NULL))
    return FALSE;
  *start = (gint64) first;
  *size = (gint64) total;
  return TRUE;
}

/* What the first answer says of the file. */
static gboolean
read_first_head (Download *self, GError **error)
{
  const char *length = rw_aws_answer_get_header (&self->answer, "content-length");
  const char *tag = rw_aws_answer_get_header (&self->answer, "etag");
  guint64 size = 0;

  if (rw_aws_answer_get_header (&self->answer, "content-range") != NULL || length == NULL ||
      tag == NULL || !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &size, NULL))
    return refuse (self, error);
  self->size = (gint64) size;
  self->tag = g_strdup (tag);
  return TRUE;
}

/* Looks at an answer's headers once, before its first byte is written. */
static gboolean
check_head (Download *self, GError **error)
{
  gint64 start = 0, size = 0;

  if (self->is_checked)
    return TRUE;
  self->is_checked = TRUE;
  if (self->size < 0)
    return read_first_head (self, error);
  return (parse_range (rw_aws_answer_get_header (&self->answer, "content-range"), &start, &size) &&
          start == self->n_bytes && size == self->size) ||
         refuse (self, error);
}

static gboolean
write_cb (gpointer data, gconstpointer bytes, gsize length, GError **error)
{
  Download *self = data;

  if (!check_head (self, error))
    return FALSE;
  if (self->size - self->n_bytes < (gint64) length)
    return refuse (self, error);
  if (!rw_io_write_all (self->fd, bytes, length))
    return rw_error_set_errno (error, RW_ERROR_FILE, errno, self->path);
  self->n_bytes += (gint64) length;
  return TRUE;
}

/* All that is missing yet. */
static gboolean
get_rest (Download *self, GError **error)
{
  g_autofree char *range = g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-", self->n_bytes);
  const RwAwsPair headers[] = {
    { "If-Match", self->tag },
    { "Range", range },
    { NULL, NULL },
  };
  RwS3Call call = {
    .action = "GetObject",
    .key = self->key,
    .request = { .method = "GET",
                 .headers = self->size >= 0 ? headers : NULL,
                 .sink = write_cb,
                 .sink_data = self },
  };

  self->is_checked = FALSE;
  return rw_s3_bucket_call (self->bucket, &call, &self->answer, self->cancellable, error) &&
         check_head (self, error) && (self->n_bytes == self->size || refuse (self, error));
}

/* Whether it is of use to ask for the rest: a request that brought nothing was made again by the
 * client already. */
static gboolean
gets_on (const Download *self, gint64 n_before, const GError *reason)
{
  return g_error_matches (reason, RW_ERROR, RW_ERROR_NETWORK) && self->n_bytes > n_before;
}

static gboolean
get_all (Download *self, GError **error)
{
  for (guint n_breaks = 0;; n_breaks++)
    {
      gint64 n_before = self->n_bytes;
      g_autoptr (GError) reason = NULL;
      if (get_rest (self, &reason))
        return TRUE;
      if (!gets_on (self, n_before, reason) || n_breaks == MAX_BREAKS)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (self->n_bytes == self->size)
        return TRUE;
      rw_rest (PAUSE, self->cancellable);
    }
}

gboolean
rw_s3_download_run (const RwS3Bucket *bucket, const char *key, const char *path,
                    GCancellable *cancellable, GError **error)
{
  Download self = { .bucket = bucket,
                    .key = key,
                    .path = path,
                    .fd = rw_io.open (path, O_WRONLY | O_CLOEXEC, 0),
                    .size = -1,
                    .cancellable = cancellable };

  if (self.fd < 0)
    return rw_error_set_errno (error, RW_ERROR_FILE, errno, path);
  gboolean is_here = get_all (&self, error);
  close (self.fd);
  g_free (self.tag);
  rw_aws_answer_clear (&self.answer);
  return is_here;
}
