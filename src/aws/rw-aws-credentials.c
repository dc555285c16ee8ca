/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-credentials.h"

#include <pthread.h>

struct _RwAwsCredentials
{
  RwAwsKeys *keys;
};

RwAwsCredentials *
rw_aws_credentials_new_fixed (RwAwsKeys *keys)
{
  RwAwsCredentials *self = g_atomic_rc_box_new0 (RwAwsCredentials);

  self->keys = rw_aws_keys_ref (keys);
  return self;
}

RwAwsCredentials *
rw_aws_credentials_ref (RwAwsCredentials *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RwAwsCredentials *self = data;

  g_clear_pointer (&self->keys, rw_aws_keys_unref);
}

void
rw_aws_credentials_unref (RwAwsCredentials *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

RwAwsKeys *
rw_aws_credentials_get (RwAwsCredentials *self, GCancellable *cancellable G_GNUC_UNUSED,
                        GError **error G_GNUC_UNUSED)
{
  return rw_aws_keys_ref (self->keys);
}

gboolean
rw_aws_credentials_renew (RwAwsCredentials *self G_GNUC_UNUSED, const RwAwsKeys *keys G_GNUC_UNUSED)
{
  return FALSE;
}
