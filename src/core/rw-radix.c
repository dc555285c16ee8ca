/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-radix.h"

#include <string.h>

#define DIGIT_BITS       11
#define N_PASSES         3
#define N_BUCKETS        (1u << DIGIT_BITS)
#define DIGIT(key, pass) (((key) >> ((pass) *DIGIT_BITS)) & (N_BUCKETS - 1))

static void
count_digits (const guint32 *rows, guint32 n, const guint32 *keys,
              guint32 counts[N_PASSES][N_BUCKETS])
{
  for (guint32 i = 0; i < n; i++)
    for (guint pass = 0; pass < N_PASSES; pass++)
      counts[pass][DIGIT (keys[rows[i]], pass)]++;
}

static gboolean
is_one_bucket (const guint32 *counts, guint32 n)
{
  for (guint i = 0; i < N_BUCKETS; i++)
    if (counts[i] != 0)
      return counts[i] == n;
  return TRUE;
}

static void
scatter (const guint32 *from, guint32 *to, guint32 n, const guint32 *keys, guint pass,
         guint32 *counts)
{
  guint32 at = 0;

  for (guint i = 0; i < N_BUCKETS; i++)
    {
      guint32 count = counts[i];
      counts[i] = at;
      at += count;
    }
  for (guint32 i = 0; i < n; i++)
    to[counts[DIGIT (keys[from[i]], pass)]++] = from[i];
}

gboolean
rw_radix_sort (guint32 *rows, guint32 n, const guint32 *keys, GCancellable *cancellable,
               GError **error)
{
  g_autofree guint32 *other = g_new (guint32, n);
  g_autofree guint32 *space = g_new0 (guint32, N_PASSES * N_BUCKETS);
  guint32 (*counts)[N_BUCKETS] = (guint32 (*)[N_BUCKETS]) space;
  guint32 *from = rows;
  guint32 *to = other;

  count_digits (rows, n, keys, counts);
  gboolean cancelled = FALSE;
  for (guint pass = 0; pass < N_PASSES && !cancelled; pass++)
    {
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
      if (cancelled || is_one_bucket (counts[pass], n))
        continue;
      scatter (from, to, n, keys, pass, counts[pass]);
      guint32 *swap = from;
      from = to;
      to = swap;
    }
  if (from != rows)
    memcpy (rows, from, (gsize) n * sizeof (guint32));
  return !cancelled;
}

guint32 *
rw_radix_order_floats (const float *numbers, guint32 n, gboolean descending,
                       GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *rows = g_new (guint32, MAX (n, 1)); /* NULL is for cancelled */
  g_autofree guint32 *keys = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 key = rw_radix_key_from_float (numbers[i]);
      rows[i] = i;
      keys[i] = descending ? ~key : key;
    }
  if (!rw_radix_sort (rows, n, keys, cancellable, error))
    return NULL;
  return g_steal_pointer (&rows);
}

guint32
rw_radix_key_from_float (float number)
{
  guint32 bits = 0;
  float sum = number + 0.0f; /* -0 becomes 0 */

  memcpy (&bits, &sum, sizeof bits);
  return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
}

guint64
rw_radix_key_from_double (double number)
{
  const guint64 sign = G_GUINT64_CONSTANT (1) << 63;
  guint64 bits = 0;
  double sum = number + 0.0;

  memcpy (&bits, &sum, sizeof bits);
  return (bits & sign) != 0 ? ~bits : bits | sign;
}
