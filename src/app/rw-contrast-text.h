/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-contrast.h"

G_BEGIN_DECLS

/* What the comparison of two models says, in the reader's language (all transfer full). */

/* "2,000 customers; 530 of them left (26.5 %): “Churn” is “Yes”."; that no column says so. */
char *rw_contrast_text_dup_customers (const RwContrast *contrast);

/* Which one is better, or that it may be chance. There must be a label. */
char *rw_contrast_text_dup_verdict (const RwContrast *contrast);

/* "In another risk band with B: 812 customers (11.5 %). Higher: 500, lower: 312." */
char *rw_contrast_text_dup_changes (const RwContrast *contrast);

/* "Low → High" */
char *rw_contrast_text_dup_move (RwRisk from, RwRisk to);

/* "Mean churn probability: 26.5 % with A, 27.1 % with B. …" */
char *rw_contrast_text_dup_means (const RwContrast *contrast);

/* "12 customers whose risk changes with “Bank”": what the table shows. */
char *rw_contrast_text_dup_subset (const RwContrast *contrast);

G_END_DECLS
