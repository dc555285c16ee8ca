/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RwAwsCredentials: where keys come from, and the ones that are valid now. Reference counted,
 * thread-safe.
 */
typedef struct _RwAwsCredentials RwAwsCredentials;

/* Where programs of Amazon look, in this order: the environment, the shared credentials file, the
 * endpoint of a container, that of an instance. The first that has keys, or is said to have some,
 * decides. Nothing is looked at yet. */
RwAwsCredentials *rw_aws_credentials_new (void);

/* Always these keys (one more reference is taken). */
RwAwsCredentials *rw_aws_credentials_new_fixed (RwAwsKeys *keys);

RwAwsCredentials *rw_aws_credentials_ref (RwAwsCredentials *self);
void rw_aws_credentials_unref (RwAwsCredentials *self);

/* Keys to sign with (transfer full). Fetches them where there are none yet or they end soon, one
 * thread at a time; who fails to renew keys that are still valid goes on with them. NULL:
 * RW_ERROR_ACCESS (there are none; says where was looked), RW_ERROR_NETWORK, RW_ERROR_SERVER,
 * RW_ERROR_FILE, and cancelled. */
RwAwsKeys *rw_aws_credentials_get (RwAwsCredentials *self, GCancellable *cancellable,
                                   GError **error);

/* A service says that @keys ran out: they are fetched anew when they are next asked for. FALSE:
 * there are no others to be had. */
gboolean rw_aws_credentials_renew (RwAwsCredentials *self, const RwAwsKeys *keys);

/* ms between two times that keys are fetched: neither a clock that is wrong nor an endpoint that
 * fails makes us ask all the time. Tests make it short; programs never touch it. */
extern gint64 rw_aws_credentials_rest;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwAwsCredentials, rw_aws_credentials_unref)

G_END_DECLS
