/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-client.h"
#include "rw-storage.h"

G_BEGIN_DECLS

/**
 * RwS3Storage: RwStorage in a bucket of Amazon S3, or of a service that speaks like it. Fetching
 * gives a copy in the spool; addresses are S3's own and valid for a week at most.
 */
#define RW_TYPE_S3_STORAGE (rw_s3_storage_get_type ())
G_DECLARE_FINAL_TYPE (RwS3Storage, rw_s3_storage, RW, S3_STORAGE, GObject)

/* Asks whether @bucket is there and may be used. @client: of the service "s3"; one more reference
 * is taken. @prefix: before every key, a "/" is put behind it where there is none; NULL or "" for
 * none. @spool_folder: of this computer, made if need be (mode 0700). Errors: RW_ERROR_FORMAT for a
 * bucket or prefix that cannot be one, and those of RwStorage. */
RwStorage *rw_s3_storage_open (RwAwsClient *client, const char *bucket, const char *prefix,
                               const char *spool_folder, GError **error);

G_END_DECLS
