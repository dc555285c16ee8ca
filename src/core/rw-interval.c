/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-interval.h"

#include "rw-sort.h"

#include <math.h>

#define LOW  0.025
#define HIGH 0.975

static double
get_quantile (const double *sorted, gsize n, double level)
{
  double place = level * (double) (n - 1);
  gsize below = (gsize) place;
  double low = sorted[below];

  return low + (sorted[MIN (below + 1, n - 1)] - low) * (place - (double) below);
}

RwInterval
rw_interval_of_values (double *values, gsize n)
{
  gsize known = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      values[known++] = values[i];
  if (known == 0)
    return (RwInterval){ NAN, NAN };
  rw_sort_numbers (values, known);
  return (RwInterval){ get_quantile (values, known, LOW), get_quantile (values, known, HIGH) };
}
