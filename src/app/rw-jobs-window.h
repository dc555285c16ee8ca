/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-hosted-setup.h"

G_BEGIN_DECLS

/* RwJobsWindow: the jobs of the hosted queue, newest first, or why there are none. */
#define RW_TYPE_JOBS_WINDOW (rw_jobs_window_get_type ())
G_DECLARE_FINAL_TYPE (RwJobsWindow, rw_jobs_window, RW, JOBS_WINDOW, AdwWindow)

RwJobsWindow *rw_jobs_window_new (GtkApplication *application, RwHostedSetup *setup);

/* Scrolls to the job of that number and moves the focus there. */
void rw_jobs_window_show_job (RwJobsWindow *self, gint64 number);

G_END_DECLS
