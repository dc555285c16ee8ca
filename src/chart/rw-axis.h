/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ticks at 0, @step, 2 × @step … up to the last one, at or above the largest count. */
typedef struct
{
  guint64 step;
  guint n_ticks; /* at least 2: 0 and the top */
} RwAxis;

/* An axis of counts from 0 to at least @largest (≤ 10¹⁹) with steps of 1, 2 or 5 × 10ⁿ (whole
 * numbers) and at most @max_ticks ticks (≥ 2). */
RwAxis rw_axis_new_counts (guint64 largest, guint max_ticks);

guint64 rw_axis_get_tick (const RwAxis *axis, guint tick);
guint64 rw_axis_get_top (const RwAxis *axis);

G_END_DECLS
