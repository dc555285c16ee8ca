/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-key-columns.h"

/* n_columns if there is none of that name; NULL: there is none. */
static guint
find_column (RwTable *table, const char *name)
{
  const RwColumn *column = name != NULL ? rw_table_find_column (table, name) : NULL;
  guint i = 0;

  while (i < rw_table_get_n_columns (table) && rw_table_get_column (table, i) != column)
    i++;
  return i;
}

guint
rw_key_columns_find_name (RwTable *table, const RwMapping *mapping)
{
  guint id = find_column (table, mapping != NULL ? mapping->id->column : NULL);

  if (id < rw_table_get_n_columns (table))
    return id;
  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    if (rw_column_get_kind (rw_table_get_column (table, i)) == RW_COLUMN_TEXT)
      return i;
  return 0;
}

/* Behind @columns those that @model finds most important. */
static void
append_inputs (GArray *columns, RwTable *table, RwModel *model, const RwMapping *mapping,
               guint n_inputs)
{
  g_autoptr (GArray) ranked = rw_model_rank_inputs (model);
  guint name = g_array_index (columns, guint, 0);

  for (guint i = 0; i < ranked->len && columns->len <= n_inputs; i++)
    {
      const RwInputMapping *input = mapping->inputs->pdata[g_array_index (ranked, guint, i)];
      guint column = find_column (table, input->column);
      if (column != name && column < rw_table_get_n_columns (table))
        g_array_append_val (columns, column);
    }
}

GArray *
rw_key_columns_pick (RwTable *table, RwModel *model, const RwMapping *mapping, guint n_inputs)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  guint name = rw_key_columns_find_name (table, mapping);

  g_array_append_val (columns, name);
  if (model != NULL)
    append_inputs (columns, table, model, mapping, n_inputs);
  for (guint i = 0; model == NULL && i < rw_table_get_n_columns (table) && columns->len <= n_inputs;
       i++)
    if (i != name)
      g_array_append_val (columns, i);
  return columns;
}
