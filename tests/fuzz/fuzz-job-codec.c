/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of a server: what is accepted has what every user of it needs. */
#include "rw-job-codec.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static void
check_job (const RwJobReport *report)
{
  g_assert_nonnull (report->id);
  g_assert_nonnull (report->word);
  g_assert_cmpint (report->done, >=, 0);
  g_assert_cmpint (report->total, >=, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  const char *text = (const char *) bytes;
  g_autoptr (RwJobReport) job = rw_job_codec_parse_job (text, length, NULL);
  g_autoptr (RwJobReport) upload = rw_job_codec_parse_upload (text, length, NULL);
  g_autoptr (GPtrArray) list = rw_job_codec_parse_list (text, length, NULL);
  g_autoptr (RwLimits) limits = rw_job_codec_parse_limits (text, length, NULL);
  g_autofree char *url = rw_job_codec_parse_download (text, length, NULL);
  g_autofree char *reason = rw_job_codec_dup_reason (text, length);

  if (job != NULL)
    check_job (job);
  if (upload != NULL)
    check_job (upload);
  for (guint i = 0; list != NULL && i < list->len; i++)
    check_job (list->pdata[i]);
  g_assert_true (limits == NULL || limits->max_bytes > 0);
  g_assert_true (reason == NULL || g_utf8_validate (reason, -1, NULL));
  return 0;
}
