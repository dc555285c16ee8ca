/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-answer.h"

#include "rw-error.h"
#include "rw-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* Letters of what is said of a refusal. */
#define MAX_REASON 250

/* Codes of services that are not to be told by their status. */
static const char *const later_codes[] = {
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "RequestThrottled",
  "RequestThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "BandwidthLimitExceeded",
  "SlowDown",
  "RequestTimeout",
  "RequestTimeoutException",
  "InternalError",
  "InternalFailure",
  "ServiceUnavailable",
  "OperationAborted",
  "KmsThrottled",
  "OverLimit",
  NULL,
};

static const char *const access_codes[] = {
  "AccessDenied",
  "AccessDeniedException",
  "AllAccessDisabled",
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidSecurity",
  "InvalidSignatureException",
  "InvalidToken",
  "KmsAccessDenied",
  "MissingAuthenticationToken",
  "NotSignedUp",
  "OptInRequired",
  "RequestExpired",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
  NULL,
};

/* Where in an answer in XML the parser is. */
typedef struct
{
  RwAwsAnswer *answer;
  gboolean is_error; /* inside <Error> */
  char **target;     /* the text that is read; NULL: none of ours */
} Reading;

void
rw_aws_answer_init (RwAwsAnswer *answer)
{
  rw_aws_answer_clear (answer);
  answer->body = g_byte_array_new ();
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
rw_aws_answer_clear (RwAwsAnswer *answer)
{
  g_clear_pointer (&answer->body, g_byte_array_unref);
  g_clear_pointer (&answer->headers, g_hash_table_unref);
  g_free (answer->code);
  g_free (answer->message);
  *answer = (RwAwsAnswer){ 0 };
}

const char *
rw_aws_answer_get_header (const RwAwsAnswer *answer, const char *name)
{
  return g_hash_table_lookup (answer->headers, name);
}

/* "com.amazonaws.sqs#QueueDoesNotExist" and "ValidationException:http://…" name what is between. */
static char *
dup_code (const char *type)
{
  const char *mark = strchr (type, '#');
  const char *start = mark != NULL ? mark + 1 : type;

  return g_strndup (start, strcspn (start, ":;"));
}

static void
take (char **target, char *text)
{
  g_free (*target);
  *target = text;
}

static void
read_json (RwAwsAnswer *answer)
{
  json_auto_t *object = rw_json_parse_object (answer->body->data, answer->body->len);
  const char *type = rw_json_get_text (object, "__type");
  const char *message = rw_json_get_text (object, "message");

  if (type == NULL)
    type = rw_json_get_text (object, "code");
  if (message == NULL)
    message = rw_json_get_text (object, "Message");
  if (type != NULL)
    take (&answer->code, dup_code (type));
  if (message != NULL)
    take (&answer->message, g_strdup (message));
}

static void
start_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *name,
          const char **names G_GNUC_UNUSED, const char **values G_GNUC_UNUSED, gpointer data,
          GError **error G_GNUC_UNUSED)
{
  Reading *reading = data;

  reading->target = NULL;
  if (g_str_equal (name, "Error"))
    reading->is_error = TRUE;
  else if (reading->is_error && g_str_equal (name, "Code"))
    reading->target = &reading->answer->code;
  else if (reading->is_error && g_str_equal (name, "Message"))
    reading->target = &reading->answer->message;
}

static void
end_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *name, gpointer data,
        GError **error G_GNUC_UNUSED)
{
  Reading *reading = data;

  reading->target = NULL;
  if (g_str_equal (name, "Error"))
    reading->is_error = FALSE;
}

static void
text_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length, gpointer data,
         GError **error G_GNUC_UNUSED)
{
  Reading *reading = data;

  if (reading->target != NULL)
    take (reading->target, g_strndup (text, length));
}

static void
read_xml (RwAwsAnswer *answer)
{
  const GMarkupParser parser = { .start_element = start_cb,
                                 .end_element = end_cb,
                                 .text = text_cb };
  Reading reading = { answer, FALSE, NULL };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, &reading, NULL);

  g_markup_parse_context_parse (context, (const char *) answer->body->data,
                                (gssize) answer->body->len, NULL);
  g_markup_parse_context_free (context);
}

gboolean
rw_aws_answer_read_error (RwAwsAnswer *answer)
{
  const char *type = rw_aws_answer_get_header (answer, "x-amzn-errortype");
  const guint8 *body = answer->body->data;

  if (type != NULL)
    take (&answer->code, dup_code (type));
  if (answer->body->len > 0 && body[0] == '{')
    read_json (answer);
  else if (answer->body->len > 0)
    read_xml (answer);
  return answer->code != NULL;
}

static gboolean
has_code (const RwAwsAnswer *answer, const char *const *codes)
{
  return answer->code != NULL && g_strv_contains (codes, answer->code);
}

gboolean
rw_aws_answer_is_put_off (const RwAwsAnswer *answer)
{
  guint status = answer->status;

  return status == 429 || status == 500 || (status >= 502 && status <= 504) ||
         has_code (answer, later_codes);
}

static RwError
choose_error (const RwAwsAnswer *answer)
{
  if (rw_aws_answer_is_put_off (answer))
    return RW_ERROR_NETWORK;
  if (has_code (answer, access_codes) || answer->status == 401 || answer->status == 403)
    return RW_ERROR_ACCESS;
  return RW_ERROR_SERVER;
}

/* Who answers decides about the text: no more of it than fits on a line, and only what can be
 * shown. */
static char *
dup_reason (const RwAwsAnswer *answer)
{
  g_autofree char *code = g_strconcat (" ", answer->code, NULL);
  g_autofree char *message = g_strconcat (": ", answer->message, NULL);
  g_autofree char *text =
      g_strdup_printf ("%u%s%s", answer->status, answer->code != NULL ? code : "",
                       answer->message != NULL ? message : "");
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_REASON));
}

static const char *
get_sentence (RwError code)
{
  switch (code)
    {
    case RW_ERROR_NETWORK:
      return _ ("The service “%s” is too busy for “%s”. Try again later.");
    case RW_ERROR_ACCESS:
      return _ ("The service “%s” does not let these credentials do “%s”. Check the keys, their "
                "policy and this computer's clock.");
    default:
      return _ ("The service “%s” refused “%s”.");
    }
}

gboolean
rw_aws_answer_check (const RwAwsAnswer *answer, const char *host, const char *action,
                     GError **error)
{
  RwError code = choose_error (answer);
  g_autoptr (GString) text = g_string_new (get_sentence (code));
  g_autofree char *reason = dup_reason (answer);

  if (answer->status / 100 == 2)
    return TRUE;
  g_string_replace (text, "%s", host, 1);
  g_string_replace (text, "%s", action, 1);
  g_string_append_printf (text, " (%s)", reason);
  g_set_error_literal (error, RW_ERROR, (int) code, text->str);
  return FALSE;
}
