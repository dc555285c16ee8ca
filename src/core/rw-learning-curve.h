/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwLearningCurve: how well a model that is being trained does on rows it does not see, round after
 * round. Training writes it from any thread; whoever shows it polls, as with RwProgress. Training
 * accepts NULL for it. Reference counted, thread-safe.
 */
typedef struct _RwLearningCurve RwLearningCurve;

/* A shape (rw-shape.h) that is tried. */
typedef struct
{
  const char *shape_id;
  guint depth;
  GArray *losses; /* double: mean log loss after 1, 2, … rounds, over the folds that came so far.
                   * Where some have fewer rounds it goes on by the mean change of the others; of a
                   * shape that is over, it ends there */
} RwCurve;

RwLearningCurve *rw_learning_curve_new (void);
RwLearningCurve *rw_learning_curve_ref (RwLearningCurve *self);
void rw_learning_curve_unref (RwLearningCurve *self);

/* Another shape is tried from now on. @shape_id lives for ever. */
void rw_learning_curve_begin (RwLearningCurve *self, const char *shape_id, guint depth);

/* A fold's log loss after @round + 1 rounds, and that after @round rounds (0 for the first one). */
void rw_learning_curve_add (RwLearningCurve *self, guint round, double log_loss, double former);

/* A copy of all shapes tried so far, the last one is being tried (RwCurve, transfer full). */
GPtrArray *rw_learning_curve_snapshot (RwLearningCurve *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwLearningCurve, rw_learning_curve_unref)

G_END_DECLS
