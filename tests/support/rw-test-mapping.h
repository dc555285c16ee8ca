/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"

G_BEGIN_DECLS

/* A model's description with other names: tenure (required; months; reference 0 … 72, most about
 * 30), MonthlyCharges and TotalCharges (currency; 10 … 120), Contract (Month-to-month, One year,
 * Two year), Partner (No, Yes); id customerID; label Churn. */
RwManifest *rw_test_manifest (void);

/* Names of columns, separated by ";" (char, transfer full). */
GPtrArray *rw_test_names (const char *names);

/* What is read from columns of these names; @given is JSON, or NULL. */
RwMapping *rw_test_map (const RwManifest *manifest, const char *names, const char *given);

/* "tenure=Months:similar|rival?likely*; …": "*" says that it is shared, "-" that there is none;
 * what has no column and no likely one is left out. The id comes last, if it was found. */
char *rw_test_show_mapping (const RwMapping *mapping);

G_END_DECLS
