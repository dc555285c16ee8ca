/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwJobState: where a job is. The legal moves, and no others:
 *
 *   QUEUED     -> PROCESSING  a worker took it and holds its lease
 *   QUEUED     -> FAILED      it was given up after its last attempt
 *   QUEUED     -> CANCELLED
 *   PROCESSING -> QUEUED      the lease ran out, or a fault that will pass
 *   PROCESSING -> COMPLETED
 *   PROCESSING -> FAILED
 *   PROCESSING -> CANCELLED
 *   FAILED     -> QUEUED      once more, because its owner asks
 *   CANCELLED  -> QUEUED      likewise
 *
 * Nothing leaves COMPLETED.
 */
typedef enum
{
  RW_JOB_QUEUED,
  RW_JOB_PROCESSING,
  RW_JOB_COMPLETED,
  RW_JOB_FAILED,
  RW_JOB_CANCELLED,
  RW_N_JOB_STATES
} RwJobState;

/* "QUEUED"… */
const char *rw_job_state_get_word (RwJobState state);

/* Any case; PENDING is QUEUED and RUNNING is PROCESSING, as the hosted original says them. FALSE
 * for any other word. */
gboolean rw_job_state_parse (const char *word, RwJobState *state);

gboolean rw_job_state_can_move (RwJobState from, RwJobState to);

/* COMPLETED, FAILED or CANCELLED: nothing happens any more by itself. */
gboolean rw_job_state_is_final (RwJobState state);

G_END_DECLS
