/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-risk.h"

#include <glib/gi18n.h>
#include <math.h>

const RwRiskBands rw_risk_bands = { .high = 700000, .medium = 400000 };

/* Translators: the risk that a customer leaves, by churn probability */
static const char *const ids[RW_N_RISKS] = {
  [RW_RISK_LOW] = NC_ ("risk", "Low"),
  [RW_RISK_MEDIUM] = NC_ ("risk", "Medium"),
  [RW_RISK_HIGH] = NC_ ("risk", "High"),
};

guint32
rw_probability_to_millionths (float probability)
{
  return (guint32) lrint ((double) probability * RW_MILLION);
}

RwRisk
rw_risk_bands_classify (const RwRiskBands *bands, float probability)
{
  guint32 millionths = rw_probability_to_millionths (probability);

  if (millionths >= bands->high)
    return RW_RISK_HIGH;
  return millionths >= bands->medium ? RW_RISK_MEDIUM : RW_RISK_LOW;
}

const char *
rw_risk_get_id (RwRisk risk)
{
  return ids[risk];
}

const char *
rw_risk_get_title (RwRisk risk)
{
  return g_dpgettext2 (NULL, "risk", ids[risk]);
}
