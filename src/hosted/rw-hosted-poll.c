/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"
#include "rw-error.h"
#include "rw-hosted-private.h"
#include "rw-poll-schedule.h"
#include "rw-poll.h"
#include "rw-work.h"

/* So often the clocks are compared while something is open. */
#define MAX_DELAY ((gint64) 2000)

/* What is due so soon is asked for together with what is due now. */
#define TOGETHER ((gint64) 500)

static void
set_words (RwHostedJob *job, const RwJobReport *report, gint64 now)
{
  RwJobData *data = rw_job_get_data (job->job);

  if (g_strcmp0 (data->word, report->word) != 0)
    job->seen_at = data->state_since = now;
  if (report->state_since > 0)
    data->state_since = report->state_since;
  rw_job_data_set (&data->id, report->id);
  rw_job_data_set (&data->word, report->word);
  rw_job_data_set (&data->error, report->error);
  if (report->model_sha256 != NULL)
    rw_job_data_set (&data->model_sha256, report->model_sha256);
  if (report->result_sha256 != NULL)
    rw_job_data_set (&data->result_sha256, report->result_sha256);
}

/* Whether there is more to it than that time went by. */
static gboolean
is_news (const RwJobData *data, const RwJobReport *report)
{
  return data->phase != RW_JOB_PHASE_SENT || g_strcmp0 (data->word, report->word) != 0 ||
         g_strcmp0 (data->error, report->error) != 0;
}

void
rw_hosted_take_report (RwHosted *self, RwHostedJob *job, const RwJobReport *report)
{
  RwJobData *data = rw_job_get_data (job->job);
  gboolean was_over = rw_job_is_over (job->job);
  gboolean has_news = is_news (data, report);

  set_words (job, report, rw_clock_now ());
  data->phase = RW_JOB_PHASE_SENT;
  data->checked_at = rw_clock_now ();
  data->done = report->done;
  data->total = report->total;
  data->n_rows = rw_job_is_over (job->job) ? report->done : 0;
  job->due_at = data->checked_at +
                rw_poll_schedule_get_pause (data->checked_at - job->seen_at, job->n_failures, 0);
  if (has_news)
    rw_hosted_keep (self, job);
  else
    rw_job_changed (job->job);
  if (!was_over && rw_job_is_over (job->job))
    g_signal_emit_by_name (self, "ended", job->job);
}

gboolean
rw_hosted_set_error (RwHostedJob *job, const GError *error, const char *request_id)
{
  RwJobData *data = rw_job_get_data (job->job);
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  const char *text = error != NULL && !is_cancelled ? error->message : NULL;
  gboolean is_new = g_strcmp0 (data->error, text) != 0;

  rw_job_data_set (&data->error, text);
  if (request_id != NULL)
    rw_job_data_set (&data->request_id, request_id);
  return is_new;
}

static gboolean
is_to_be_asked_for (RwHosted *self, const RwHostedJob *job)
{
  return rw_job_get_phase (job->job) == RW_JOB_PHASE_SENT && !rw_job_is_over (job->job) &&
         job->cancellable == NULL && rw_hosted_is_reachable (self, job);
}

static void
take_failure (RwHosted *self, RwHostedJob *job, const GError *error, gint64 asked)
{
  gint64 now = rw_clock_now ();

  job->n_failures++;
  job->due_at = now + rw_poll_schedule_get_pause (now - job->seen_at, job->n_failures, asked);
  if (rw_hosted_set_error (job, error, NULL))
    rw_hosted_keep (self, job);
}

/* What was done about a job while the question was under way makes the answer old. */
static void
take_item (RwHosted *self, const RwPollItem *item, gint64 asked)
{
  RwHostedJob *job = rw_hosted_find (self, item->number);

  if (job == NULL || !is_to_be_asked_for (self, job) ||
      rw_job_get_data (job->job)->revision != item->revision)
    return;
  if (item->report == NULL)
    {
      take_failure (self, job, item->error, asked);
      return;
    }
  job->n_failures = 0;
  rw_hosted_take_report (self, job, item->report);
}

static gpointer
run_poll (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  rw_poll_run (data);
  return data;
}

/* Nobody waits for it when all has stopped. */
static void
poll_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwPoll) poll = rw_work_run_finish (result, NULL);
  GWeakRef *weak = user_data;
  g_autoptr (RwHosted) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL)
    return;
  g_clear_object (&self->polling);
  for (guint i = 0; i < poll->items->len && !g_cancellable_is_cancelled (poll->cancellable); i++)
    take_item (self, poll->items->pdata[i], poll->asked);
  rw_hosted_go_on (self);
}

static void
start_poll (RwHosted *self, RwPoll *poll)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  self->polling = g_object_ref (poll->cancellable);
  rw_work_run_async (NULL, run_poll, poll, NULL, (GDestroyNotify) rw_poll_free, NULL, poll_cb,
                     weak);
}

/* Asks for all that are due, if one of them is due now. */
static void
poll_next (RwHosted *self)
{
  gint64 now = rw_clock_now ();
  g_autoptr (RwPoll) poll = self->endpoint != NULL ? rw_poll_new (self->endpoint) : NULL;
  gboolean is_due = FALSE;

  for (guint i = 0; poll != NULL && i < self->jobs->len; i++)
    {
      const RwHostedJob *job = self->jobs->pdata[i];
      const RwJobData *data = rw_job_get_data (job->job);
      if (!is_to_be_asked_for (self, job) || job->due_at > now + TOGETHER)
        continue;
      is_due |= job->due_at <= now;
      rw_poll_add (poll, data->number, data->revision, data->id);
    }
  if (is_due && self->polling == NULL)
    start_poll (self, g_steal_pointer (&poll));
}

/* G_MAXINT64: nothing is, before something that runs has ended. */
static gint64
get_next_due (RwHosted *self)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const RwHostedJob *job = self->jobs->pdata[i];
      gboolean is_waiting = rw_job_get_phase (job->job) == RW_JOB_PHASE_WAITING &&
                            !self->is_sending && rw_hosted_is_reachable (self, job);
      if (is_waiting || (is_to_be_asked_for (self, job) && self->polling == NULL))
        next = MIN (next, job->due_at);
    }
  return next;
}

static gboolean
timer_cb (gpointer user_data)
{
  RwHosted *self = user_data;

  self->timer = 0;
  if (rw_poll_schedule_notice_sleep (&self->clock_offset, rw_clock_now (),
                                     g_get_monotonic_time () / 1000))
    rw_hosted_refresh (self);
  else
    rw_hosted_go_on (self);
  return G_SOURCE_REMOVE;
}

void
rw_hosted_go_on (RwHosted *self)
{
  rw_hosted_send_next (self);
  poll_next (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  gint64 next = get_next_due (self);
  if (next < G_MAXINT64)
    self->timer =
        g_timeout_add ((guint) CLAMP (next - rw_clock_now (), 0, MAX_DELAY), timer_cb, self);
}

void
rw_hosted_refresh (RwHosted *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    ((RwHostedJob *) self->jobs->pdata[i])->due_at = 0;
  rw_hosted_go_on (self);
}
