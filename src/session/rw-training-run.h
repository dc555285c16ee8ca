/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column-choice.h"
#include "rw-trainer.h"
#include "rw-training-file.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  RW_TRAINING_RUN_IDLE,     /* there is no file */
  RW_TRAINING_RUN_READING,  /* what was read before stays until then */
  RW_TRAINING_RUN_READY,    /* there is a file; what is to be done can be changed and started */
  RW_TRAINING_RUN_TRAINING, /* what was trained before stays until then */
  RW_TRAINING_RUN_DONE,     /* there is a model */
} RwTrainingRunState;

/**
 * RwTrainingRun: a model that is being trained, from the choice of the file to the model that is
 * kept. Everything slow runs on worker threads; cancelled or refused, what was there before stays.
 * It knows no widgets; to be used in one thread, whose main context runs.
 *
 * Signals: "changed": there is something new to be asked for; "kept" (SHA-256): the model is among
 * those that the user keeps; "saved" (path): it is in a file.
 */
#define RW_TYPE_TRAINING_RUN (rw_training_run_get_type ())
G_DECLARE_FINAL_TYPE (RwTrainingRun, rw_training_run, RW, TRAINING_RUN, GObject)

RwTrainingRun *rw_training_run_new (void);

/* Reads a file, and finds out who left in it. @choices: copied; NULL: nothing is said. */
void rw_training_run_open (RwTrainingRun *self, const char *path, const RwChoices *choices);

/* Reads the file again with this column as the label; says which value of it means “left”. To be
 * called while there is a file. */
void rw_training_run_set_label (RwTrainingRun *self, const char *column);
void rw_training_run_set_positive (RwTrainingRun *self, const char *value);

void rw_training_run_set_budget (RwTrainingRun *self, RwBudget budget);

/* What the model is called; NULL or empty: as the file. */
void rw_training_run_set_title (RwTrainingRun *self, const char *title);

/* Trains; to be called when rw_training_run_can_start() says so. */
gboolean rw_training_run_can_start (RwTrainingRun *self);
void rw_training_run_start (RwTrainingRun *self);

/* Stops looking for a better model: the best so far is made. */
void rw_training_run_finish (RwTrainingRun *self);

/* Gives up what is read, trained or written. */
void rw_training_run_cancel (RwTrainingRun *self);

/* From DONE to READY, where the model stays until there is another one; and from there back to it,
 * if there is one. */
void rw_training_run_edit (RwTrainingRun *self);
void rw_training_run_show_result (RwTrainingRun *self);

/* Puts the model among those that the user keeps; writes it to a file. To be called when there is
 * one and nothing is written. */
void rw_training_run_keep (RwTrainingRun *self);
void rw_training_run_save (RwTrainingRun *self, const char *path);

RwTrainingRunState rw_training_run_get_state (RwTrainingRun *self);

/* What was read last; NULL: nothing. */
const RwTrainingFile *rw_training_run_get_file (RwTrainingRun *self);

/* The columns of the file (RwColumnChoice), to be looked at in this order. */
GListModel *rw_training_run_get_columns (RwTrainingRun *self);

RwBudget rw_training_run_get_budget (RwTrainingRun *self);

/* Of what is read or trained; NULL while nothing is. */
RwProgress *rw_training_run_get_progress (RwTrainingRun *self);

/* Of what is trained, else of what was trained last; NULL before. */
RwLearningCurve *rw_training_run_get_curve (RwTrainingRun *self);

/* Whether the best so far is being made. */
gboolean rw_training_run_is_finishing (RwTrainingRun *self);

/* What was trained last, and on which file; NULL: nothing. */
const RwTraining *rw_training_run_get_training (RwTrainingRun *self);
const char *rw_training_run_get_trained_path (RwTrainingRun *self);

/* Whether it is being written, and whether it is in a file. */
gboolean rw_training_run_is_writing (RwTrainingRun *self);
gboolean rw_training_run_is_safe (RwTrainingRun *self);

/* What went wrong last, and in which state (DONE: while it was written); NULL: nothing since. */
const GError *rw_training_run_get_error (RwTrainingRun *self);
RwTrainingRunState rw_training_run_get_failed_state (RwTrainingRun *self);
void rw_training_run_dismiss_error (RwTrainingRun *self);

G_END_DECLS
