/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scale.h"

#include <math.h>

/* The finest step: 10⁻⁴. */
#define MAX_DECIMALS 4

/* Numbers that are a tick but for the last digits of a double are that tick. */
#define TOLERANCE 1e-9

/* FALSE: it takes too many ticks. @exponent: of ten. */
static gboolean
try_step (double low, double high, int factor, int exponent, guint max_ticks, RwScale *scale)
{
  double step = factor * pow (10, exponent);
  double first = floor (low / step + TOLERANCE);
  double last = MAX (ceil (high / step - TOLERANCE), first + 1);

  if (last - first + 1 > max_ticks)
    return FALSE;
  *scale = (RwScale){ .low = first * step,
                      .step = step,
                      .n_ticks = (guint) (last - first) + 1,
                      .n_decimals = (guint) MAX (-exponent, 0) };
  return TRUE;
}

RwScale
rw_scale_new (double low, double high, guint max_ticks)
{
  static const int factors[] = { 1, 2, 5 };
  RwScale scale = { 0 };

  for (int exponent = -MAX_DECIMALS;; exponent++)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if (try_step (low, high, factors[i], exponent, max_ticks, &scale))
        return scale;
}

double
rw_scale_get_tick (const RwScale *scale, guint tick)
{
  return scale->low + tick * scale->step;
}

double
rw_scale_get_top (const RwScale *scale)
{
  return rw_scale_get_tick (scale, scale->n_ticks - 1);
}

double
rw_scale_get_share (const RwScale *scale, double number)
{
  return (number - scale->low) / (rw_scale_get_top (scale) - scale->low);
}
