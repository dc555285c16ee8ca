/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ticks of an axis of any numbers: @low, @low + @step … */
typedef struct
{
  double low;
  double step;
  guint n_ticks;    /* at least 2 */
  guint n_decimals; /* that tell the ticks apart */
} RwScale;

/* Around [@low, @high] (finite, @low ≤ @high, neither beyond ±10⁹) with steps of 1, 2 or 5 × 10ⁿ
 * of at least 0.0001 and at most @max_ticks ticks (≥ 3). Ticks are multiples of the step. */
RwScale rw_scale_new (double low, double high, guint max_ticks);

double rw_scale_get_tick (const RwScale *scale, guint tick);
double rw_scale_get_top (const RwScale *scale);

/* Where @number is from the lowest tick (0) to the highest (1). */
double rw_scale_get_share (const RwScale *scale, double number);

G_END_DECLS
