/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-list.h"

#include "rw-clock.h"
#include "rw-error.h"
#include "rw-s3-xml.h"

#include <glib/gi18n.h>
#include <string.h>

/* One page of a list, asked for by the bucket's query. */
typedef struct
{
  const char *action;
  const char *root;   /* of the answer */
  const char *record; /* in it */
  const RwAwsPair *query;
} Page;

static RwS3Xml *
get_page (const RwS3Bucket *bucket, const Page *page, GError **error)
{
  g_auto (RwAwsAnswer) answer = { 0 };
  RwS3Call call = {
    .action = page->action,
    .request = { .method = "GET", .query = page->query },
  };

  if (!rw_s3_bucket_call (bucket, &call, &answer, NULL, error))
    return NULL;
  g_autoptr (RwS3Xml) xml =
      rw_s3_xml_parse ((const char *) answer.body->data, answer.body->len, page->record, error);
  if (xml == NULL || g_str_equal (xml->root, page->root))
    return g_steal_pointer (&xml);
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("%s answered “%s” with “%s”. See whether it is an S3 service."),
               rw_aws_client_get_host (bucket->client), page->action, xml->root);
  return NULL;
}

/* From what "encoding-type=url" makes of a key. NULL for NULL and for what is no such text. */
static char *
dup_decoded (const char *encoded)
{
  g_autofree char *text = g_strdup (encoded);

  return text != NULL ? g_uri_unescape_string (g_strdelimit (text, "+", ' '), NULL) : NULL;
}

/* A record's key without the bucket's prefix. NULL: none of ours. */
static char *
dup_own_key (const RwS3Bucket *bucket, GHashTable *record)
{
  g_autofree char *key = dup_decoded (rw_s3_xml_get (record, "Key"));

  if (key == NULL || !g_str_has_prefix (key, bucket->prefix))
    return NULL;
  const char *own = key + strlen (bucket->prefix);
  return rw_storage_is_key (own) ? g_strdup (own) : NULL;
}

static gboolean
is_within (GHashTable *record, const char *field, const RwStorageSpan *span)
{
  const char *text = rw_s3_xml_get (record, field);
  gint64 time = 0;

  return text != NULL && rw_clock_parse (text, &time) && time >= span->after && time < span->before;
}

static gboolean
call_each (const RwS3Bucket *bucket, const RwS3Xml *xml, const RwStorageSpan *span,
           RwStorageFunc func, gpointer data, GError **error)
{
  for (guint i = 0; i < xml->records->len; i++)
    {
      GHashTable *record = xml->records->pdata[i];
      g_autofree char *key = dup_own_key (bucket, record);
      if (key != NULL && is_within (record, "LastModified", span) && !func (key, data, error))
        return FALSE;
    }
  return TRUE;
}

/* One page, from @token on (NULL: the first one). @token becomes the next one's; NULL: that was the
 * last. */
static RwS3Xml *
list_page (const RwS3Bucket *bucket, const char *prefix, const char *most, char **token,
           GError **error)
{
  const RwAwsPair query[] = {
    { "list-type", "2" },
    { "encoding-type", "url" }, /* XML cannot hold all keys that others may have stored */
    { "max-keys", most },
    { "prefix", prefix },
    { *token != NULL ? "continuation-token" : NULL, *token },
    { NULL, NULL },
  };
  const Page page = { "ListObjectsV2", "ListBucketResult", "Contents", query };
  RwS3Xml *xml = get_page (bucket, &page, error);

  if (xml == NULL)
    return NULL;
  gboolean is_last = g_strcmp0 (rw_s3_xml_get (xml->fields, "IsTruncated"), "true") != 0;
  g_free (*token);
  *token = g_strdup (is_last ? NULL : rw_s3_xml_get (xml->fields, "NextContinuationToken"));
  return xml;
}

gboolean
rw_s3_list_check (const RwS3Bucket *bucket, GError **error)
{
  g_autofree char *token = NULL;
  g_autoptr (RwS3Xml) xml = list_page (bucket, bucket->prefix, "1", &token, error);

  return xml != NULL;
}

gboolean
rw_s3_list_each (const RwS3Bucket *bucket, const char *prefix, const RwStorageSpan *span,
                 RwStorageFunc func, gpointer data, GError **error)
{
  g_autofree char *whole = g_strconcat (bucket->prefix, prefix, NULL);
  g_autofree char *token = NULL;

  do
    {
      g_autoptr (RwS3Xml) xml = list_page (bucket, whole, "1000", &token, error);
      if (xml == NULL || !call_each (bucket, xml, span, func, data, error))
        return FALSE;
    }
  while (token != NULL);
  return TRUE;
}

/* Somebody else may have been faster. */
static gboolean
abort_upload (const RwS3Bucket *bucket, const char *key, const char *id, GError **error)
{
  const RwAwsPair query[] = { { "uploadId", id }, { NULL, NULL } };
  g_auto (RwAwsAnswer) answer = { 0 };
  g_autoptr (GError) reason = NULL;
  RwS3Call call = {
    .action = "AbortMultipartUpload",
    .key = key,
    .request = { .method = "DELETE", .query = query },
  };

  if (rw_s3_bucket_call (bucket, &call, &answer, NULL, &reason) || answer.status == 404)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
abort_older (const RwS3Bucket *bucket, const RwS3Xml *xml, gint64 before, GError **error)
{
  const RwStorageSpan span = { G_MININT64, before };

  for (guint i = 0; i < xml->records->len; i++)
    {
      GHashTable *record = xml->records->pdata[i];
      g_autofree char *key = dup_own_key (bucket, record);
      const char *id = rw_s3_xml_get (record, "UploadId");
      if (key != NULL && id != NULL && is_within (record, "Initiated", &span) &&
          !abort_upload (bucket, key, id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rw_s3_list_abort_uploads (const RwS3Bucket *bucket, gint64 before, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;
  gboolean is_last = FALSE;

  while (!is_last)
    {
      const RwAwsPair query[] = {
        { "uploads", "" },
        { "encoding-type", "url" },
        { "prefix", bucket->prefix },
        { key != NULL ? "key-marker" : NULL, key },
        { id != NULL ? "upload-id-marker" : NULL, id },
        { NULL, NULL },
      };
      const Page page = { "ListMultipartUploads", "ListMultipartUploadsResult", "Upload", query };
      g_autoptr (RwS3Xml) xml = get_page (bucket, &page, error);
      if (xml == NULL || !abort_older (bucket, xml, before, error))
        return FALSE;
      g_free (key);
      g_free (id);
      key = dup_decoded (rw_s3_xml_get (xml->fields, "NextKeyMarker"));
      id = g_strdup (rw_s3_xml_get (xml->fields, "NextUploadIdMarker"));
      is_last = key == NULL || g_strcmp0 (rw_s3_xml_get (xml->fields, "IsTruncated"), "true") != 0;
    }
  return TRUE;
}
