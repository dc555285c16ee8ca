/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "rw-analysis.h"

G_BEGIN_DECLS

/* What a file is and what the model makes of it: rows, bands, mean, and everything that was not as
 * the model expects. */
void rw_cli_report_summary (RwAnalysis *analysis, FILE *file);

/* How many rows were set aside, and the first ones; nothing when there are none. */
void rw_cli_report_asides (RwTable *table, FILE *file);

/* The ten riskiest customers with their name and what matters most to the model. */
gboolean rw_cli_report_riskiest (RwAnalysis *analysis, FILE *file, GError **error);

/* A bar for each 5 % of churn probability. */
void rw_cli_report_histogram (RwAnalysis *analysis, FILE *file);

G_END_DECLS
