/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-environment.h"

#include "rw-error.h"

#include <glib/gi18n.h>

const char *
rw_aws_environment_get (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && value[0] != '\0' ? value : NULL;
}

RwAwsKeys *
rw_aws_environment_read (GError **error)
{
  const char *id = rw_aws_environment_get ("AWS_ACCESS_KEY_ID");
  const char *secret = rw_aws_environment_get ("AWS_SECRET_ACCESS_KEY");
  const char *token = rw_aws_environment_get ("AWS_SESSION_TOKEN");

  if (id != NULL && secret != NULL)
    return rw_aws_keys_new (id, secret, token, G_MAXINT64);
  if (id != NULL || secret != NULL)
    g_set_error (error, RW_ERROR, RW_ERROR_ACCESS,
                 _ ("The environment has only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. "
                    "Set both, or neither."));
  return NULL;
}
