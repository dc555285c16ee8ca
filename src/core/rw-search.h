/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-validation.h"

G_BEGIN_DECLS

/* A shape is as good as the best one when its log loss is at most so much above the best. */
#define RW_SEARCH_TOLERANCE 0.005

/**
 * RwSearch: which shape suits a training set: the simplest one whose cross-validated log loss is
 * within RW_SEARCH_TOLERANCE of the best. Where trees of one split do as well as deep ones, they
 * are the better model: smaller, and with reasons that add up.
 */
typedef struct
{
  GPtrArray *tried; /* RwValidation, the simplest shape first */
  guint chosen;
} RwSearch;

/* Tries all shapes, or those that come before @finish is cancelled, at least one. Otherwise as
 * rw_validation_run(). */
RwSearch *rw_search_run (const RwSplits *splits, guint64 seed, RwLearningCurve *curve,
                         GCancellable *finish, RwProgress *progress, GCancellable *cancellable,
                         GError **error);
void rw_search_free (RwSearch *search);

const RwValidation *rw_search_get_chosen (const RwSearch *search);

/* [ { "shape": "depth-1", "rounds": 324, "log_loss": 0.41, "chosen": true }, … ] */
json_t *rw_search_to_json (const RwSearch *search);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwSearch, rw_search_free)

G_END_DECLS
