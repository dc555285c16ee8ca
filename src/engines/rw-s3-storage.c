/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-storage.h"

#include "rw-clock.h"
#include "rw-disposition.h"
#include "rw-error.h"
#include "rw-s3-bucket.h"
#include "rw-s3-download.h"
#include "rw-s3-list.h"
#include "rw-s3-upload.h"
#include "rw-spool.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MIN_BUCKET 3u
#define MAX_BUCKET 63u

/* s; the longest that S3 lets an address be valid. */
#define LONGEST_URL (7 * 24 * 3600)

#define CSV_TYPE "text/csv; charset=utf-8"

struct _RwS3Storage
{
  GObject parent;
  RwS3Bucket bucket;
  char *spool;
};

static char *
dup_spool_path (RwStorage *storage, GError **error)
{
  return rw_spool_dup_path (RW_S3_STORAGE (storage)->spool, error);
}

static gboolean
clean_spool (RwStorage *storage, gint64 before, GError **error)
{
  RwS3Storage *self = RW_S3_STORAGE (storage);

  return rw_spool_clean (self->spool, before, error) &&
         rw_s3_list_abort_uploads (&self->bucket, before, error);
}

static gboolean
store (RwStorage *storage, const char *key, const char *path, GCancellable *cancellable,
       GError **error)
{
  RwS3Storage *self = RW_S3_STORAGE (storage);
  gboolean is_stored = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
                       rw_s3_upload_run (&self->bucket, key, path, cancellable, error);

  g_unlink (path);
  return is_stored;
}

static RwStorageFile *
fetch (RwStorage *storage, const char *key, GCancellable *cancellable, GError **error)
{
  RwS3Storage *self = RW_S3_STORAGE (storage);
  char *path = rw_spool_dup_path (self->spool, error);

  if (path == NULL)
    return NULL;
  g_autoptr (RwStorageFile) file = g_new (RwStorageFile, 1);
  *file = (RwStorageFile){ .path = path, .is_copy = TRUE };
  return rw_s3_download_run (&self->bucket, key, path, cancellable, error) ? g_steal_pointer (&file)
                                                                           : NULL;
}

/* Amazon says that it is done where nothing was; others that there is no such key. */
static gboolean
remove_file (RwStorage *storage, const char *key, GError **error)
{
  RwS3Storage *self = RW_S3_STORAGE (storage);
  g_auto (RwAwsAnswer) answer = { 0 };
  g_autoptr (GError) reason = NULL;
  RwS3Call call = { .action = "DeleteObject", .key = key, .request = { .method = "DELETE" } };

  if (rw_s3_bucket_call (&self->bucket, &call, &answer, NULL, &reason) ||
      g_error_matches (reason, RW_ERROR, RW_ERROR_FILE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static char *
dup_url (RwStorage *storage, const char *key, const char *name, gint64 expires_at, GError **error)
{
  RwS3Storage *self = RW_S3_STORAGE (storage);
  g_autofree char *path = rw_s3_bucket_dup_path (&self->bucket, key);
  g_autofree char *disposition = rw_disposition_dup (name);
  const RwAwsPair query[] = {
    { "response-content-disposition", disposition },
    { "response-content-type", CSV_TYPE },
    { NULL, NULL },
  };
  gint64 seconds = (expires_at - rw_clock_now ()) / 1000;

  return rw_aws_client_presign (self->bucket.client, "GET", path, query,
                                CLAMP (seconds, 1, LONGEST_URL), error);
}

static gboolean
each (RwStorage *storage, const char *prefix, const RwStorageSpan *span, RwStorageFunc func,
      gpointer data, GError **error)
{
  return rw_s3_list_each (&RW_S3_STORAGE (storage)->bucket, prefix, span, func, data, error);
}

static gboolean
check (RwStorage *storage, GError **error)
{
  return rw_s3_list_check (&RW_S3_STORAGE (storage)->bucket, error);
}

static void
storage_init (RwStorageInterface *interface)
{
  interface->dup_spool_path = dup_spool_path;
  interface->clean_spool = clean_spool;
  interface->store = store;
  interface->fetch = fetch;
  interface->remove = remove_file;
  interface->dup_url = dup_url;
  interface->each = each;
  interface->check = check;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwS3Storage, rw_s3_storage, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_STORAGE, storage_init))

static void
rw_s3_storage_finalize (GObject *object)
{
  RwS3Storage *self = RW_S3_STORAGE (object);

  rw_aws_client_unref (self->bucket.client);
  g_free (self->bucket.name);
  g_free (self->bucket.prefix);
  g_free (self->spool);
  G_OBJECT_CLASS (rw_s3_storage_parent_class)->finalize (object);
}

static void
rw_s3_storage_class_init (RwS3StorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_s3_storage_finalize;
}

static void
rw_s3_storage_init (RwS3Storage *self G_GNUC_UNUSED)
{
}

/* Older buckets may have capital letters and "_" in their names. */
static gboolean
is_bucket (const char *name)
{
  const char *const letters = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".-_";
  gsize length = strlen (name);

  return length >= MIN_BUCKET && length <= MAX_BUCKET && strspn (name, letters) == length &&
         name[0] != '.' && strstr (name, "..") == NULL;
}

/* Parts that lead up or nowhere would not be taken as they are by everybody on the way. */
static gboolean
is_prefix (const char *prefix)
{
  g_auto (GStrv) parts = g_strsplit (prefix, "/", -1);
  gboolean is_good = g_utf8_validate (prefix, -1, NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    is_good = is_good && !g_str_equal (parts[i], ".") && !g_str_equal (parts[i], "..") &&
              (parts[i][0] != '\0' || (i > 0 && parts[i + 1] == NULL));
  return is_good;
}

static gboolean
check_names (const char *bucket, const char *prefix, GError **error)
{
  if (!is_bucket (bucket))
    g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, _ ("“%s” is no name of a bucket."), bucket);
  else if (prefix[0] != '\0' && !is_prefix (prefix))
    g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                 _ ("“%s” cannot stand before the names of stored files: write it as “a/b/”."),
                 prefix);
  else
    return TRUE;
  return FALSE;
}

RwStorage *
rw_s3_storage_open (RwAwsClient *client, const char *bucket, const char *prefix,
                    const char *spool_folder, GError **error)
{
  const char *given = prefix != NULL ? prefix : "";
  gboolean is_whole = given[0] == '\0' || g_str_has_suffix (given, "/");

  if (!check_names (bucket, given, error))
    return NULL;
  g_autoptr (RwS3Storage) self = g_object_new (RW_TYPE_S3_STORAGE, NULL);
  self->bucket = (RwS3Bucket){
    .client = rw_aws_client_ref (client),
    .name = g_strdup (bucket),
    .prefix = g_strconcat (given, is_whole ? "" : "/", NULL),
  };
  self->spool = g_strdup (spool_folder);
  return rw_spool_open (self->spool, error) && rw_s3_list_check (&self->bucket, error)
             ? RW_STORAGE (g_steal_pointer (&self))
             : NULL;
}
