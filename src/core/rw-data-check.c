/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-data-check.h"

#include "rw-key-columns.h"
#include "rw-parallel.h"

typedef struct
{
  RwTable *table;
  const RwManifest *manifest;
  const RwMapping *mapping;
  RwDataCheck *check;
  GCancellable *cancellable;
} Checking;

/* NULL: none. */
static const RwColumn *
find_ids (RwTable *table, const RwMapping *mapping)
{
  const RwColumn *column = rw_table_get_column (table, rw_key_columns_find_name (table, mapping));
  gboolean is_told = mapping->id != NULL && mapping->id->column != NULL;

  return is_told || rw_column_get_kind (column) == RW_COLUMN_TEXT ? column : NULL;
}

/* Task 0 looks at the ids, which take longest; each other one at an input. */
static gboolean
check_part (gsize task, gpointer data, GError **error)
{
  Checking *checking = data;
  RwDataCheck *check = checking->check;

  if (task == 0)
    {
      if (check->id_column != NULL)
        check->ids = rw_id_check_new (check->id_column, rw_table_get_n_rows (checking->table),
                                      checking->cancellable, error);
      return check->id_column == NULL || check->ids != NULL;
    }
  RwInputShift *shift = &g_array_index (check->inputs, RwInputShift, task - 1);
  shift->input = (guint) task - 1;
  return rw_input_shift_measure (shift, checking->manifest->inputs->pdata[task - 1],
                                 checking->mapping->inputs->pdata[task - 1], checking->table,
                                 checking->cancellable, error);
}

static int
compare_shifts_cb (gconstpointer a, gconstpointer b)
{
  const RwInputShift *x = a;
  const RwInputShift *y = b;

  if (x->shift != y->shift)
    return x->shift > y->shift ? -1 : 1;
  if (x->psi < y->psi || x->psi > y->psi)
    return x->psi > y->psi ? -1 : 1;
  return (x->input > y->input) - (x->input < y->input);
}

static void
clear_shift_cb (gpointer shift)
{
  rw_input_shift_clear (shift);
}

RwDataCheck *
rw_data_check_new (RwTable *table, RwModel *model, const RwMapping *mapping,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (RwDataCheck) check = g_new0 (RwDataCheck, 1);
  const RwManifest *manifest = rw_model_get_manifest (model);
  guint n_inputs = manifest->inputs->len;
  Checking checking = { table, manifest, mapping, check, cancellable };

  check->inputs = g_array_sized_new (FALSE, TRUE, sizeof (RwInputShift), n_inputs);
  g_array_set_clear_func (check->inputs, clear_shift_cb);
  g_array_set_size (check->inputs, n_inputs);
  check->id_column = find_ids (table, mapping);
  if (!rw_parallel_run (n_inputs + 1, 0, check_part, &checking, cancellable, error))
    return NULL;
  g_array_sort (check->inputs, compare_shifts_cb);
  return g_steal_pointer (&check);
}

void
rw_data_check_free (RwDataCheck *check)
{
  g_array_unref (check->inputs);
  g_clear_pointer (&check->ids, rw_id_check_free);
  g_free (check);
}
