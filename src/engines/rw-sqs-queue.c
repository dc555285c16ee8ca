/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqs-queue.h"

#include "rw-clock.h"
#include "rw-error.h"
#include "rw-json.h"
#include "rw-sqs-call.h"
#include "rw-url.h"

#include <glib/gi18n.h>
#include <string.h>

/* Seconds, as the service limits them. */
#define MAX_DELAY     (15 * 60)
#define MAX_INVISIBLE (12 * 60 * 60)
#define MAX_WAIT      20

/* Whoever keeps a message keeps a lease, too, which must not wait: there will be another time. */
#define HIDE_TRIES 2

/* How long a dead letter is nobody else's when it is taken, and when it is settled. The service
 * counts 12 hours in all from when it was taken. */
#define TAKEN   60
#define SETTLED (MAX_INVISIBLE - 5 * 60)

#define REASON "Reason"

struct _RwSqsQueue
{
  GObject parent;
  RwAwsClient *client;
  char *url;
  char *dead_letter_url;
};

/* Of an attribute, which is a number, mostly in a text. */
static gint64
get_number (json_t *object, const char *name)
{
  const char *text = rw_json_get_text (object, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10)
                      : json_integer_value (json_object_get (object, name));
}

/* TRUE: done. */
static gboolean
is_done (json_t *answer)
{
  json_decref (answer);
  return answer != NULL;
}

static gboolean
is_body (const char *body, const char *md5)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, body, -1);

  return g_strcmp0 (sum, md5) == 0;
}

/* @reason: NULL for none. */
static json_t *
make_message (const char *url, const char *body, gint64 delay, const char *reason)
{
  json_t *members = json_pack ("{s:s, s:s, s:I}", "QueueUrl", url, "MessageBody", body,
                               "DelaySeconds", rw_sqs_call_seconds (delay, MAX_DELAY));

  if (members != NULL && reason != NULL)
    json_object_set_new (
        members, "MessageAttributes",
        json_pack ("{s:{s:s, s:s}}", REASON, "DataType", "String", "StringValue", reason));
  return members;
}

static gboolean
check_body (const char *body, GError **error)
{
  if (strlen (body) <= RW_SQS_MAX_BODY && g_utf8_validate (body, -1, NULL))
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
               _ ("A message of %zu bytes is none that the queue takes."), strlen (body));
  return FALSE;
}

static gboolean
send_to (RwSqsQueue *self, const char *url, const char *body, gint64 delay, const char *reason,
         GError **error)
{
  if (!check_body (body, error))
    return FALSE;
  json_auto_t *members = make_message (url, body, delay, reason);
  const RwSqsCall call = { .action = "SendMessage", .members = members };
  json_auto_t *answer = rw_sqs_call (self->client, &call, error);
  if (answer == NULL)
    return FALSE;
  return is_body (body, rw_json_get_text (answer, "MD5OfMessageBody")) ||
         rw_sqs_call_refuse (self->client, call.action, error);
}

static gboolean
send_message (RwQueue *queue, const char *body, gint64 delay, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);

  return send_to (self, self->url, body, delay, NULL, error);
}

/* The message that an answer has (borrowed from it). NULL without @error: none. */
static json_t *
get_message (RwSqsQueue *self, json_t *answer, GError **error)
{
  json_t *messages = json_object_get (answer, "Messages");
  json_t *message = json_array_get (messages, 0);
  const char *body = rw_json_get_text (message, "Body");

  if (json_array_size (messages) == 0)
    return NULL;
  if (body != NULL && rw_json_get_text (message, "MessageId") != NULL &&
      rw_json_get_text (message, "ReceiptHandle") != NULL &&
      is_body (body, rw_json_get_text (message, "MD5OfBody")))
    return message;
  rw_sqs_call_refuse (self->client, "ReceiveMessage", error);
  return NULL;
}

/* What is answered (transfer full). @invisible: seconds. A request that is given up may have got a
 * message, which nobody has then and which has used up one of its receives. */
static json_t *
receive_from (RwSqsQueue *self, const char *url, gint64 wait, json_int_t invisible, GError **error)
{
  json_int_t seconds = rw_sqs_call_seconds (wait, MAX_WAIT);
  json_auto_t *members =
      json_pack ("{s:s, s:i, s:I, s:I, s:[s, s, s], s:[s]}", "QueueUrl", url, "MaxNumberOfMessages",
                 1, "WaitTimeSeconds", seconds, "VisibilityTimeout", invisible,
                 "MessageSystemAttributeNames", "ApproximateReceiveCount", "SentTimestamp",
                 "ApproximateFirstReceiveTimestamp", "MessageAttributeNames", REASON);
  const RwSqsCall call = { .action = "ReceiveMessage",
                           .members = members,
                           .patience = (gint64) seconds * 1000 };

  return rw_sqs_call (self->client, &call, error);
}

static RwQueueMessage *
receive (RwQueue *queue, gint64 wait, gint64 invisible, GCancellable *cancellable, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);
  json_int_t seconds = rw_sqs_call_seconds (invisible, MAX_INVISIBLE);
  json_auto_t *answer = g_cancellable_set_error_if_cancelled (cancellable, error)
                            ? NULL
                            : receive_from (self, self->url, wait, seconds, error);
  json_t *got = answer != NULL ? get_message (self, answer, error) : NULL;

  if (got == NULL)
    return NULL;
  RwQueueMessage *message = g_new (RwQueueMessage, 1);
  *message = (RwQueueMessage){
    .id = g_strdup (rw_json_get_text (got, "MessageId")),
    .body = g_strdup (rw_json_get_text (got, "Body")),
    .receipt = g_strdup (rw_json_get_text (got, "ReceiptHandle")),
    .n_receives = get_number (json_object_get (got, "Attributes"), "ApproximateReceiveCount"),
  };
  return message;
}

/* FALSE without @error: the receipt is stale. */
static gboolean
hide (RwSqsQueue *self, const char *url, const char *receipt, json_int_t seconds, GError **error)
{
  json_auto_t *members = json_pack ("{s:s, s:s, s:I}", "QueueUrl", url, "ReceiptHandle", receipt,
                                    "VisibilityTimeout", seconds);
  const RwSqsCall call = { .action = "ChangeMessageVisibility",
                           .members = members,
                           .n_tries = HIDE_TRIES,
                           .may_be_stale = TRUE };

  return is_done (rw_sqs_call (self->client, &call, error));
}

/* The attributes (transfer full) of the queue that @names names. */
static json_t *
ask_attributes (RwSqsQueue *self, json_t *names, GError **error)
{
  json_auto_t *members = json_pack ("{s:s, s:o}", "QueueUrl", self->url, "AttributeNames", names);
  const RwSqsCall call = { .action = "GetQueueAttributes", .members = members };
  json_auto_t *answer = rw_sqs_call (self->client, &call, error);
  json_t *attributes = json_object_get (answer, "Attributes");

  if (answer == NULL)
    return NULL;
  return attributes != NULL ? json_incref (attributes) : json_object ();
}

static gint64
count (RwQueue *queue, GError **error)
{
  static const char *const names[] = { "ApproximateNumberOfMessages",
                                       "ApproximateNumberOfMessagesNotVisible",
                                       "ApproximateNumberOfMessagesDelayed" };
  json_auto_t *attributes = ask_attributes (
      RW_SQS_QUEUE (queue), json_pack ("[s, s, s]", names[0], names[1], names[2]), error);
  gint64 n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    n += get_number (attributes, names[i]);
  return attributes != NULL ? n : -1;
}

static gboolean
extend (RwQueue *queue, const RwQueueMessage *message, gint64 invisible, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);

  if (message->receipt[0] != '\0')
    return hide (self, self->url, message->receipt, rw_sqs_call_seconds (invisible, MAX_INVISIBLE),
                 error);
  count (queue, error);
  return FALSE;
}

static gboolean
delete_from (RwSqsQueue *self, const char *url, const char *receipt, GError **error)
{
  json_auto_t *members = json_pack ("{s:s, s:s}", "QueueUrl", url, "ReceiptHandle", receipt);
  const RwSqsCall call = { .action = "DeleteMessage", .members = members, .may_be_stale = TRUE };
  g_autoptr (GError) reason = NULL;

  json_decref (rw_sqs_call (self->client, &call, &reason));
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
remove_message (RwQueue *queue, const RwQueueMessage *message, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);

  return delete_from (self, self->url, message->receipt, error);
}

/* In this order: what comes between leaves two of it, not none. */
static gboolean
bury (RwQueue *queue, const RwQueueMessage *message, const char *reason, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);
  const char *text = reason[0] != '\0' ? reason : "?";

  return send_to (self, self->dead_letter_url, message->body, 0, text, error) &&
         remove_message (queue, message, error);
}

/* Of what the service moved here by itself it says when it was sent and first received; of what
 * was buried, when that was. */
static RwDeadLetter *
make_letter (json_t *got)
{
  json_t *attributes = json_object_get (got, "Attributes");
  json_t *said = json_object_get (json_object_get (got, "MessageAttributes"), REASON);
  const char *reason = rw_json_get_text (said, "StringValue");
  const char *time = reason != NULL ? "SentTimestamp" : "ApproximateFirstReceiveTimestamp";
  gint64 died_at = get_number (attributes, time);
  RwDeadLetter *letter = g_new (RwDeadLetter, 1);

  *letter = (RwDeadLetter){
    .id = g_strdup (rw_json_get_text (got, "MessageId")),
    .body = g_strdup (rw_json_get_text (got, "Body")),
    .reason = g_strdup (reason != NULL ? reason : "received too often"),
    .receipt = g_strdup (rw_json_get_text (got, "ReceiptHandle")),
    .died_at = died_at > 0 ? died_at : rw_clock_now (),
  };
  return letter;
}

static RwDeadLetter *
take_dead (RwQueue *queue, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);
  json_auto_t *answer = receive_from (self, self->dead_letter_url, 0, TAKEN, error);
  json_t *got = answer != NULL ? get_message (self, answer, error) : NULL;

  return got != NULL ? make_letter (got) : NULL;
}

/* Who was too slow for its receipt settles nothing: the letter is taken again. */
static gboolean
settle_dead (RwQueue *queue, const RwDeadLetter *letter, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);
  g_autoptr (GError) reason = NULL;

  hide (self, self->dead_letter_url, letter->receipt, SETTLED, &reason);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
forget_dead (RwQueue *queue, const RwDeadLetter *letter, GError **error)
{
  RwSqsQueue *self = RW_SQS_QUEUE (queue);

  return delete_from (self, self->dead_letter_url, letter->receipt, error);
}

static void
queue_init (RwQueueInterface *interface)
{
  interface->send = send_message;
  interface->receive = receive;
  interface->extend = extend;
  interface->remove = remove_message;
  interface->bury = bury;
  interface->take_dead = take_dead;
  interface->settle_dead = settle_dead;
  interface->forget_dead = forget_dead;
  interface->count = count;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwSqsQueue, rw_sqs_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_QUEUE, queue_init))

static void
rw_sqs_queue_finalize (GObject *object)
{
  RwSqsQueue *self = RW_SQS_QUEUE (object);

  g_clear_pointer (&self->client, rw_aws_client_unref);
  g_free (self->url);
  g_free (self->dead_letter_url);
  G_OBJECT_CLASS (rw_sqs_queue_parent_class)->finalize (object);
}

static void
rw_sqs_queue_class_init (RwSqsQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_sqs_queue_finalize;
}

static void
rw_sqs_queue_init (RwSqsQueue *self G_GNUC_UNUSED)
{
}

RwQueue *
rw_sqs_queue_new (RwAwsClient *client, const char *url, const char *dead_letter_url)
{
  RwSqsQueue *self = g_object_new (RW_TYPE_SQS_QUEUE, NULL);

  self->client = rw_aws_client_ref (client);
  self->url = g_strdup (url);
  self->dead_letter_url = g_strdup (dead_letter_url);
  return RW_QUEUE (self);
}

/* "https://sqs.eu-central-1.amazonaws.com/123456789012/name" and
 * "arn:aws:sqs:eu-central-1:123456789012:name" end alike. */
static gboolean
is_same_queue (const char *url, const char *arn)
{
  g_auto (GStrv) path = g_strsplit (url, "/", -1);
  g_auto (GStrv) parts = g_strsplit (arn, ":", -1);
  guint n_path = g_strv_length (path);
  guint n_parts = g_strv_length (parts);

  return n_path >= 2 && n_parts >= 2 && g_str_equal (path[n_path - 1], parts[n_parts - 1]) &&
         g_str_equal (path[n_path - 2], parts[n_parts - 2]);
}

gboolean
rw_sqs_queue_check (RwSqsQueue *self, GError **error)
{
  json_auto_t *attributes = ask_attributes (self, json_pack ("[s]", "RedrivePolicy"), error);
  const char *text = rw_json_get_text (attributes, "RedrivePolicy");
  json_auto_t *policy = text != NULL ? rw_json_parse_object (text, strlen (text)) : NULL;
  const char *target = rw_json_get_text (policy, "deadLetterTargetArn");

  if (attributes == NULL)
    return FALSE;
  if (target != NULL && is_same_queue (self->dead_letter_url, target) &&
      get_number (policy, "maxReceiveCount") == RW_QUEUE_MAX_RECEIVES)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
               _ ("The queue “%s” does not give up messages to “%s”. Set its redrive policy, with "
                  "a maximum of %d receives."),
               self->url, self->dead_letter_url, RW_QUEUE_MAX_RECEIVES);
  return FALSE;
}
