/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-poll.h"

#include "rw-error.h"
#include "rw-job-state.h"
#include "rw-queue-client.h"

static void
item_free (gpointer data)
{
  RwPollItem *item = data;

  g_free (item->id);
  g_clear_pointer (&item->report, rw_job_report_free);
  g_clear_error (&item->error);
  g_free (item);
}

RwPoll *
rw_poll_new (RwEndpoint *endpoint)
{
  RwPoll *self = g_new0 (RwPoll, 1);

  self->endpoint = rw_endpoint_ref (endpoint);
  self->cancellable = g_cancellable_new ();
  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

void
rw_poll_free (RwPoll *self)
{
  rw_endpoint_unref (self->endpoint);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
rw_poll_add (RwPoll *self, gint64 number, gint64 revision, const char *id)
{
  RwPollItem *item = g_new0 (RwPollItem, 1);

  item->number = number;
  item->revision = revision;
  item->id = g_strdup (id);
  g_ptr_array_add (self->items, item);
}

static gboolean
is_over (const RwJobReport *report)
{
  RwJobState state = RW_N_JOB_STATES;

  return rw_job_state_parse (report->word, &state) && rw_job_state_is_final (state);
}

/* The list of the original does not say how a job ended. */
static void
take_from_list (RwPollItem *item, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const RwJobReport *report = list->pdata[i];
      if (!g_str_equal (report->id, item->id))
        continue;
      if (!is_over (report))
        item->report = g_ptr_array_steal_index (list, i);
      return;
    }
}

/* FALSE: there is no use in asking for others. */
static gboolean
ask_for (RwPoll *self, RwQueueClient *client, RwPollItem *item)
{
  if (item->report != NULL)
    return TRUE;
  item->report = rw_queue_client_get (client, item->id, &item->error);
  if (item->report != NULL)
    return TRUE;
  self->asked = rw_queue_client_get_pause (client, 1);
  return g_error_matches (item->error, RW_ERROR, RW_ERROR_SERVER);
}

/* From item @first on. */
static void
fail_all (RwPoll *self, guint first, const GError *error)
{
  for (guint i = first; i < self->items->len; i++)
    {
      RwPollItem *item = self->items->pdata[i];
      if (item->report == NULL)
        item->error = g_error_copy (error);
    }
}

static void
ask_for_each (RwPoll *self, RwQueueClient *client)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      RwPollItem *item = self->items->pdata[i];
      if (ask_for (self, client, item))
        continue;
      fail_all (self, i + 1, item->error);
      return;
    }
}

void
rw_poll_run (RwPoll *self)
{
  g_autoptr (RwQueueClient) client = rw_queue_client_new (self->endpoint, self->cancellable);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (self->items->len > 1)
    list = rw_queue_client_list (client, &error);
  for (guint i = 0; list != NULL && i < self->items->len; i++)
    take_from_list (self->items->pdata[i], list);
  if (error == NULL)
    {
      ask_for_each (self, client);
      return;
    }
  self->asked = rw_queue_client_get_pause (client, 1);
  fail_all (self, 0, error);
}
