/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-delivery.h"

#include "rw-log.h"
#include "rw-worker-step.h"

static void
log_fault (const RwDelivery *self, const char *event, const GError *error)
{
  if (error != NULL)
    rw_log (RW_LOG_WARNING, event, "sss", "message", self->message->id, "error",
            rw_log_get_error_word (error), "reason", error->message);
}

void
rw_delivery_remove (const RwDelivery *self)
{
  g_autoptr (GError) error = NULL;

  rw_worker_step (RW_STEP_REMOVING, NULL);
  rw_queue_remove (self->queue, self->message, &error);
  log_fault (self, "remove-failed", error);
}

void
rw_delivery_postpone (const RwDelivery *self, gint64 pause)
{
  g_autoptr (GError) error = NULL;

  rw_queue_extend (self->queue, self->message, pause, &error);
  log_fault (self, "postpone-failed", error);
}

void
rw_delivery_bury (const RwDelivery *self, const char *reason)
{
  g_autoptr (GError) error = NULL;

  rw_queue_bury (self->queue, self->message, reason, &error);
  log_fault (self, "bury-failed", error);
  rw_log (RW_LOG_ERROR, "message-buried", "ss", "message", self->message->id, "reason", reason);
}
