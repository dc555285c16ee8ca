/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "rw-metrics.h"
#include "rw-scores.h"
#include "rw-summary.h"

G_BEGIN_DECLS

/* What a file is and what the model makes of it: rows, bands, mean, and everything that was not as
 * the model expects. */
gboolean rw_cli_report_summary (RwTable *table, RwScores *scores, GCancellable *cancellable,
                                FILE *file, GError **error);

/* The ten riskiest customers with their name and what matters most to the model. */
gboolean rw_cli_report_riskiest (RwTable *table, RwScores *scores, GCancellable *cancellable,
                                 FILE *file, GError **error);

/* A bar for each 5 % of churn probability. */
gboolean rw_cli_report_histogram (RwScores *scores, GCancellable *cancellable, FILE *file,
                                  GError **error);

G_END_DECLS
