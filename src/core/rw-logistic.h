/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-booster.h"

G_BEGIN_DECLS

/**
 * rw_logistic_foretell: logistic regression (libxgboost's gblinear, coordinate descent, a little
 * ridge) of @rows, and the probability that it gives each row of @test. Both are scaled to mean 0
 * and standard deviation 1 of @rows, in place; a missing number is the mean. Errors:
 * RW_ERROR_LIBRARY, cancelled.
 */
gboolean rw_logistic_foretell (RwMatrix *rows, RwMatrix *test, float *probabilities,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
