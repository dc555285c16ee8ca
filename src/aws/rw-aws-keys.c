/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-keys.h"

#include <string.h>

RwAwsKeys *
rw_aws_keys_new (const char *id, const char *secret, const char *token, gint64 ends)
{
  RwAwsKeys *keys = g_atomic_rc_box_new0 (RwAwsKeys);

  keys->id = g_strdup (id);
  keys->secret = g_strdup (secret);
  keys->token = token != NULL && token[0] != '\0' ? g_strdup (token) : NULL;
  keys->ends = ends;
  return keys;
}

RwAwsKeys *
rw_aws_keys_ref (RwAwsKeys *keys)
{
  return g_atomic_rc_box_acquire (keys);
}

static void
forget (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
clear (gpointer data)
{
  RwAwsKeys *keys = data;

  g_free (keys->id);
  forget (keys->secret);
  forget (keys->token);
}

void
rw_aws_keys_unref (RwAwsKeys *keys)
{
  g_atomic_rc_box_release_full (keys, clear);
}
