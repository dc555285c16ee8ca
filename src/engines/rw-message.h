/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"

G_BEGIN_DECLS

/* What is said on the queue about a job: the original's six fields and a version, as one JSON
 * object (prediction_id, user_id, upload_id, s3_file_path, timestamp, priority; version 1). Whoever
 * receives it reads all else from the jobs. */
char *rw_message_dup_body (const RwJobRecord *record);

/* The job's id (transfer full). Errors: RW_ERROR_FORMAT: no such JSON, or of another version. */
char *rw_message_dup_job_id (const char *body, GError **error);

G_END_DECLS
