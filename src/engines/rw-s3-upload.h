/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-s3-bucket.h"

G_BEGIN_DECLS

/* Up to so many bytes a file is one request; what is longer is sent in parts of so many, or of more
 * where that would be more than RW_S3_MAX_PARTS. */
#define RW_S3_PART      ((gint64) 8 << 20)
#define RW_S3_MAX_PARTS 10000

/* Bytes of each part but the last one of a file of @size. */
gint64 rw_s3_upload_get_part_size (gint64 size);

/* Stores the file at @path under @key, all or nothing. When it fails in the middle, what was sent
 * is thrown away there; where not even that works, rw_s3_list_abort_uploads() does so later. A
 * store that says nothing is given up after half a minute, at the end of an upload in parts after
 * 40 s and 60 ms for each part. Errors: those of rw_s3_bucket_call(), RW_ERROR_FILE. */
gboolean rw_s3_upload_run (const RwS3Bucket *bucket, const char *key, const char *path,
                           GCancellable *cancellable, GError **error);

G_END_DECLS
