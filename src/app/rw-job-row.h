/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-hosted.h"

G_BEGIN_DECLS

/* RwJobRow: a job of the hosted queue in a list, with all that can be done with it. Ages tick as
 * long as it is on screen and not over. Actions "job.…". */
#define RW_TYPE_JOB_ROW (rw_job_row_get_type ())
G_DECLARE_FINAL_TYPE (RwJobRow, rw_job_row, RW, JOB_ROW, GtkListBoxRow)

GtkWidget *rw_job_row_new (RwHosted *hosted, RwJob *job);

RwJob *rw_job_row_get_job (RwJobRow *self);

G_END_DECLS
