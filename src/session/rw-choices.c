/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-choices.h"

RwChoices *
rw_choices_new (void)
{
  RwChoices *choices = g_new0 (RwChoices, 1);

  choices->columns = rw_mapping_new ();
  choices->column_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return choices;
}

/* All that a mapping says is in its text. */
static RwMapping *
copy_mapping (const RwMapping *mapping)
{
  g_autofree char *json = rw_mapping_to_json (mapping);
  RwMapping *copy = rw_mapping_parse (json, NULL);

  g_return_val_if_fail (copy != NULL, rw_mapping_new ());
  return copy;
}

RwChoices *
rw_choices_copy (const RwChoices *choices)
{
  RwChoices *copy = rw_choices_new ();
  GHashTableIter iter;
  gpointer column = NULL;
  gpointer numbers = NULL;

  copy->encoding = g_strdup (choices->encoding);
  copy->dialect = choices->dialect;
  copy->numbers = choices->numbers;
  copy->remember = choices->remember;
  rw_mapping_unref (copy->columns);
  copy->columns = copy_mapping (choices->columns);
  g_hash_table_iter_init (&iter, choices->column_numbers);
  while (g_hash_table_iter_next (&iter, &column, &numbers))
    rw_choices_set_column (copy, column, *(const RwNumberChoice *) numbers);
  return copy;
}

void
rw_choices_free (RwChoices *choices)
{
  g_free (choices->encoding);
  g_hash_table_unref (choices->column_numbers);
  rw_mapping_unref (choices->columns);
  g_free (choices);
}

void
rw_choices_set_encoding (RwChoices *choices, const char *encoding)
{
  g_free (choices->encoding);
  choices->encoding = g_strdup (encoding);
}

void
rw_choices_set_column (RwChoices *choices, const char *column, RwNumberChoice numbers)
{
  RwNumberChoice *own = g_new (RwNumberChoice, 1);

  *own = numbers;
  g_hash_table_insert (choices->column_numbers, g_strdup (column), own);
}

void
rw_choices_take_columns (RwChoices *choices, const RwMapping *found)
{
  RwMapping *columns = copy_mapping (found);

  rw_mapping_unref (choices->columns);
  choices->columns = columns;
}

RwTableOptions
rw_choices_get_options (const RwChoices *choices)
{
  if (choices == NULL)
    return (RwTableOptions){ 0 };
  return (RwTableOptions){ .encoding = choices->encoding,
                           .numbers = choices->numbers,
                           .column_numbers = choices->column_numbers,
                           .dialect = choices->dialect };
}
