/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-upload.h"

#include "rw-error.h"
#include "rw-rest.h"
#include "rw-s3-xml.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define MIB (1 << 20)

/* How often an upload's end is asked for in all, and the first pause between, in ms. */
#define N_TRIES     4
#define FIRST_PAUSE 500

/* ms more for each part: Amazon says that putting many together may take minutes. */
#define PART_PATIENCE 30

typedef struct
{
  const RwS3Bucket *bucket;
  const char *key;
  const char *path;
  gint64 size;
  gint64 part_size;
  char *id;
  GPtrArray *tags; /* of the parts that are there */
  GCancellable *cancellable;
} Upload;

gint64
rw_s3_upload_get_part_size (gint64 size)
{
  gint64 least = (size + RW_S3_MAX_PARTS - 1) / RW_S3_MAX_PARTS;

  return MAX (RW_S3_PART, (least + MIB - 1) / MIB * MIB);
}

static gboolean
refuse (const RwS3Bucket *bucket, const char *what, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("%s answered “%s” without what belongs to it. See whether it is an S3 service."),
               rw_aws_client_get_host (bucket->client), what);
  return FALSE;
}

static gboolean
send_whole (const Upload *self, GError **error)
{
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = {
    .action = "PutObject",
    .key = self->key,
    .request = { .method = "PUT", .file = self->path, .length = self->size },
  };

  return rw_s3_bucket_call (self->bucket, &call, &answer, self->cancellable, error);
}

static gboolean
begin (Upload *self, GError **error)
{
  const RwAwsPair query[] = { { "uploads", "" }, { NULL, NULL } };
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = {
    .action = "CreateMultipartUpload",
    .key = self->key,
    .request = { .method = "POST", .query = query },
  };

  if (!rw_s3_bucket_call (self->bucket, &call, &answer, self->cancellable, error))
    return FALSE;
  g_autoptr (RwS3Xml) xml =
      rw_s3_xml_parse ((const char *) answer.body->data, answer.body->len, NULL, error);
  if (xml == NULL)
    return FALSE;
  self->id = g_strdup (rw_s3_xml_get (xml->fields, "UploadId"));
  return self->id != NULL || refuse (self->bucket, call.action, error);
}

static gboolean
send_part (const Upload *self, GError **error)
{
  gint64 offset = self->tags->len * self->part_size;
  g_autofree char *number = g_strdup_printf ("%u", self->tags->len + 1);
  const RwAwsPair query[] = {
    { "partNumber", number },
    { "uploadId", self->id },
    { NULL, NULL },
  };
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = {
    .action = "UploadPart",
    .key = self->key,
    .request = { .method = "PUT",
                 .query = query,
                 .file = self->path,
                 .offset = offset,
                 .length = MIN (self->part_size, self->size - offset) },
  };

  if (!rw_s3_bucket_call (self->bucket, &call, &answer, self->cancellable, error))
    return FALSE;
  const char *tag = rw_aws_answer_get_header (&answer, "etag");
  if (tag == NULL)
    return refuse (self->bucket, call.action, error);
  g_ptr_array_add (self->tags, g_strdup (tag));
  return TRUE;
}

static char *
dup_list_of_parts (const Upload *self)
{
  GString *text = g_string_new ("<CompleteMultipartUpload>");

  for (guint i = 0; i < self->tags->len; i++)
    {
      g_autofree char *part =
          g_markup_printf_escaped ("<Part><PartNumber>%u</PartNumber><ETag>%s</ETag></Part>", i + 1,
                                   (const char *) self->tags->pdata[i]);
      g_string_append (text, part);
    }
  g_string_append (text, "</CompleteMultipartUpload>");
  return g_string_free (text, FALSE);
}

/* Whether all of the file is there. */
static gboolean
is_stored (const Upload *self)
{
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = {
    .action = "HeadObject",
    .key = self->key,
    .request = { .method = "HEAD" },
  };
  guint64 length = 0;

  if (!rw_s3_bucket_call (self->bucket, &call, &answer, self->cancellable, NULL))
    return FALSE;
  const char *text = rw_aws_answer_get_header (&answer, "content-length");
  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &length, NULL) &&
         (gint64) length == self->size;
}

static gint64
get_end_hurry (const Upload *self)
{
  return 2 * rw_s3_bucket_hurry + (gint64) self->tags->len * PART_PATIENCE;
}

/* A success may be an error all the same: S3 begins to answer before it knows. And an upload that
 * is not known any more may have been ended by a request whose answer was lost. */
static gboolean
ask_for_end (const Upload *self, const char *parts, GError **error)
{
  const RwAwsPair query[] = { { "uploadId", self->id }, { NULL, NULL } };
  const RwAwsPair headers[] = { { "Content-Type", "application/xml" }, { NULL, NULL } };
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = {
    .action = "CompleteMultipartUpload",
    .key = self->key,
    .request = { .method = "POST",
                 .query = query,
                 .headers = headers,
                 .body = parts,
                 .body_length = strlen (parts),
                 .patience = (gint64) self->tags->len * PART_PATIENCE,
                 .hurry = get_end_hurry (self),
                 .n_tries = 1 },
  };
  g_autoptr (GError) reason = NULL;

  if (rw_s3_bucket_call (self->bucket, &call, &answer, self->cancellable, &reason))
    {
      if (!rw_aws_answer_read_error (&answer))
        return TRUE;
      answer.status = 500;
      return rw_aws_answer_check (&answer, rw_aws_client_get_host (self->bucket->client),
                                  call.action, error);
    }
  if (g_strcmp0 (answer.code, "NoSuchUpload") == 0 && is_stored (self))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Who is silent twice is not asked again. */
static gboolean
end (const Upload *self, GError **error)
{
  g_autofree char *parts = dup_list_of_parts (self);
  gint64 last = g_get_monotonic_time () + 2 * get_end_hurry (self) * 1000;
  gint64 pause = FIRST_PAUSE;

  for (guint n = 1;; n++, pause *= 2)
    {
      g_autoptr (GError) reason = NULL;
      if (ask_for_end (self, parts, &reason))
        return TRUE;
      if (!g_error_matches (reason, RW_ERROR, RW_ERROR_NETWORK) || n == N_TRIES ||
          g_get_monotonic_time () >= last)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      rw_rest (pause, self->cancellable);
    }
}

/* Whoever cancelled does not wait for more than this one request. */
static void
abort_upload (const Upload *self)
{
  const RwAwsPair query[] = { { "uploadId", self->id }, { NULL, NULL } };
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = {
    .action = "AbortMultipartUpload",
    .key = self->key,
    .request = { .method = "DELETE", .query = query },
  };

  rw_s3_bucket_call (self->bucket, &call, &answer, NULL, NULL);
}

static gboolean
send_parts (Upload *self, GError **error)
{
  if (!begin (self, error))
    return FALSE;
  while (self->tags->len * self->part_size < self->size)
    if (!send_part (self, error))
      return FALSE;
  return end (self, error);
}

static gboolean
send_in_parts (Upload *self, GError **error)
{
  GError *reason = NULL;
  gboolean sent = FALSE;

  self->part_size = rw_s3_upload_get_part_size (self->size);
  self->tags = g_ptr_array_new_with_free_func (g_free);
  sent = send_parts (self, &reason);
  /* One that cannot be reached would only make us wait. */
  if (!sent && self->id != NULL && !g_error_matches (reason, RW_ERROR, RW_ERROR_NETWORK))
    abort_upload (self);
  g_ptr_array_unref (self->tags);
  g_free (self->id);
  if (!sent)
    g_propagate_error (error, reason);
  return sent;
}

gboolean
rw_s3_upload_run (const RwS3Bucket *bucket, const char *key, const char *path,
                  GCancellable *cancellable, GError **error)
{
  Upload self = { .bucket = bucket, .key = key, .path = path, .cancellable = cancellable };
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return rw_error_set_errno (error, RW_ERROR_FILE, errno, path);
  self.size = info.st_size;
  return self.size <= RW_S3_PART ? send_whole (&self, error) : send_in_parts (&self, error);
}
