/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-training-run.h"

G_BEGIN_DECLS

struct _RwTrainingRun
{
  GObject parent_instance;

  RwTrainingRunState state;
  RwTrainingRunState former_state; /* to which a cancel returns */
  GError *error;
  RwTrainingRunState failed_state;

  RwTrainingFile *file; /* what was read last, or NULL */
  GListStore *columns;  /* RwColumnChoice */
  RwBudget budget;
  char *title; /* NULL: as the file */

  RwTraining *training;         /* what was trained last, or NULL */
  RwTrainingFile *trained_file; /* on this */
  RwLearningCurve *curve;
  gboolean is_safe;

  /* of what runs, or NULL */
  GCancellable *cancellable;
  GCancellable *finish;
  RwProgress *progress;
  GCancellable *writing;
};

/* Cancels what runs, and begins something else. */
void rw_training_run_begin (RwTrainingRun *self, RwTrainingRunState state);

/* What ran is over: @error: copied; NULL: nothing went wrong. */
void rw_training_run_end (RwTrainingRun *self, RwTrainingRunState state, const GError *error);

G_END_DECLS
