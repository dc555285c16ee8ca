/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sort.h"

#include <stdlib.h>

static int
compare_cb (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

void
rw_sort_numbers (double *numbers, gsize n)
{
  qsort (numbers, n, sizeof (double), compare_cb);
}
