/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-text.h"

#include "rw-format.h"

#include <glib/gi18n.h>

#define LATE_MS (5 * 60 * 1000)

/* "%s of %s" of the bytes that are moved. */
static char *
make_amount (RwJob *job)
{
  g_autofree char *done = g_format_size ((guint64) rw_job_get_done (job));
  g_autofree char *total = g_format_size ((guint64) rw_job_get_total (job));

  /* Translators: “12.1 MB of 30.0 MB” are sent */
  return g_strdup_printf (C_ ("bytes", "%s of %s"), done, total);
}

static char *
append_checked (char *state, RwJob *job, gint64 now)
{
  g_autofree char *text = state;

  if (rw_job_get_checked_at (job) == 0)
    return g_steal_pointer (&text);
  g_autofree char *age = rw_format_duration (now - rw_job_get_checked_at (job));
  /* Translators: a state and how long ago the server was asked for it: “Processing for 40 s,
   * checked 3 s ago” */
  return g_strdup_printf (_ ("%s, checked %s ago"), text, age);
}

/* Of a job that the server has and that is not over. */
static char *
make_open (RwJob *job, RwJobState state, gint64 now)
{
  g_autofree char *age = rw_format_duration (now - rw_job_get_state_since (job));
  char *text = NULL;

  if (state == RW_JOB_QUEUED)
    /* Translators: %s is a duration such as “40 s” */
    text = g_strdup_printf (_ ("In the queue for %s"), age);
  else
    text = g_strdup_printf (_ ("Processing for %s"), age);
  return append_checked (text, job, now);
}

static char *
make_sent (RwJob *job, gint64 now)
{
  RwJobState state = RW_JOB_QUEUED;

  if (!rw_job_get_state (job, &state))
    /* Translators: a word that only the server knows */
    return append_checked (
        g_strdup_printf (_ ("The server says “%s”"), rw_job_get_state_word (job)), job, now);
  if (!rw_job_state_is_final (state))
    return make_open (job, state, now);
  g_autofree char *time = rw_format_time (rw_job_get_state_since (job), now);
  if (state == RW_JOB_COMPLETED)
    /* Translators: %s is a time such as “14:03” or “24 November 2026, 14:03” */
    return g_strdup_printf (_ ("Completed: %s"), time);
  if (state == RW_JOB_CANCELLED)
    return g_strdup_printf (_ ("Cancelled: %s"), time);
  return g_strdup_printf (_ ("Failed: %s"), time);
}

char *
rw_job_text_dup_name (RwJob *job)
{
  return g_filename_display_basename (rw_job_get_path (job));
}

char *
rw_job_text_dup_state (RwJob *job, gint64 now)
{
  RwJobPhase phase = rw_job_get_phase (job);

  if (phase == RW_JOB_PHASE_WAITING)
    return g_strdup (_ ("Waiting to be sent"));
  if (phase == RW_JOB_PHASE_UNSENT)
    return g_strdup (_ ("Not sent"));
  if (phase == RW_JOB_PHASE_SENT && !rw_job_is_downloading (job))
    return make_sent (job, now);
  gboolean is_sending = phase == RW_JOB_PHASE_SENDING;
  if (rw_job_get_total (job) == 0)
    return g_strdup (is_sending ? _ ("Sending") : _ ("Downloading the result"));
  g_autofree char *amount = make_amount (job);
  if (is_sending)
    /* Translators: %s is an amount such as “12.1 MB of 30.0 MB” */
    return g_strdup_printf (_ ("Sending: %s"), amount);
  return g_strdup_printf (_ ("Downloading the result: %s"), amount);
}

static char *
make_rows (RwJob *job)
{
  RwJobState state = RW_JOB_QUEUED;
  gboolean is_running = rw_job_get_phase (job) == RW_JOB_PHASE_SENT &&
                        rw_job_get_state (job, &state) && state == RW_JOB_PROCESSING &&
                        rw_job_get_total (job) > 0;

  if (!is_running)
    return rw_job_get_n_rows (job) > 0 ? rw_format_rows ((guint64) rw_job_get_n_rows (job)) : NULL;
  g_autofree char *done = rw_format_count ((guint64) rw_job_get_done (job));
  g_autofree char *total = rw_format_count ((guint64) rw_job_get_total (job));
  /* Translators: “400,000 of 1,000,000 rows” are scored; counted is the second number */
  return g_strdup_printf (
      ngettext ("%s of %s row", "%s of %s rows", (gulong) rw_job_get_total (job)), done, total);
}

char *
rw_job_text_dup_details (RwJob *job, gint64 now)
{
  g_autofree char *time = rw_format_time (rw_job_get_submitted_at (job), now);
  g_autofree char *size = g_format_size ((guint64) rw_job_get_size (job));
  g_autofree char *rows = make_rows (job);

  return g_strjoin (" · ", time, rw_job_get_host (job), size, rows, NULL);
}

const char *
rw_job_text_get_icon (RwJob *job)
{
  static const char *const icons[RW_N_JOB_STATES] = {
    [RW_JOB_QUEUED] = "content-loading-symbolic",  [RW_JOB_PROCESSING] = "system-run-symbolic",
    [RW_JOB_COMPLETED] = "object-select-symbolic", [RW_JOB_FAILED] = "dialog-error-symbolic",
    [RW_JOB_CANCELLED] = "process-stop-symbolic",
  };
  RwJobState state = RW_JOB_QUEUED;

  switch (rw_job_get_phase (job))
    {
    case RW_JOB_PHASE_WAITING:
      return "content-loading-symbolic";
    case RW_JOB_PHASE_SENDING:
      return "document-send-symbolic";
    case RW_JOB_PHASE_UNSENT:
      return "dialog-warning-symbolic";
    case RW_JOB_PHASE_SENT:
    default:
      return rw_job_get_state (job, &state) ? icons[state] : "dialog-question-symbolic";
    }
}

gboolean
rw_job_text_is_late (RwJob *job, gint64 now)
{
  RwJobState state = RW_JOB_PROCESSING;

  return rw_job_get_phase (job) == RW_JOB_PHASE_SENT && rw_job_get_state (job, &state) &&
         state == RW_JOB_QUEUED && now - rw_job_get_state_since (job) >= LATE_MS;
}
