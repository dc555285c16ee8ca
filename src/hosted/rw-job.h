/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-state.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a job is as its analyst sees it. */
typedef enum
{
  RW_JOB_PHASE_WAITING, /* not sent yet: no network, or the server asked to wait */
  RW_JOB_PHASE_SENDING, /* being uploaded */
  RW_JOB_PHASE_SENT,    /* the server has it: see rw_job_get_state() */
  RW_JOB_PHASE_UNSENT,  /* it could not be sent, or sending was cancelled: see its error */
} RwJobPhase;

/**
 * RwJob: a file that was submitted to a queue server, as far as this computer knows. Lives in one
 * thread. Whatever can change notifies as the property "changed-at" (int64, rw_clock_now()), once
 * for all that changed together.
 */
#define RW_TYPE_JOB (rw_job_get_type ())
G_DECLARE_FINAL_TYPE (RwJob, rw_job, RW, JOB, GObject)

/* Our own, and the server's id of it (NULL until it was sent). */
gint64 rw_job_get_number (RwJob *self);
const char *rw_job_get_id (RwJob *self);

/* The file as it was submitted. */
const char *rw_job_get_path (RwJob *self);
const char *rw_job_get_file_name (RwJob *self);
gint64 rw_job_get_size (RwJob *self);
gint64 rw_job_get_modified_at (RwJob *self); /* as rw_source_get_modified_at() had it */

/* Of the server: its address, and to be shown. */
const char *rw_job_get_server (RwJob *self);
const char *rw_job_get_host (RwJob *self);

RwJobPhase rw_job_get_phase (RwJob *self);

/* For RW_JOB_PHASE_SENT. FALSE: the server says a word that we do not know; see
 * rw_job_get_state_word(). */
gboolean rw_job_get_state (RwJob *self, RwJobState *state);

/* As the server said it. NULL before that. */
const char *rw_job_get_state_word (RwJob *self);

/* Nothing more happens by itself: a final state, or RW_JOB_PHASE_UNSENT. */
gboolean rw_job_is_over (RwJob *self);

/* Times of rw_clock_now(); 0: never. */
gint64 rw_job_get_submitted_at (RwJob *self);
gint64 rw_job_get_state_since (RwJob *self); /* as far as is known here */
gint64 rw_job_get_checked_at (RwJob *self);  /* the server answered last */

/* Bytes while SENDING or downloading, else rows; total 0: not known. */
gint64 rw_job_get_done (RwJob *self);
gint64 rw_job_get_total (RwJob *self);

/* Rows scored; 0: not known. */
gint64 rw_job_get_n_rows (RwJob *self);

/* In full, to be shown: the server's, or why something could not be done here. NULL: none. */
const char *rw_job_get_error (RwJob *self);

/* What to tell who runs the server; NULL: not known. */
const char *rw_job_get_request_id (RwJob *self);

/* Of the model that scored it, and of the result (SHA-256); NULL: not known. */
const char *rw_job_get_model_sha256 (RwJob *self);
const char *rw_job_get_result_sha256 (RwJob *self);

/* Where the result was saved last; NULL: nowhere, or the file is gone. */
const char *rw_job_get_result_path (RwJob *self);

/* Whether its result is being downloaded. */
gboolean rw_job_is_downloading (RwJob *self);

G_END_DECLS
