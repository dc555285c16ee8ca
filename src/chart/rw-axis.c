/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-axis.h"

RwAxis
rw_axis_new_counts (guint64 largest, guint max_ticks)
{
  static const guint64 factors[] = { 1, 2, 5 };
  guint64 decade = 1;
  guint i = 0;

  for (;;)
    {
      guint64 step = factors[i] * decade;
      guint64 n_steps = largest > 0 ? (largest - 1) / step + 1 : 1;
      if (n_steps < max_ticks)
        return (RwAxis){ .step = step, .n_ticks = (guint) n_steps + 1 };
      i = (i + 1) % G_N_ELEMENTS (factors);
      if (i == 0)
        decade *= 10;
    }
}

guint64
rw_axis_get_tick (const RwAxis *axis, guint tick)
{
  return tick * axis->step;
}

guint64
rw_axis_get_top (const RwAxis *axis)
{
  return rw_axis_get_tick (axis, axis->n_ticks - 1);
}
