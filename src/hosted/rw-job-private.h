/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-data.h"

G_BEGIN_DECLS

/* @data: transfer full. */
RwJob *rw_job_new (RwJobData *data);

/* What it holds. Who changes it calls rw_job_changed() afterwards, once for all that belongs
 * together: that tells all who watch and makes the next revision. */
RwJobData *rw_job_get_data (RwJob *self);
void rw_job_changed (RwJob *self);

G_END_DECLS
