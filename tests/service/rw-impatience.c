/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-impatience.h"

#include "rw-aws-retry.h"
#include "rw-http.h"
#include "rw-postgres.h"
#include "rw-s3-bucket.h"
#include "rw-sqs-call.h"

void
rw_impatience_set (int ms)
{
  rw_http_patience = (RwHttpPatience){ .connect = ms, .stalled = ms, .small = ms };
  rw_s3_bucket_hurry = rw_sqs_call_hurry = rw_postgres_patience = ms;
  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 3, .first = 50, .most = 200 };
}
