/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"

G_BEGIN_DECLS

/**
 * RwSqliteJobs: RwJobs in an SQLite file, which other processes may have open too.
 */
#define RW_TYPE_SQLITE_JOBS (rw_sqlite_jobs_get_type ())
G_DECLARE_FINAL_TYPE (RwSqliteJobs, rw_sqlite_jobs, RW, SQLITE_JOBS, GObject)

/* Opens or makes the file at @path. Errors: RW_ERROR_DATABASE. */
RwJobs *rw_sqlite_jobs_open (const char *path, GError **error);

G_END_DECLS
