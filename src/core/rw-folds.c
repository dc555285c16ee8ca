/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-folds.h"

#include "rw-splitmix.h"

static void
shuffle (guint32 *rows, guint32 n, guint64 *state)
{
  for (guint32 i = n; i > 1; i--)
    {
      guint32 k = (guint32) (rw_splitmix_next (state) % i);
      guint32 row = rows[k];
      rows[k] = rows[i - 1];
      rows[i - 1] = row;
    }
}

guint8 *
rw_folds_assign (const float *labels, guint32 n, guint n_folds, guint64 seed)
{
  guint8 *folds = g_new (guint8, n);
  g_autofree guint32 *rows = g_new (guint32, n);
  guint64 state = seed;
  guint32 dealt = 0;

  g_return_val_if_fail (n_folds > 0 && n_folds <= G_MAXUINT8, folds);
  for (guint positive = 0; positive < 2; positive++)
    {
      guint32 count = 0;
      for (guint32 i = 0; i < n; i++)
        if ((labels[i] > 0) == (positive != 0))
          rows[count++] = i;
      shuffle (rows, count, &state);
      for (guint32 i = 0; i < count; i++)
        folds[rows[i]] = (guint8) (dealt++ % n_folds);
    }
  return folds;
}
