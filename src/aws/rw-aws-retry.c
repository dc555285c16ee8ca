/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-retry.h"

#include "rw-clock.h"

#include <curl/curl.h>

#define MAX_ASKED (60 * 1000)

RwAwsPersistence rw_aws_persistence = { .n_tries = 5, .first = 400, .most = 5000 };

static gint64
read_retry_after (const RwAwsAnswer *answer)
{
  const char *text = answer != NULL ? rw_aws_answer_get_header (answer, "retry-after") : NULL;
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return 0;
  return (gint64) seconds * 1000;
}

gint64
rw_aws_retry_get_pause (const RwAwsAnswer *answer, guint n, double chance)
{
  gint64 asked = read_retry_after (answer);
  gint64 pause = rw_aws_persistence.first;

  if (asked > 0)
    return MIN (asked, MAX_ASKED);
  for (guint i = 1; i < n && pause < rw_aws_persistence.most; i++)
    pause *= 2;
  pause = MIN (pause, rw_aws_persistence.most);
  return pause / 2 + (gint64) ((double) pause / 2 * chance);
}

/* A wrong clock is called by many names, of which some are those of a wrong secret; the answer to a
 * HEAD has no name at all. */
static gboolean
may_be_clock (const RwAwsAnswer *answer)
{
  static const char *const codes[] = {
    "AccessDenied",       "AuthFailure",          "InvalidSignatureException", "RequestExpired",
    "RequestInTheFuture", "RequestTimeTooSkewed", "SignatureDoesNotMatch",     NULL,
  };

  if (answer->status != 400 && answer->status != 401 && answer->status != 403)
    return FALSE;
  return answer->code == NULL || g_strv_contains (codes, answer->code);
}

gboolean
rw_aws_retry_read_clock (const RwAwsAnswer *answer, gint64 *ahead)
{
  const char *date = rw_aws_answer_get_header (answer, "date");
  time_t seconds = date != NULL && may_be_clock (answer) ? curl_getdate (date, NULL) : -1;

  if (seconds < 0)
    return FALSE;
  *ahead = (gint64) seconds * 1000 - rw_clock_now ();
  return TRUE;
}

gboolean
rw_aws_retry_is_outdated (const RwAwsAnswer *answer)
{
  static const char *const codes[] = { "ExpiredToken", "ExpiredTokenException",
                                       "TokenRefreshRequired", NULL };

  return answer->code != NULL && g_strv_contains (codes, answer->code);
}
