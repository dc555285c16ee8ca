/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys of a container's role, from AWS_CONTAINER_CREDENTIALS_RELATIVE_URI (ECS) or …_FULL_URI (EKS
 * and others), shown AWS_CONTAINER_AUTHORIZATION_TOKEN or what stands in …_TOKEN_FILE. NULL without
 * @error: neither is set. Errors: RW_ERROR_NETWORK, RW_ERROR_ACCESS, RW_ERROR_SERVER,
 * RW_ERROR_FILE, RW_ERROR_FORMAT, and cancelled. */
RwAwsKeys *rw_aws_container_read (GCancellable *cancellable, GError **error);

/* What a relative address is relative to. Tests replace it; programs never touch it. */
extern const char *rw_aws_container_origin;

G_END_DECLS
