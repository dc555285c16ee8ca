/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-progress.h"

#include <glib/gi18n.h>
#include <pthread.h>

struct _RwProgress
{
  pthread_mutex_t lock;
  gint64 stage_start; /* monotonic µs */
  RwProgressState state;
};

/* Translators: what is going on, above or beside a progress bar */
static const char *const titles[RW_N_STAGES] = {
  [RW_STAGE_WAITING] = N_ ("Waiting"),           [RW_STAGE_DECODING] = N_ ("Reading text"),
  [RW_STAGE_INDEXING] = N_ ("Finding rows"),     [RW_STAGE_PARSING] = N_ ("Reading columns"),
  [RW_STAGE_SCORING] = N_ ("Scoring customers"), [RW_STAGE_SORTING] = N_ ("Sorting"),
  [RW_STAGE_WRITING] = N_ ("Writing rows"),      [RW_STAGE_TRAINING] = N_ ("Training"),
  [RW_STAGE_SENDING] = N_ ("Sending"),           [RW_STAGE_FETCHING] = N_ ("Fetching"),
};

static void
clear (gpointer data)
{
  pthread_mutex_destroy (&((RwProgress *) data)->lock);
}

RwProgress *
rw_progress_new (void)
{
  RwProgress *progress = g_atomic_rc_box_new0 (RwProgress);

  pthread_mutex_init (&progress->lock, NULL);
  progress->stage_start = g_get_monotonic_time ();
  return progress;
}

RwProgress *
rw_progress_ref (RwProgress *progress)
{
  return g_atomic_rc_box_acquire (progress);
}

void
rw_progress_unref (RwProgress *progress)
{
  g_atomic_rc_box_release_full (progress, clear);
}

void
rw_progress_begin (RwProgress *progress, RwStage stage, guint64 total)
{
  if (progress == NULL)
    return;
  pthread_mutex_lock (&progress->lock);
  gint64 now = g_get_monotonic_time ();
  progress->state.seconds[progress->state.stage] += (double) (now - progress->stage_start) / 1e6;
  progress->stage_start = now;
  progress->state.stage = stage;
  progress->state.done = 0;
  progress->state.total = total;
  pthread_mutex_unlock (&progress->lock);
}

void
rw_progress_add (RwProgress *progress, guint64 done)
{
  if (progress == NULL)
    return;
  pthread_mutex_lock (&progress->lock);
  progress->state.done += done;
  pthread_mutex_unlock (&progress->lock);
}

void
rw_progress_end (RwProgress *progress)
{
  rw_progress_begin (progress, RW_STAGE_WAITING, 0);
}

RwProgressState
rw_progress_get (RwProgress *progress)
{
  pthread_mutex_lock (&progress->lock);
  RwProgressState state = progress->state;
  pthread_mutex_unlock (&progress->lock);
  return state;
}

const char *
rw_stage_get_title (RwStage stage)
{
  return _ (titles[stage]);
}
