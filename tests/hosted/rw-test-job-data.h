/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-data.h"

G_BEGIN_DECLS

/* A job with something in each of its members; @number makes texts and numbers others. */
RwJobData *rw_test_job_data (gint64 number);

/* That two have the same in all that a database keeps. */
void rw_test_assert_same_job (const RwJobData *a, const RwJobData *b);

G_END_DECLS
