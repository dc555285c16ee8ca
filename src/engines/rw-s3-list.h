/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-s3-bucket.h"

G_BEGIN_DECLS

/* That the bucket is there and may be listed. Errors: those of rw_s3_bucket_call(). */
gboolean rw_s3_list_check (const RwS3Bucket *bucket, GError **error);

/* Keys of our making (char *, transfer full) below @prefix that were stored before @before
 * (rw_clock_now()). Errors: those of rw_s3_bucket_call(). */
GPtrArray *rw_s3_list_keys (const RwS3Bucket *bucket, const char *prefix, gint64 before,
                            GError **error);

/* Throws away what was sent of files whose upload in parts began before @before and did not end.
 * Errors: those of rw_s3_bucket_call(). */
gboolean rw_s3_list_abort_uploads (const RwS3Bucket *bucket, gint64 before, GError **error);

G_END_DECLS
