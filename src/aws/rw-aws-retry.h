/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-answer.h"

G_BEGIN_DECLS

/* How stubborn we are. Tests make it short; programs never touch it. */
typedef struct
{
  guint n_tries; /* of one request, the first counted */
  gint64 first;  /* ms: the longest pause after the first try, doubled each time … */
  gint64 most;   /* … up to this */
} RwAwsPersistence;

extern RwAwsPersistence rw_aws_persistence;

/* Milliseconds to wait after try number @n (from 1): by @chance (0 to 1) between half of the
 * longest pause and all of it, so that clients that failed together do not come back together; or
 * what the header Retry-After asks for, up to a minute. @answer: NULL where none came. */
gint64 rw_aws_retry_get_pause (const RwAwsAnswer *answer, guint n, double chance);

/* How far the service's clock is ahead of the computer's in milliseconds, by the header Date of a
 * refusal. FALSE: it was no refusal, or it does not say. */
gboolean rw_aws_retry_read_clock (const RwAwsAnswer *answer, gint64 *ahead);

/* Whether the service says that the keys ran out. */
gboolean rw_aws_retry_is_outdated (const RwAwsAnswer *answer);

G_END_DECLS
