/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-risk.h"

#include <glib/gi18n.h>
#include <math.h>

const RwRiskBands rw_risk_bands = { .high = 700000, .medium = 400000 };

static const char *const ids[RW_N_RISKS] = {
  [RW_RISK_LOW] = N_ ("Low"),
  [RW_RISK_MEDIUM] = N_ ("Medium"),
  [RW_RISK_HIGH] = N_ ("High"),
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
  return _ (ids[risk]);
}
