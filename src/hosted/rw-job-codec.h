/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-report.h"
#include "rw-limits.h"

G_BEGIN_DECLS

/* The JSON of queue servers, ours (data/service/API.md) and the hosted original. Fields that are
 * not known are ignored; one that is missing where it is needed, or of another type than it should
 * be, is RW_ERROR_SERVER, "cannot be understood". @bytes need not be text. */

/* Of "prediction". */
RwJobReport *rw_job_codec_parse_job (const char *bytes, gsize length, GError **error);

/* Of "predictions": RwJobReport, as they come. */
GPtrArray *rw_job_codec_parse_list (const char *bytes, gsize length, GError **error);

/* Of the answer to an upload. */
RwJobReport *rw_job_codec_parse_upload (const char *bytes, gsize length, GError **error);

RwLimits *rw_job_codec_parse_limits (const char *bytes, gsize length, GError **error);

/* Address of a result (transfer full). */
char *rw_job_codec_parse_download (const char *bytes, gsize length, GError **error);

/* What an answer gives as the reason of a failure, to be shown: one line of at most 500 letters
 * (transfer full); NULL: nothing. */
char *rw_job_codec_dup_reason (const char *bytes, gsize length);

G_END_DECLS
