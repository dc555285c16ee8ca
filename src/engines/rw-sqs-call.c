/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqs-call.h"

#include "rw-error.h"
#include "rw-json.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

gint64 rw_sqs_call_hurry = 4000;

json_int_t
rw_sqs_call_seconds (gint64 ms, json_int_t most)
{
  return CLAMP (ms / 1000 + (ms % 1000 > 0), 0, most);
}

gboolean
rw_sqs_call_refuse (RwAwsClient *client, const char *action, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("What the service “%s” answers to “%s” makes no sense."),
               rw_aws_client_get_host (client), action);
  return FALSE;
}

/* SQS has more than one name for it. */
static gboolean
is_stale (const RwAwsAnswer *answer)
{
  const char *code = answer->code != NULL ? answer->code : "";
  const char *message = answer->message != NULL ? answer->message : "";

  return g_str_equal (code, "MessageNotInflight") || g_str_equal (code, "ReceiptHandleIsInvalid") ||
         (g_str_has_prefix (code, "InvalidParameterValue") &&
          (strstr (message, "ReceiptHandle") != NULL ||
           strstr (message, "receipt handle") != NULL));
}

static json_t *
read_answer (RwAwsClient *client, const RwSqsCall *call, const RwAwsAnswer *answer, GError **error)
{
  if (answer->status / 100 != 2)
    {
      if (!call->may_be_stale || !is_stale (answer))
        rw_aws_answer_check (answer, rw_aws_client_get_host (client), call->action, error);
      return NULL;
    }
  if (answer->body->len == 0)
    return json_object ();
  json_t *object = rw_json_parse_object (answer->body->data, answer->body->len);
  if (object == NULL)
    rw_sqs_call_refuse (client, call->action, error);
  return object;
}

json_t *
rw_sqs_call (RwAwsClient *client, const RwSqsCall *call, GError **error)
{
  g_autofree char *target = g_strconcat ("AmazonSQS.", call->action, NULL);
  const RwAwsPair headers[] = { { "Content-Type", "application/x-amz-json-1.0" },
                                { "X-Amz-Target", target },
                                { NULL, NULL } };
  char *body = json_dumps (call->members, JSON_COMPACT);
  RwAwsRequest request = { .method = "POST",
                           .path = "/",
                           .headers = headers,
                           .body = body,
                           .body_length = strlen (body),
                           .patience = call->patience,
                           .n_tries = call->n_tries,
                           .hurry = call->patience > 0 ? 0 : rw_sqs_call_hurry };
  g_auto (RwAwsAnswer) answer = { 0 };
  json_t *object = NULL;

  if (rw_aws_client_send (client, &request, &answer, NULL, error))
    object = read_answer (client, call, &answer, error);
  free (body);
  return object;
}
