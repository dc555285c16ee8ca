/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A queue on Amazon SQS, as it is told on standard input; see the table of commands.
 * usage: drive-queue ENDPOINT URL DEAD-LETTER-URL, credentials from where they usually are; answers
 * each line with one. */
#include "rw-aws-retry.h"
#include "rw-http.h"
#include "rw-sqs-call.h"
#include "rw-sqs-queue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  RwQueue *queue;
  RwQueueMessage *message; /* the last one received */
  RwDeadLetter *letter;    /* the last one taken */
} Driver;

static gboolean
send (Driver *self, char **words, GError **error)
{
  return rw_queue_send (self->queue, words[1], 0, error);
}

static gboolean
receive (Driver *self, char **words, GError **error)
{
  g_clear_pointer (&self->message, rw_queue_message_free);
  self->message = rw_queue_receive (self->queue, atoi (words[1]), atoi (words[2]), NULL, error);
  if (self->message != NULL)
    printf ("message %s\n", self->message->body);
  return self->message != NULL;
}

static gboolean
extend (Driver *self, char **words, GError **error)
{
  return rw_queue_extend (self->queue, self->message, atoi (words[1]), error);
}

static gboolean
remove_message (Driver *self, char **words G_GNUC_UNUSED, GError **error)
{
  return rw_queue_remove (self->queue, self->message, error);
}

static gboolean
bury (Driver *self, char **words, GError **error)
{
  return rw_queue_bury (self->queue, self->message, words[1], error);
}

static gboolean
take (Driver *self, char **words G_GNUC_UNUSED, GError **error)
{
  g_clear_pointer (&self->letter, rw_dead_letter_free);
  self->letter = rw_queue_take_dead (self->queue, error);
  if (self->letter != NULL)
    printf ("letter %s %s\n", self->letter->body, self->letter->reason);
  return self->letter != NULL;
}

static gboolean
settle (Driver *self, char **words G_GNUC_UNUSED, GError **error)
{
  return rw_queue_settle_dead (self->queue, self->letter, error);
}

static gboolean
forget (Driver *self, char **words G_GNUC_UNUSED, GError **error)
{
  return rw_queue_forget_dead (self->queue, self->letter, error);
}

static gboolean
check (Driver *self, char **words G_GNUC_UNUSED, GError **error)
{
  return rw_sqs_queue_check (RW_SQS_QUEUE (self->queue), error);
}

/* "ok", "no" or "error MESSAGE", unless the command has said something itself. */
static const struct
{
  const char *name;
  guint n_words;
  gboolean speaks;
  gboolean (*run) (Driver *self, char **words, GError **error);
} commands[] = {
  { "send", 2, FALSE, send },      /* BODY */
  { "receive", 3, TRUE, receive }, /* WAIT INVISIBLE: "message BODY" */
  { "extend", 2, FALSE, extend },  /* INVISIBLE */
  { "remove", 1, FALSE, remove_message },
  { "bury", 2, FALSE, bury }, /* REASON */
  { "take", 1, TRUE, take },  /* "letter BODY REASON" */
  { "settle", 1, FALSE, settle },
  { "forget", 1, FALSE, forget },
  { "check", 1, FALSE, check },
};

static void
run (Driver *self, char **words)
{
  guint n_words = g_strv_length (words);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (!g_str_equal (words[0], commands[i].name) || n_words != commands[i].n_words)
        continue;
      gboolean is_done = commands[i].run (self, words, &error);
      if (error != NULL)
        printf ("error %d %s\n", error->code, error->message);
      else if (!is_done || !commands[i].speaks)
        puts (is_done ? "ok" : "no");
    }
  fflush (stdout);
}

static RwQueue *
open_queue (char **arguments)
{
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new ();
  RwAwsSite site = { "sqs", g_getenv ("AWS_REGION"), arguments[1], NULL };
  g_autoptr (RwAwsClient) client = rw_aws_client_new (&site, credentials, NULL);

  return client != NULL ? rw_sqs_queue_new (client, arguments[2], arguments[3]) : NULL;
}

int
main (int argc, char *argv[])
{
  Driver self = { argc == 4 ? open_queue (argv) : NULL, NULL, NULL };
  char line[4096];

  if (self.queue == NULL)
    return EXIT_FAILURE;
  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 4, .first = 20, .most = 100 };
  rw_http_patience.small = rw_sqs_call_hurry = 1000;
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", -1);
      run (&self, words);
    }
  g_clear_pointer (&self.message, rw_queue_message_free);
  g_clear_pointer (&self.letter, rw_dead_letter_free);
  g_object_unref (self.queue);
  return EXIT_SUCCESS;
}
