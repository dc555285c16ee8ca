/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-keys.h"

G_BEGIN_DECLS

/* Keys of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. NULL without @error: not
 * set; RW_ERROR_ACCESS: only half of them is. */
RwAwsKeys *rw_aws_environment_read (GError **error);

/* What is set and not empty; NULL: nothing. */
const char *rw_aws_environment_get (const char *name);

G_END_DECLS
