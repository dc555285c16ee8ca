/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-bucket.h"

#include "rw-error.h"
#include "rw-storage.h"

#include <glib/gi18n.h>

#define MISSING 404u

gint64 rw_s3_bucket_hurry = 10000;

char *
rw_s3_bucket_dup_path (const RwS3Bucket *self, const char *key)
{
  return key != NULL ? g_strconcat ("/", self->name, "/", self->prefix, key, NULL)
                     : g_strconcat ("/", self->name, NULL);
}

static gboolean
is_code (const RwAwsAnswer *answer, const char *code)
{
  return g_strcmp0 (answer->code, code) == 0;
}

/* Of another region's bucket. */
static gboolean
is_elsewhere (const RwAwsAnswer *answer)
{
  return is_code (answer, "PermanentRedirect") || is_code (answer, "TemporaryRedirect") ||
         is_code (answer, "AuthorizationHeaderMalformed") ||
         is_code (answer, "IllegalLocationConstraintException");
}

static gboolean
check (const RwS3Bucket *self, const RwS3Call *call, const RwAwsAnswer *answer, GError **error)
{
  const char *host = rw_aws_client_get_host (self->client);

  if (is_code (answer, "NoSuchBucket"))
    g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
                 _ ("There is no bucket “%s” at %s. See to its name, or make it."), self->name,
                 host);
  else if (answer->status >= 300 && is_elsewhere (answer))
    g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
                 _ ("The bucket “%s” is in another region than %s: %s See to “region” and "
                    "“endpoint” of the storage."),
                 self->name, host, answer->message != NULL ? answer->message : answer->code);
  else if (call->key != NULL && answer->status == MISSING && !is_code (answer, "NoSuchUpload"))
    rw_storage_miss (call->key, error);
  else
    return rw_aws_answer_check (answer, host, call->action, error);
  return FALSE;
}

gboolean
rw_s3_bucket_call (const RwS3Bucket *self, const RwS3Call *call, RwAwsAnswer *answer,
                   GCancellable *cancellable, GError **error)
{
  g_autofree char *path = rw_s3_bucket_dup_path (self, call->key);
  RwAwsRequest request = call->request;

  request.path = path;
  if (request.hurry == 0)
    request.hurry = rw_s3_bucket_hurry;
  return rw_aws_client_send (self->client, &request, answer, cancellable, error) &&
         check (self, call, answer, error);
}
