/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-training-run.h"

G_BEGIN_DECLS

/* Until nothing is read, trained or written any more. */
void rw_test_run_wait (RwTrainingRun *run);

/* A run that has read so many customers of rw_test_training_invent(); their ids are numbers. */
RwTrainingRun *rw_test_run_new (guint n_rows);

/* The column of that name; there must be one (borrowed). */
RwColumnChoice *rw_test_run_find (RwTrainingRun *run, const char *name);

/* Lets go of the run (transfer full): that nothing else keeps it, once its work is back. */
void rw_test_run_end (RwTrainingRun *run);

G_END_DECLS
