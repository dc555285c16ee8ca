/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-keys.h"

G_BEGIN_DECLS

/* Keys of a profile in the shared credentials file. NULL without @error: there is no such file or
 * profile, and nobody named one; RW_ERROR_FILE, RW_ERROR_ACCESS: what was named is not there, or
 * has no keys. */
RwAwsKeys *rw_aws_profile_read (GError **error);

/* AWS_SHARED_CREDENTIALS_FILE, or the usual one in the home folder (transfer full). */
char *rw_aws_profile_dup_path (void);

/* AWS_PROFILE, or "default". */
const char *rw_aws_profile_get_name (void);

G_END_DECLS
