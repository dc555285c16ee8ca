/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-scores.h"

G_BEGIN_DECLS

/* For each row 1 + the number of rows with a higher churn probability, so equal ones share a rank
 * (transfer full). */
guint32 *rw_rank_scores (RwScores *scores);

G_END_DECLS
