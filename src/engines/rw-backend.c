/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-backend.h"

#include "rw-aws-client.h"
#include "rw-error.h"
#include "rw-folder-storage.h"
#include "rw-postgres-jobs.h"
#include "rw-postgres-schema.h"
#include "rw-postgres-tokens.h"
#include "rw-s3-storage.h"
#include "rw-sqlite-jobs.h"
#include "rw-sqlite-queue.h"
#include "rw-sqlite-tokens.h"
#include "rw-sqs-queue.h"

#include <errno.h>
#include <glib/gstdio.h>

static RwStorage *
open_s3 (const char *folder, const RwConfig *config, RwAwsCredentials *credentials, GError **error)
{
  const RwAwsSite site = { "s3", config->storage_region, config->storage_endpoint,
                           config->ca_file };
  g_autofree char *spool = g_build_filename (folder, "spool", NULL);
  g_autoptr (RwAwsClient) client = rw_aws_client_new (&site, credentials, error);

  return client != NULL ? rw_s3_storage_open (client, config->bucket, config->prefix, spool, error)
                        : NULL;
}

static RwQueue *
open_sqs (const RwConfig *config, RwAwsCredentials *credentials, GError **error)
{
  const RwAwsSite site = { "sqs", config->queue_region, config->queue_endpoint, config->ca_file };
  g_autoptr (RwAwsClient) client = rw_aws_client_new (&site, credentials, error);
  g_autoptr (RwQueue) queue =
      client != NULL ? rw_sqs_queue_new (client, config->queue_url, config->dead_letter_url) : NULL;

  return queue != NULL && rw_sqs_queue_check (RW_SQS_QUEUE (queue), error)
             ? g_steal_pointer (&queue)
             : NULL;
}

static RwPostgresPool *
open_pool (const char *uri, GError **error)
{
  g_autoptr (RwPostgresPool) pool = rw_postgres_pool_open (uri, error);

  return pool != NULL && rw_postgres_schema_check (pool, error) ? g_steal_pointer (&pool) : NULL;
}

static RwJobs *
open_jobs (RwBackend *self, const RwConfig *config, const char *database, GError **error)
{
  if (config->database_uri == NULL)
    return rw_sqlite_jobs_open (database, error);
  self->pool = open_pool (config->database_uri, error);
  return self->pool != NULL ? rw_postgres_jobs_new (self->pool) : NULL;
}

static RwStorage *
open_storage (const char *folder, const RwConfig *config, const char *base_url,
              RwAwsCredentials *credentials, GError **error)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);

  return config->bucket != NULL ? open_s3 (folder, config, credentials, error)
                                : rw_folder_storage_open (files, base_url, error);
}

RwStorage *
rw_backend_open_storage (const char *folder, const RwConfig *config, const char *base_url,
                         GError **error)
{
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new ();

  return open_storage (folder, config, base_url, credentials, error);
}

RwTokens *
rw_backend_open_tokens (const char *folder, const RwConfig *config, const RwBackend *backend,
                        GError **error)
{
  g_autofree char *path = g_build_filename (folder, "tokens.db", NULL);

  if (config->database_uri != NULL)
    {
      g_autoptr (RwPostgresPool) pool = backend != NULL ? rw_postgres_pool_ref (backend->pool)
                                                        : open_pool (config->database_uri, error);
      return pool != NULL ? rw_postgres_tokens_new (pool) : NULL;
    }
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return rw_sqlite_tokens_open (path, error);
  rw_error_set_errno (error, RW_ERROR_FILE, errno, folder);
  return NULL;
}

RwBackend *
rw_backend_open (const char *folder, const RwConfig *config, const char *base_url, GError **error)
{
  static const RwConfig embedded;
  g_autofree char *database = g_build_filename (folder, "queue.db", NULL);
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new ();
  g_autoptr (RwBackend) self = g_new0 (RwBackend, 1);

  if (config == NULL)
    config = &embedded;
  /* The storage makes the folder. */
  self->storage = open_storage (folder, config, base_url, credentials, error);
  if (self->storage != NULL)
    self->jobs = open_jobs (self, config, database, error);
  if (self->jobs != NULL)
    self->queue = config->queue_url != NULL ? open_sqs (config, credentials, error)
                                            : rw_sqlite_queue_open (database, error);
  return self->queue != NULL ? g_steal_pointer (&self) : NULL;
}

void
rw_backend_free (RwBackend *self)
{
  g_clear_object (&self->jobs);
  g_clear_object (&self->queue);
  g_clear_object (&self->storage);
  g_clear_pointer (&self->pool, rw_postgres_pool_unref);
  g_free (self);
}
