/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-hosted-setup.h"

G_BEGIN_DECLS

/* RwJobNotices: tells the desktop of jobs that end while no window of the application has the
 * focus. A notice leads to its job ("app.show-job"). */
#define RW_TYPE_JOB_NOTICES (rw_job_notices_get_type ())
G_DECLARE_FINAL_TYPE (RwJobNotices, rw_job_notices, RW, JOB_NOTICES, GObject)

/* @application is not kept alive. */
RwJobNotices *rw_job_notices_new (GtkApplication *application, RwHostedSetup *setup);

/* Takes all of them back: the jobs are being looked at. */
void rw_job_notices_withdraw (RwJobNotices *self);

G_END_DECLS
