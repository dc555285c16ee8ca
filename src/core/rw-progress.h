/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RW_STAGE_WAITING,
  RW_STAGE_DECODING, /* bytes */
  RW_STAGE_INDEXING, /* bytes */
  RW_STAGE_PARSING,  /* bytes */
  RW_STAGE_SCORING,  /* rows */
  RW_STAGE_SORTING,  /* rows */
  RW_STAGE_WRITING,  /* rows */
  RW_STAGE_TRAINING, /* rounds */
  RW_STAGE_SENDING,  /* bytes */
  RW_STAGE_FETCHING, /* bytes */
  RW_N_STAGES
} RwStage;

/**
 * RwProgress: how far a running operation is. Workers write it from any thread; whoever shows it
 * polls, about ten times a second, so that no update ever queues up on a main loop.
 *
 * Functions that work accept NULL for it, and so do begin, add and end. Reference counted,
 * thread-safe.
 */
typedef struct _RwProgress RwProgress;

typedef struct
{
  RwStage stage;
  guint64 done;
  guint64 total;               /* in the stage's unit; 0 when unknown */
  double seconds[RW_N_STAGES]; /* wall time of each stage that is over */
} RwProgressState;

RwProgress *rw_progress_new (void);
RwProgress *rw_progress_ref (RwProgress *progress);
void rw_progress_unref (RwProgress *progress);

/* Ends the former stage (its time is noted) and starts @stage at 0 of @total. */
void rw_progress_begin (RwProgress *progress, RwStage stage, guint64 total);
void rw_progress_add (RwProgress *progress, guint64 done);
void rw_progress_end (RwProgress *progress);
RwProgressState rw_progress_get (RwProgress *progress);

/* The stage in the reader's language, e.g. "Scoring customers". */
const char *rw_stage_get_title (RwStage stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwProgress, rw_progress_unref)

G_END_DECLS
