/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server says about a job. What it does not say is NULL, 0 or FALSE. */
typedef struct
{
  char *id;
  gint64 upload_id;
  char *word;         /* its state */
  gint64 state_since; /* rw_clock_now() of the server */
  gint64 done;        /* rows */
  gint64 total;
  char *error;
  char *model_sha256;
  char *result_sha256;
} RwJobReport;

void rw_job_report_free (RwJobReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJobReport, rw_job_report_free)

G_END_DECLS
