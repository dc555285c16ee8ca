/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column.h"

struct _RwColumn
{
  char *name;
  RwColumnKind kind;
  guint64 n_missing;
  RwNumberFormat format;
  double *numbers;
  guint16 *codes;
  RwLevels *levels;
  guint64 *ends;
  char *texts;
};

static RwColumn *
column_new (const char *name, RwColumnKind kind, guint64 n_missing)
{
  RwColumn *column = g_new0 (RwColumn, 1);

  column->name = g_strdup (name);
  column->kind = kind;
  column->n_missing = n_missing;
  return column;
}

const char *
rw_column_get_name (const RwColumn *column)
{
  return column->name;
}

RwColumnKind
rw_column_get_kind (const RwColumn *column)
{
  return column->kind;
}

guint64
rw_column_get_n_missing (const RwColumn *column)
{
  return column->n_missing;
}

const double *
rw_column_get_numbers (const RwColumn *column)
{
  g_return_val_if_fail (column->kind == RW_COLUMN_NUMBER, NULL);
  return column->numbers;
}

const RwNumberFormat *
rw_column_get_format (const RwColumn *column)
{
  g_return_val_if_fail (column->kind == RW_COLUMN_NUMBER, NULL);
  return &column->format;
}

const guint16 *
rw_column_get_codes (const RwColumn *column)
{
  g_return_val_if_fail (column->kind == RW_COLUMN_CATEGORY, NULL);
  return column->codes;
}

const RwLevels *
rw_column_get_levels (const RwColumn *column)
{
  g_return_val_if_fail (column->kind == RW_COLUMN_CATEGORY, NULL);
  return column->levels;
}

RwCell
rw_column_get_text (const RwColumn *column, guint32 row)
{
  guint64 start = row > 0 ? column->ends[row - 1] : 0;

  return (RwCell){ column->texts + start, (gsize) (column->ends[row] - start) };
}

const char *
rw_column_kind_get_id (RwColumnKind kind)
{
  static const char *const ids[] = { "number", "category", "text" };

  return ids[kind];
}

RwColumn *
rw_column_new_number (const char *name, const RwNumberFormat *format, double *numbers,
                      guint64 n_missing)
{
  RwColumn *column = column_new (name, RW_COLUMN_NUMBER, n_missing);

  column->format = *format;
  column->numbers = numbers;
  return column;
}

RwColumn *
rw_column_new_category (const char *name, guint16 *codes, RwLevels *levels, guint64 n_missing)
{
  RwColumn *column = column_new (name, RW_COLUMN_CATEGORY, n_missing);

  column->codes = codes;
  column->levels = levels;
  return column;
}

RwColumn *
rw_column_new_text (const char *name, guint64 *ends, char *texts, guint64 n_missing)
{
  RwColumn *column = column_new (name, RW_COLUMN_TEXT, n_missing);

  column->ends = ends;
  column->texts = texts;
  return column;
}

void
rw_column_free (RwColumn *column)
{
  g_free (column->name);
  g_free (column->numbers);
  g_free (column->codes);
  g_clear_pointer (&column->levels, rw_levels_free);
  g_free (column->ends);
  g_free (column->texts);
  g_free (column);
}
