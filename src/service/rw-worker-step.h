/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"

G_BEGIN_DECLS

/* Where a worker is with a job, in this order. Between any two of them it may be killed. */
typedef enum
{
  RW_STEP_RECEIVED, /* it has the message */
  RW_STEP_LEASED,   /* the job is its own */
  RW_STEP_FETCHING, /* the file is open */
  RW_STEP_SCORING,  /* the customers have their scores */
  RW_STEP_WRITTEN,  /* the result is in the spool */
  RW_STEP_STORED,   /* the result is in the storage */
  RW_STEP_REMOVING, /* the job is over, its message is still there */
  RW_N_STEPS
} RwWorkerStep;

/* Is called at each step, with the job (NULL where it is not known). Does nothing; tests replace
 * it, programs never touch it. */
extern void (*rw_worker_step) (RwWorkerStep step, const RwJobRecord *job);

G_END_DECLS
