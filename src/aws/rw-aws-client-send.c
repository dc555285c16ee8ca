/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-client-private.h"
#include "rw-aws-retry.h"
#include "rw-aws-transfer.h"
#include "rw-rest.h"

/* A request until it has an answer. */
typedef struct
{
  RwAwsClient *client;
  const RwAwsRequest *request;
  RwAwsBody *body; /* NULL: none */
  char *payload;   /* its hash, or what stands for it */
  char *target;
  RwAwsKeys *keys;
  gboolean was_clock_set;
  gboolean were_keys_renewed;
  gint64 in_vain; /* ms, tries and pauses */
} Call;

static void
add_pair (GArray *pairs, const char *name, const char *value)
{
  RwAwsPair pair = { name, value };

  g_array_append_val (pairs, pair);
}

/* What is signed. */
static GArray *
gather_headers (Call *call, const char *time)
{
  GArray *pairs = g_array_new (TRUE, TRUE, sizeof (RwAwsPair));
  const RwAwsPair *given = call->request->headers;

  add_pair (pairs, "Host", call->client->server->host);
  add_pair (pairs, "X-Amz-Date", time);
  if (g_str_equal (call->client->service, "s3"))
    add_pair (pairs, "X-Amz-Content-Sha256", call->payload);
  if (call->keys->token != NULL)
    add_pair (pairs, "X-Amz-Security-Token", call->keys->token);
  for (; given != NULL && given->name != NULL; given++)
    add_pair (pairs, given->name, given->value);
  return pairs;
}

static gboolean
transfer (Call *call, const RwAwsPair *headers, RwAwsAnswer *answer, gboolean *is_lasting,
          GCancellable *cancellable, GError **error)
{
  RwAwsClient *self = call->client;
  RwAwsMessage message = { .server = self->server,
                           .ca_file = self->ca_file,
                           .target = call->target,
                           .headers = headers,
                           .body = call->body,
                           .request = call->request };
  CURLM *multi = rw_aws_client_borrow_multi (self);
  gboolean is_answered =
      rw_aws_transfer_run (multi, &message, answer, is_lasting, cancellable, error);

  rw_aws_client_give_back_multi (self, multi);
  return is_answered;
}

/* One try. */
static gboolean
try (Call *call, RwAwsAnswer *answer, gboolean *is_lasting, GCancellable *cancellable,
     GError **error)
{
  const RwAwsRequest *request = call->request;
  char time[RW_SIGV4_TIME];

  *is_lasting = TRUE;
  g_clear_pointer (&call->keys, rw_aws_keys_unref);
  call->keys = rw_aws_credentials_get (call->client->credentials, cancellable, error);
  if (call->keys == NULL)
    return FALSE;
  RwSigv4Scope scope = rw_aws_client_make_scope (call->client, call->keys);
  rw_sigv4_format_time (scope.time, time);
  g_autoptr (GArray) headers = gather_headers (call, time);
  RwSigv4Request signed_part = { request->method, request->path, request->query,
                                 (const RwAwsPair *) (gpointer) headers->data, call->payload };
  g_autofree char *authorization = rw_sigv4_dup_authorization (&scope, &signed_part);
  add_pair (headers, "Authorization", authorization);
  return transfer (call, (const RwAwsPair *) (gpointer) headers->data, answer, is_lasting,
                   cancellable, error);
}

/* Whether the same request may have another answer now. */
static gboolean
mend (Call *call, const RwAwsAnswer *answer)
{
  gint64 ahead = 0;

  if (!call->were_keys_renewed && rw_aws_retry_is_outdated (answer))
    {
      call->were_keys_renewed = TRUE;
      return rw_aws_credentials_renew (call->client->credentials, call->keys);
    }
  if (!call->was_clock_set && rw_aws_retry_read_clock (answer, &ahead))
    {
      call->was_clock_set = TRUE;
      return rw_aws_client_set_ahead (call->client, ahead);
    }
  return FALSE;
}

/* Who is in a hurry waits no longer for the next try than for an answer. */
static void
rest (Call *call, const RwAwsAnswer *answer, guint n, GCancellable *cancellable)
{
  gint64 hurry = call->request->hurry;
  gint64 pause = rw_aws_retry_get_pause (answer, n, g_random_double ());

  if (hurry > 0)
    pause = MIN (pause, MIN (hurry, 2 * hurry - call->in_vain));
  call->in_vain += pause;
  rw_rest (pause, cancellable);
}

/* What moves a file may take long without having waited. */
static void
note_vain (Call *call, gint64 start)
{
  gint64 ms = (g_get_monotonic_time () - start) / 1000;

  call->in_vain += MIN (ms, call->request->hurry);
}

static gboolean
is_enough (const Call *call, guint n)
{
  const RwAwsRequest *request = call->request;
  guint usual = rw_aws_persistence.n_tries;

  return n >= (request->n_tries > 0 ? MIN (request->n_tries, usual) : usual) ||
         (request->hurry > 0 && call->in_vain >= 2 * request->hurry);
}

static gboolean
send_call (Call *call, RwAwsAnswer *answer, GCancellable *cancellable, GError **error)
{
  for (guint n = 1;; n += 1)
    {
      gboolean is_lasting = FALSE;
      g_autoptr (GError) reason = NULL;
      gint64 start = g_get_monotonic_time ();
      gboolean is_answered = try (call, answer, &is_lasting, cancellable, &reason);
      note_vain (call, start);
      gboolean is_last = is_enough (call, n);
      if (is_answered && mend (call, answer))
        continue;
      if (is_answered && (is_last || !rw_aws_answer_is_put_off (answer)))
        return TRUE;
      if (!is_answered && (is_last || is_lasting))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      rest (call, is_answered ? answer : NULL, n, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
}

/* A file is not read twice where nobody can change it on its way. */
static char *
dup_payload (RwAwsClient *self, const RwAwsRequest *request, RwAwsBody *body, GError **error)
{
  if (body == NULL)
    return rw_sigv4_dup_hash ("", 0);
  if (request->file != NULL && self->server->is_safe && g_str_equal (self->service, "s3"))
    return g_strdup (RW_SIGV4_UNSIGNED);
  return rw_aws_body_dup_hash (body, error);
}

static gboolean
open_call (Call *call, GError **error)
{
  const RwAwsRequest *request = call->request;
  g_autofree char *query = rw_sigv4_dup_query (request->query);
  gboolean has_body = g_str_equal (request->method, "PUT") || g_str_equal (request->method, "POST");

  call->target = rw_aws_client_dup_target (request->path, query);
  if (has_body && (call->body = rw_aws_body_open (request, error)) == NULL)
    return FALSE;
  call->payload = dup_payload (call->client, request, call->body, error);
  return call->payload != NULL;
}

static void
close_call (Call *call)
{
  g_clear_pointer (&call->body, rw_aws_body_free);
  g_clear_pointer (&call->keys, rw_aws_keys_unref);
  g_free (call->payload);
  g_free (call->target);
}

gboolean
rw_aws_client_send (RwAwsClient *self, const RwAwsRequest *request, RwAwsAnswer *answer,
                    GCancellable *cancellable, GError **error)
{
  Call call = { .client = self, .request = request };

  rw_aws_answer_init (answer);
  gboolean is_answered = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
                         open_call (&call, error) && send_call (&call, answer, cancellable, error);
  close_call (&call);
  return is_answered;
}
