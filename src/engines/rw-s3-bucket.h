/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-client.h"

G_BEGIN_DECLS

/* Where a storage's files are: below @prefix ("" or "…/") in a bucket. */
typedef struct
{
  RwAwsClient *client;
  char *name;
  char *prefix;
} RwS3Bucket;

/* The path of @key (NULL: of the bucket itself) in requests. */
char *rw_s3_bucket_dup_path (const RwS3Bucket *self, const char *key);

/* What is asked for, and how Amazon calls that in its documents and policies: "GetObject". */
typedef struct
{
  const char *action;
  const char *key;      /* NULL: the bucket itself */
  RwAwsRequest request; /* without its path */
} RwS3Call;

/* ms that one try may take of what moves no file, and that no byte may move of one. What is silent
 * twice is given up: whoever waits for it waits for half a minute at most, and so does a thread of
 * the server. A call may have another hurry of its own. Tests make it short; programs never touch
 * it. */
extern gint64 rw_s3_bucket_hurry;

/* TRUE: it was done. Else @answer's code may say more. @answer is to be cleared in any case.
 * Errors: RW_ERROR_FILE with "is not there" for a key without a file; RW_ERROR_NETWORK,
 * RW_ERROR_ACCESS, RW_ERROR_SERVER, and cancelled. */
gboolean rw_s3_bucket_call (const RwS3Bucket *self, const RwS3Call *call, RwAwsAnswer *answer,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
