/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-backend.h"

#include "rw-aws-client.h"
#include "rw-folder-storage.h"
#include "rw-s3-storage.h"
#include "rw-sqlite-jobs.h"
#include "rw-sqlite-queue.h"

static RwStorage *
open_s3 (const char *folder, const RwConfig *config, GError **error)
{
  g_autofree char *spool = g_build_filename (folder, "spool", NULL);
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new ();
  RwAwsSite site = {
    .service = "s3",
    .region = config->storage_region,
    .endpoint = config->storage_endpoint,
    .ca_file = config->ca_file,
  };
  g_autoptr (RwAwsClient) client = rw_aws_client_new (&site, credentials, error);

  return client != NULL ? rw_s3_storage_open (client, config->bucket, config->prefix, spool, error)
                        : NULL;
}

RwStorage *
rw_backend_open_storage (const char *folder, const RwConfig *config, const char *base_url,
                         GError **error)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);

  return config != NULL && config->bucket != NULL ? open_s3 (folder, config, error)
                                                  : rw_folder_storage_open (files, base_url, error);
}

RwBackend *
rw_backend_open (const char *folder, const RwConfig *config, const char *base_url, GError **error)
{
  g_autofree char *database = g_build_filename (folder, "queue.db", NULL);
  g_autoptr (RwBackend) self = g_new0 (RwBackend, 1);

  /* The storage makes the folder. */
  self->storage = rw_backend_open_storage (folder, config, base_url, error);
  if (self->storage != NULL)
    self->jobs = rw_sqlite_jobs_open (database, error);
  if (self->jobs != NULL)
    self->queue = rw_sqlite_queue_open (database, error);
  return self->queue != NULL ? g_steal_pointer (&self) : NULL;
}

void
rw_backend_free (RwBackend *self)
{
  g_clear_object (&self->jobs);
  g_clear_object (&self->queue);
  g_clear_object (&self->storage);
  g_free (self);
}
