/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RW_RISK_LOW,
  RW_RISK_MEDIUM,
  RW_RISK_HIGH,
  RW_N_RISKS
} RwRisk;

/* The lowest churn probabilities of two bands, in millionths. */
typedef struct
{
  guint32 high;
  guint32 medium;
} RwRiskBands;

/* High from 70 %, medium from 40 %: the one setting for summary, export and window. */
extern const RwRiskBands rw_risk_bands;

#define RW_MILLION 1000000u

/* A probability in millionths, rounded: the digits that are shown and written, and that bands are
 * decided on, so that "0.700000" is always high. */
guint32 rw_probability_to_millionths (float probability);

RwRisk rw_risk_bands_classify (const RwRiskBands *bands, float probability);

/* "High", "Medium", "Low": as written to files, and in the reader's language. */
const char *rw_risk_get_id (RwRisk risk);
const char *rw_risk_get_title (RwRisk risk);

G_END_DECLS
