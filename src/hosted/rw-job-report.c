/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-report.h"

void
rw_job_report_free (RwJobReport *report)
{
  g_free (report->id);
  g_free (report->word);
  g_free (report->error);
  g_free (report->model_sha256);
  g_free (report->result_sha256);
  g_free (report);
}
