/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-container.h"

#include "rw-aws-environment.h"
#include "rw-aws-metadata.h"
#include "rw-error.h"

#define N_TRIES 3

const char *rw_aws_container_origin = "http://169.254.170.2";

/* NULL: there is none. */
static char *
dup_url (void)
{
  const char *relative = rw_aws_environment_get ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

  if (relative != NULL)
    return g_strconcat (rw_aws_container_origin, relative, NULL);
  return g_strdup (rw_aws_environment_get ("AWS_CONTAINER_CREDENTIALS_FULL_URI"));
}

/* The file is written anew now and then, so it is read each time. @token: NULL: none. */
static gboolean
read_token (char **token, GError **error)
{
  const char *file = rw_aws_environment_get ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  g_autoptr (GError) reason = NULL;

  if (file == NULL)
    *token = g_strdup (rw_aws_environment_get ("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
  else if (g_file_get_contents (file, token, NULL, &reason))
    g_strstrip (*token);
  else
    {
      g_set_error_literal (error, RW_ERROR, RW_ERROR_FILE, reason->message);
      return FALSE;
    }
  return TRUE;
}

RwAwsKeys *
rw_aws_container_read (GCancellable *cancellable, GError **error)
{
  g_autofree char *url = dup_url ();
  g_autofree char *token = NULL;
  g_auto (RwAwsAnswer) answer = { 0 };

  if (url == NULL || !read_token (&token, error))
    return NULL;
  const RwAwsPair headers[] = { { token != NULL ? "Authorization" : NULL, token }, { NULL, NULL } };
  const RwAwsMetadata question = { "GET", url, headers, N_TRIES };
  if (!rw_aws_metadata_ask (&question, &answer, cancellable, error))
    return NULL;
  return rw_aws_metadata_read_keys (&answer, url, error);
}
