/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-s3-bucket.h"
#include "rw-storage.h"

G_BEGIN_DECLS

/* That the bucket is there and may be listed. Errors: those of rw_s3_bucket_call(). */
gboolean rw_s3_list_check (const RwS3Bucket *bucket, GError **error);

/* rw_storage_each() for the keys of our making. Errors: those of rw_s3_bucket_call(). */
gboolean rw_s3_list_each (const RwS3Bucket *bucket, const char *prefix, const RwStorageSpan *span,
                          RwStorageFunc func, gpointer data, GError **error);

/* Throws away what was sent of files whose upload in parts began before @before and did not end.
 * Errors: those of rw_s3_bucket_call(). */
gboolean rw_s3_list_abort_uploads (const RwS3Bucket *bucket, gint64 before, GError **error);

G_END_DECLS
