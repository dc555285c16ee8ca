/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys of the role of an EC2 instance, by version 2 of its metadata service. NULL without @error:
 * nobody answers there, the instance has no role, or AWS_EC2_METADATA_DISABLED says not to ask.
 * AWS_EC2_METADATA_SERVICE_ENDPOINT says where else it is. Errors: RW_ERROR_NETWORK,
 * RW_ERROR_ACCESS, RW_ERROR_SERVER, RW_ERROR_FORMAT, and cancelled. */
RwAwsKeys *rw_aws_instance_read (GCancellable *cancellable, GError **error);

G_END_DECLS
