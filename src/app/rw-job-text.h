/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job.h"

G_BEGIN_DECLS

/* What a list says of a job, at @now (rw_clock_now()). All transfer full. */

/* The file's name, without folders. */
char *rw_job_text_dup_name (RwJob *job);

/* "Processing for 40 s, checked 3 s ago" */
char *rw_job_text_dup_state (RwJob *job, gint64 now);

/* "14:03 · queue.example.com · 12.3 MB · 7,043 rows" */
char *rw_job_text_dup_details (RwJob *job, gint64 now);

/* The icon that tells the state beside its word (static). */
const char *rw_job_text_get_icon (RwJob *job);

/* Whether it is in the queue for so long that one asks oneself why. */
gboolean rw_job_text_is_late (RwJob *job, gint64 now);

G_END_DECLS
