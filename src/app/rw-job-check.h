/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-comparison.h"
#include "rw-job.h"

G_BEGIN_DECLS

/* Whether enough is known of a job's result to compare it. */
gboolean rw_job_check_is_possible (RwJob *job);

/* Scores the file of @job here with @model (NULL: the one that ships) on a worker thread, and
 * compares. The result is to be freed with rw_comparison_free(). */
void rw_job_check_async (RwJob *job, RwModel *model, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
RwComparison *rw_job_check_finish (GAsyncResult *result, GError **error);

/* What it says in words (transfer full). */
char *rw_job_check_dup_text (const RwComparison *comparison);

G_END_DECLS
