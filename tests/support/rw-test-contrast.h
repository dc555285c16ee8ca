/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"

G_BEGIN_DECLS

/* Models to compare with the one that ships, and customers of whom it is known who left. */

/* The model that ships with another base score (it has "0.5"): every probability is higher with a
 * higher one. @wanted: NULL, or what a column is called that it needs in place of "tenure". */
GBytes *rw_test_contrast_dump (const char *base_score, const char *wanted);
RwModel *rw_test_contrast_load (const char *base_score, const char *wanted);

/* A file with the first rows of the sample that ships and a column "Churn", which says that as many
 * left as the model that ships expects (transfer full). */
char *rw_test_contrast_write_labelled (const char *name, guint n_rows);

G_END_DECLS
