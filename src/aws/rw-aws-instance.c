/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-instance.h"

#include "rw-aws-environment.h"
#include "rw-aws-metadata.h"
#include "rw-error.h"

#include <string.h>

#define ORIGIN   "http://169.254.169.254"
#define TOKEN    "/latest/api/token"
#define ROLES    "/latest/meta-data/iam/security-credentials/"
#define LIFETIME "300"

/* There may be no such service at all, which must not take long to find out; who answered once is
 * asked again. */
#define N_FIRST_TRIES 1
#define N_TRIES       3

static char *
dup_origin (void)
{
  const char *given = rw_aws_environment_get ("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  char *origin = g_strdup (given != NULL ? given : ORIGIN);

  while (g_str_has_suffix (origin, "/"))
    origin[strlen (origin) - 1] = '\0';
  return origin;
}

/* The answer's body (transfer full) of a success. NULL without @error: 404, there is none. */
static char *
ask (const char *method, const char *url, const RwAwsPair *headers, guint n_tries,
     GCancellable *cancellable, GError **error)
{
  const RwAwsMetadata question = { method, url, headers, n_tries };
  g_auto (RwAwsAnswer) answer = { 0 };

  if (!rw_aws_metadata_ask (&question, &answer, cancellable, error) || answer.status == 404 ||
      !rw_aws_answer_check (&answer, url, "credentials", error))
    return NULL;
  return g_strstrip (g_strndup ((const char *) answer.body->data, answer.body->len));
}

/* NULL without @error: nobody answers. */
static char *
fetch_token (const char *origin, GCancellable *cancellable, GError **error)
{
  const RwAwsPair headers[] = { { "X-aws-ec2-metadata-token-ttl-seconds", LIFETIME },
                                { NULL, NULL } };
  g_autofree char *url = g_strconcat (origin, TOKEN, NULL);
  g_autoptr (GError) reason = NULL;
  char *token = ask ("PUT", url, headers, N_FIRST_TRIES, cancellable, &reason);

  if (reason != NULL && !g_error_matches (reason, RW_ERROR, RW_ERROR_NETWORK))
    g_propagate_error (error, g_steal_pointer (&reason));
  return token;
}

static RwAwsKeys *
fetch_keys (const char *origin, const char *token, const char *role, GCancellable *cancellable,
            GError **error)
{
  const RwAwsPair headers[] = { { "X-aws-ec2-metadata-token", token }, { NULL, NULL } };
  g_autofree char *url = g_strconcat (origin, ROLES, role, NULL);
  const RwAwsMetadata question = { "GET", url, headers, N_TRIES };
  g_auto (RwAwsAnswer) answer = { 0 };

  if (!rw_aws_metadata_ask (&question, &answer, cancellable, error))
    return NULL;
  return rw_aws_metadata_read_keys (&answer, url, error);
}

static gboolean
is_disabled (void)
{
  const char *text = rw_aws_environment_get ("AWS_EC2_METADATA_DISABLED");

  return text != NULL && g_ascii_strcasecmp (text, "true") == 0;
}

RwAwsKeys *
rw_aws_instance_read (GCancellable *cancellable, GError **error)
{
  g_autofree char *origin = dup_origin ();
  g_autofree char *url = g_strconcat (origin, ROLES, NULL);
  g_autofree char *token = is_disabled () ? NULL : fetch_token (origin, cancellable, error);

  if (token == NULL)
    return NULL;
  const RwAwsPair headers[] = { { "X-aws-ec2-metadata-token", token }, { NULL, NULL } };
  g_autofree char *roles = ask ("GET", url, headers, N_TRIES, cancellable, error);
  if (roles == NULL || roles[0] == '\0')
    return NULL;
  roles[strcspn (roles, "\r\n")] = '\0';
  return fetch_keys (origin, token, roles, cancellable, error);
}
