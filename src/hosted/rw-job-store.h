/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-data.h"

G_BEGIN_DECLS

/**
 * RwJobStore: the jobs of this computer on disk. Reference counted, thread-safe. Errors:
 * RW_ERROR_DATABASE.
 */
typedef struct _RwJobStore RwJobStore;

/* Opens or makes the database at @path. */
RwJobStore *rw_job_store_open (const char *path, GError **error);
RwJobStore *rw_job_store_ref (RwJobStore *self);
void rw_job_store_unref (RwJobStore *self);

/* RwJobData, newest first. */
GPtrArray *rw_job_store_load (RwJobStore *self, GError **error);

/* Adds a job and sets its number. */
gboolean rw_job_store_add (RwJobStore *self, RwJobData *data, GError **error);

/* Nothing happens when a later revision is there, or when the job is gone. */
gboolean rw_job_store_save (RwJobStore *self, const RwJobData *data, GError **error);
gboolean rw_job_store_remove (RwJobStore *self, gint64 number, GError **error);

/* Ids that jobs of @server have (char *). */
GPtrArray *rw_job_store_list_ids (RwJobStore *self, const char *server, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJobStore, rw_job_store_unref)

G_END_DECLS
