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

/* The rows of one label that are in a fold and have no twin before them, shuffled. */
static guint32
draw (const float *labels, const guint32 *twins, const guint8 *folds, guint32 n, gboolean positive,
      guint64 *state, guint32 *rows)
{
  guint32 count = 0;

  for (guint32 i = 0; i < n; i++)
    if ((labels[i] > 0) == positive && (twins == NULL || twins[i] == i) && folds[i] != RW_FOLD_NONE)
      rows[count++] = i;
  shuffle (rows, count, state);
  return count;
}

static void
follow_twins (guint8 *folds, const guint32 *twins, guint32 n)
{
  for (guint32 i = 0; twins != NULL && i < n; i++)
    folds[i] = folds[twins[i]];
}

guint8 *
rw_folds_assign (const float *labels, const guint32 *twins, guint32 n, guint n_folds, guint64 seed)
{
  guint8 *folds = g_new0 (guint8, n);
  g_autofree guint32 *rows = g_new (guint32, n);
  guint64 state = seed;
  guint32 dealt = 0;

  g_return_val_if_fail (n_folds > 0 && n_folds < RW_FOLD_NONE, folds);
  for (guint positive = 0; positive < 2; positive++)
    {
      guint32 count = draw (labels, twins, folds, n, positive != 0, &state, rows);
      for (guint32 i = 0; i < count; i++)
        folds[rows[i]] = (guint8) (dealt++ % n_folds);
    }
  follow_twins (folds, twins, n);
  return folds;
}

guint8 *
rw_folds_hold_out (const float *labels, const guint32 *twins, guint32 n, guint32 n_test,
                   guint64 seed)
{
  guint8 *folds = g_new0 (guint8, n);
  g_autofree guint32 *rows = g_new (guint32, n);
  guint64 state = seed;

  for (guint positive = 0; positive < 2; positive++)
    {
      guint32 count = draw (labels, twins, folds, n, positive != 0, &state, rows);
      for (guint32 i = 0; i < count; i++)
        folds[rows[i]] = i >= (guint64) count * n_test / n;
    }
  follow_twins (folds, twins, n);
  return folds;
}

void
rw_folds_thin (guint8 *folds, const float *labels, guint32 n, guint32 n_kept, guint64 seed)
{
  g_autofree guint32 *rows = g_new (guint32, n);
  guint64 state = seed;

  for (guint positive = 0; positive < 2; positive++)
    {
      guint32 count = draw (labels, NULL, folds, n, positive != 0, &state, rows);
      for (guint32 i = (guint32) ((guint64) count * n_kept / n); i < count; i++)
        folds[rows[i]] = RW_FOLD_NONE;
    }
}
