/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-outbox.h"

/* Few enough to be sent within RW_JOBS_SENDING. */
#define BATCH 20

static gboolean
send_batch (RwJobs *jobs, RwQueue *queue, const GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const RwOutboxEntry *entry = entries->pdata[i];
      if (!rw_queue_send (queue, entry->body, 0, error) ||
          !rw_jobs_clear_outbox (jobs, entry->number, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rw_outbox_send (RwJobs *jobs, RwQueue *queue, GError **error)
{
  for (guint n = BATCH; n == BATCH;)
    {
      g_autoptr (GPtrArray) entries = rw_jobs_take_outbox (jobs, BATCH, error);
      if (entries == NULL || !send_batch (jobs, queue, entries, error))
        return FALSE;
      n = entries->len;
    }
  return TRUE;
}
