/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-metadata.h"

#include "rw-aws-retry.h"
#include "rw-aws-transfer.h"
#include "rw-clock.h"
#include "rw-error.h"
#include "rw-http-easy.h"
#include "rw-json.h"
#include "rw-rest.h"

#include <glib/gi18n.h>
#include <string.h>

gint64 rw_aws_metadata_patience = 2000;

/* Addresses of no network but the machine's own. */
static gboolean
is_allowed (const RwUrl *url)
{
  static const char *const hosts[] = { "169.254.170.2",  "169.254.170.23",  "169.254.169.254",
                                       "[fd00:ec2::23]", "[fd00:ec2::254]", NULL };
  g_auto (GStrv) parts = g_strsplit (url->origin, "://", 2);
  g_autofree char *host = g_strdup (parts[1]);
  char *port = strrchr (host, ':');

  if (port != NULL && strchr (port, ']') == NULL)
    *port = '\0';
  return rw_url_is_allowed (url, NULL) || g_strv_contains (hosts, host);
}

static gboolean
ask_once (const RwAwsMessage *message, RwAwsAnswer *answer, gboolean *is_lasting,
          GCancellable *cancellable, GError **error)
{
  CURLM *multi = rw_http_easy_new_multi ();
  gboolean is_answered =
      rw_aws_transfer_run (multi, message, answer, is_lasting, cancellable, error);

  curl_multi_cleanup (multi);
  return is_answered;
}

static gboolean
ask (const RwAwsMessage *message, guint n_tries, RwAwsAnswer *answer, GCancellable *cancellable,
     GError **error)
{
  for (guint n = 1;; n++)
    {
      gboolean is_lasting = FALSE;
      g_autoptr (GError) reason = NULL;
      gboolean is_answered = ask_once (message, answer, &is_lasting, cancellable, &reason);
      gboolean is_last = n >= n_tries || is_lasting;
      if (is_answered && (n >= n_tries || !rw_aws_answer_is_put_off (answer)))
        return TRUE;
      if (!is_answered && is_last)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      rw_rest (rw_aws_retry_get_pause (NULL, n, g_random_double ()), cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
}

gboolean
rw_aws_metadata_ask (const RwAwsMetadata *question, RwAwsAnswer *answer, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (RwUrl) url = rw_url_parse (question->url);
  RwAwsRequest request = { .method = question->method, .hurry = rw_aws_metadata_patience };

  rw_aws_answer_init (answer);
  if (url == NULL || !is_allowed (url))
    {
      g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                   _ ("“%s” is no address that credentials may come from. Use “https://”, or an "
                      "address of this machine alone."),
                   question->url);
      return FALSE;
    }
  g_autoptr (RwAwsBody) body =
      g_str_equal (request.method, "PUT") ? rw_aws_body_open (&request, error) : NULL;
  RwAwsMessage message = { .server = url,
                           .is_direct = TRUE,
                           .target = url->text + strlen (url->origin),
                           .headers = question->headers,
                           .body = body,
                           .request = &request };
  return ask (&message, question->n_tries, answer, cancellable, error);
}

/* NULL: it is no answer. */
static RwAwsKeys *
parse_keys (const RwAwsAnswer *answer)
{
  json_auto_t *object = rw_json_parse_object (answer->body->data, answer->body->len);
  const char *id = rw_json_get_text (object, "AccessKeyId");
  const char *secret = rw_json_get_text (object, "SecretAccessKey");
  const char *until = rw_json_get_text (object, "Expiration");
  gint64 ends = G_MAXINT64;

  if (id == NULL || secret == NULL || (until != NULL && !rw_clock_parse (until, &ends)))
    return NULL;
  return rw_aws_keys_new (id, secret, rw_json_get_text (object, "Token"), ends);
}

RwAwsKeys *
rw_aws_metadata_read_keys (const RwAwsAnswer *answer, const char *url, GError **error)
{
  RwAwsKeys *keys = answer->status / 100 == 2 ? parse_keys (answer) : NULL;

  if (keys == NULL && rw_aws_answer_check (answer, url, "credentials", error))
    g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
                 _ ("What “%s” answers are no credentials. Check the role of this machine."), url);
  return keys;
}
