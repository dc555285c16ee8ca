/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue.h"

G_DEFINE_INTERFACE (RwQueue, rw_queue, G_TYPE_OBJECT)

static void
rw_queue_default_init (RwQueueInterface *interface G_GNUC_UNUSED)
{
}

void
rw_queue_message_free (RwQueueMessage *message)
{
  g_free (message->id);
  g_free (message->body);
  g_free (message->receipt);
  g_free (message);
}

void
rw_dead_letter_free (RwDeadLetter *letter)
{
  g_free (letter->id);
  g_free (letter->body);
  g_free (letter->reason);
  g_free (letter->receipt);
  g_free (letter);
}

gboolean
rw_queue_send (RwQueue *self, const char *body, gint64 delay, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->send (self, body, delay, error);
}

RwQueueMessage *
rw_queue_receive (RwQueue *self, gint64 wait, gint64 invisible, GCancellable *cancellable,
                  GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->receive (self, wait, invisible, cancellable, error);
}

gboolean
rw_queue_extend (RwQueue *self, const RwQueueMessage *message, gint64 invisible, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->extend (self, message, invisible, error);
}

gboolean
rw_queue_remove (RwQueue *self, const RwQueueMessage *message, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->remove (self, message, error);
}

gboolean
rw_queue_bury (RwQueue *self, const RwQueueMessage *message, const char *reason, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->bury (self, message, reason, error);
}

RwDeadLetter *
rw_queue_take_dead (RwQueue *self, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->take_dead (self, error);
}

gboolean
rw_queue_settle_dead (RwQueue *self, const RwDeadLetter *letter, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->settle_dead (self, letter, error);
}

gboolean
rw_queue_forget_dead (RwQueue *self, const RwDeadLetter *letter, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->forget_dead (self, letter, error);
}

gint64
rw_queue_count (RwQueue *self, GError **error)
{
  return RW_QUEUE_GET_IFACE (self)->count (self, error);
}
