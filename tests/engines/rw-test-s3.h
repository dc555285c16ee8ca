/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-s3-bucket.h"
#include "rw-storage.h"

G_BEGIN_DECLS

/* The S3 store that with-s3.py started. */

typedef enum
{
  RW_TEST_S3_DIRECT,
  RW_TEST_S3_PROXY, /* behind the proxy that breaks what it is told to */
} RwTestS3Way;

/* A client with the store's keys, @secret (NULL: the right one) among them. */
RwAwsClient *rw_test_s3_client (RwTestS3Way way, const char *secret);

/* A place in the store's bucket that nobody else uses, and a storage there. */
typedef struct
{
  RwS3Bucket bucket;
  char *spool;
  RwStorage *storage;
} RwTestS3;

RwTestS3 *rw_test_s3_new (RwTestS3Way way);
void rw_test_s3_free (RwTestS3 *self);

/* Breaks the next requests of a kind, as s3_faults.py says: "part", "pass,lose". */
void rw_test_s3_plan (const char *kind, const char *faults);

/* Waits until so many of a kind came since it was last asked for those that were seen. */
void rw_test_s3_wait_for (const char *kind, guint n);

/* The kinds that came since it was last asked: "begin part part end"; forgets what was planned. */
char *rw_test_s3_dup_seen (void);

/* What is left in the spool. */
void rw_test_s3_assert_empty_spool (const RwTestS3 *self);

/* Uploads in parts that did not end. */
guint rw_test_s3_count_uploads (const RwTestS3 *self);

/* A file of that many bytes, made of @seed, in the spool. Returns its path. */
char *rw_test_s3_write (const RwTestS3 *self, gsize size, guint seed);

/* That such a file is what is stored under @key. */
void rw_test_s3_assert_stored (const RwTestS3 *self, const char *key, gsize size, guint seed);

/* All that the host of @url says to "GET" or another @method of it, by somebody without keys. */
char *rw_test_s3_ask (const char *method, const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestS3, rw_test_s3_free)

G_END_DECLS
