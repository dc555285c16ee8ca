/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where 95 % of something lies; NAN, NAN where it is undefined. */
typedef struct
{
  double low;
  double high;
} RwInterval;

/* The 2.5 and the 97.5 % quantile of those of @values that are not NAN, between two values
 * linearly (type 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", 1996).
 * Sorts @values. */
RwInterval rw_interval_of_values (double *values, gsize n);

G_END_DECLS
