/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-s3-bucket.h"

G_BEGIN_DECLS

/* Writes what is stored under @key into the empty file at @path, all of it or an error. A transfer
 * that breaks goes on where it broke, as long as it gets on at all. Errors: those of
 * rw_s3_bucket_call(), RW_ERROR_FILE. */
gboolean rw_s3_download_run (const RwS3Bucket *bucket, const char *key, const char *path,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
