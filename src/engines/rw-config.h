/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwConfig: on what jobs, queue and storage are kept. Each part that is not named is the embedded
 * one: SQLite, or a folder of this computer. What a file does not say is taken from the variables
 * that Amazon's own tools know: AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_SQS,
 * AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL and AWS_CA_BUNDLE.
 */
typedef struct
{
  char *queue_url; /* NULL: the embedded queue */
  char *dead_letter_url;
  char *queue_endpoint; /* where requests go, whatever host @queue_url has */
  char *queue_region;
  char *bucket;           /* NULL: a folder */
  char *prefix;           /* before every key: "" or "…/" */
  char *storage_endpoint; /* NULL: Amazon's */
  char *storage_region;
  char *database_uri; /* NULL: SQLite */
  char *ca_file;      /* whose certificates are trusted; NULL: the system's */
} RwConfig;

/* @path: NULL is a file that says nothing. Errors: RW_ERROR_FILE; RW_ERROR_FORMAT names the section
 * and the key. */
RwConfig *rw_config_read (const char *path, GError **error);
void rw_config_free (RwConfig *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwConfig, rw_config_free)

G_END_DECLS
