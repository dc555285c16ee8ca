/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A message that came so often without being removed becomes a dead letter when it would come once
 * more. */
#define RW_QUEUE_MAX_RECEIVES 3

/* A message that was received and is nobody else's until its time of invisibility runs out. */
typedef struct
{
  char *id;
  char *body;
  char *receipt;     /* of this receive */
  gint64 n_receives; /* this one counted */
} RwQueueMessage;

/* A message that nobody will get any more. */
typedef struct
{
  char *id;
  char *body;
  char *reason;
  char *receipt;  /* of the last time it was taken */
  gint64 died_at; /* rw_clock_now() */
} RwDeadLetter;

void rw_queue_message_free (RwQueueMessage *message);
void rw_dead_letter_free (RwDeadLetter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwQueueMessage, rw_queue_message_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwDeadLetter, rw_dead_letter_free)

/**
 * RwQueue: messages, at least once each, in about the order they were sent: what Amazon SQS
 * promises and no more. Bodies are text of at most 64 KiB. Thread-safe.
 * Errors: RW_ERROR_DATABASE, RW_ERROR_NETWORK, and cancelled.
 */
#define RW_TYPE_QUEUE (rw_queue_get_type ())
G_DECLARE_INTERFACE (RwQueue, rw_queue, RW, QUEUE, GObject)

struct _RwQueueInterface
{
  GTypeInterface parent;

  gboolean (*send) (RwQueue *self, const char *body, gint64 delay, GError **error);
  RwQueueMessage *(*receive) (RwQueue *self, gint64 wait, gint64 invisible,
                              GCancellable *cancellable, GError **error);
  gboolean (*extend) (RwQueue *self, const RwQueueMessage *message, gint64 invisible,
                      GError **error);
  gboolean (*remove) (RwQueue *self, const RwQueueMessage *message, GError **error);
  gboolean (*bury) (RwQueue *self, const RwQueueMessage *message, const char *reason,
                    GError **error);
  RwDeadLetter *(*take_dead) (RwQueue *self, GError **error);
  gboolean (*settle_dead) (RwQueue *self, const RwDeadLetter *letter, GError **error);
  gboolean (*forget_dead) (RwQueue *self, const RwDeadLetter *letter, GError **error);
  gint64 (*count) (RwQueue *self, GError **error);
};

/* Visible after @delay ms. */
gboolean rw_queue_send (RwQueue *self, const char *body, gint64 delay, GError **error);

/* Waits up to @wait ms for a message, which is then invisible to others for @invisible ms. NULL
 * without @error: none came. Those received too often become dead letters on the way. When it is
 * cancelled no wait begins; one that has begun is left only where no message can be on its way. */
RwQueueMessage *rw_queue_receive (RwQueue *self, gint64 wait, gint64 invisible,
                                  GCancellable *cancellable, GError **error);

/* Invisible for @invisible ms from now; 0 gives it back at once. FALSE without @error: the receipt
 * is old, somebody else has it or it is gone. */
gboolean rw_queue_extend (RwQueue *self, const RwQueueMessage *message, gint64 invisible,
                          GError **error);

/* Done with it. With an old receipt nothing happens, and that is no error. */
gboolean rw_queue_remove (RwQueue *self, const RwQueueMessage *message, GError **error);

/* Makes it a dead letter. With an old receipt nothing need happen, and that is no error. */
gboolean rw_queue_bury (RwQueue *self, const RwQueueMessage *message, const char *reason,
                        GError **error);

/* A dead letter that nobody settled, the oldest where the queue can tell. NULL without @error: none
 * that can be had now. Whoever takes it gives up its job (rw_jobs_bury()), notes it
 * (rw_jobs_note_letter()) and settles it, or forgets it where the job goes on. It may be taken
 * again, by others and also much later when it is settled; then it has another receipt. */
RwDeadLetter *rw_queue_take_dead (RwQueue *self, GError **error);
gboolean rw_queue_settle_dead (RwQueue *self, const RwDeadLetter *letter, GError **error);

/* Removes it. That it is gone already is no error; with an old receipt it may come again. */
gboolean rw_queue_forget_dead (RwQueue *self, const RwDeadLetter *letter, GError **error);

/* Messages that wait or are being worked on; -1 on error. */
gint64 rw_queue_count (RwQueue *self, GError **error);

G_END_DECLS
