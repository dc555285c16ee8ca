/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-text-counts.h"

#define N_AT_ONCE 65536u /* rows between two looks at the cancellable */

RwLevels *
rw_text_counts_new (const RwColumn *column, guint32 n_rows, RwTextFunc further, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (RwLevels) counts = rw_levels_new ();

  for (guint32 i = 0; i < n_rows; i++)
    {
      RwCell text = rw_column_get_text (column, i);
      if (i % N_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (text.length == 0 || rw_levels_count_known (counts, text) != RW_LEVEL_NONE)
        continue;
      if (rw_levels_get_n (counts) < RW_CATEGORY_MAX_LEVELS)
        rw_levels_add (counts, text, 1);
      else
        further (text, data);
    }
  return g_steal_pointer (&counts);
}
