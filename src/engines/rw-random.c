/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-random.h"

#include <sys/random.h>

void
rw_random_fill (guint8 *bytes, gsize length)
{
  /* A signal can only end it early before the kernel has its first randomness. */
  while (getrandom (bytes, length, 0) != (gssize) length)
    continue;
}

char *
rw_random_dup_word (void)
{
  guint64 halves[2];

  rw_random_fill ((guint8 *) halves, sizeof halves);
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", halves[0],
                          halves[1]);
}
