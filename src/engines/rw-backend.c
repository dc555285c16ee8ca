/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-backend.h"

#include "rw-folder-storage.h"
#include "rw-sqlite-jobs.h"
#include "rw-sqlite-queue.h"

RwBackend *
rw_backend_open (const char *folder, const RwConfig *config G_GNUC_UNUSED, const char *base_url,
                 GError **error)
{
  g_autofree char *database = g_build_filename (folder, "queue.db", NULL);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autoptr (RwBackend) self = g_new0 (RwBackend, 1);

  /* The storage makes the folder. */
  self->storage = rw_folder_storage_open (files, base_url, error);
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
