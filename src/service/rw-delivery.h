/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-queue.h"

G_BEGIN_DECLS

/**
 * RwDelivery: a message in a worker's hands, and the three ways out of them. A fault of the queue
 * is logged and no more: the message comes back by itself, and whoever gets it finds out what is
 * left to do.
 */
typedef struct
{
  RwQueue *queue; /* these two are kept, not owned */
  const RwQueueMessage *message;
} RwDelivery;

/* There is nothing left to do about it. */
void rw_delivery_remove (const RwDelivery *self);

/* It is to come back after @pause ms; 0: at once. */
void rw_delivery_postpone (const RwDelivery *self, gint64 pause);

/* It becomes a dead letter. */
void rw_delivery_bury (const RwDelivery *self, const char *reason);

G_END_DECLS
