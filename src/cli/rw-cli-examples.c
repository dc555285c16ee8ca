/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-examples.h"

#include "rw-number-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N_EXAMPLES 3u
#define MAX_TEXT   24 /* characters of a cell that is shown */

#define MAX_RECORDS 100u /* that are kept */

/* One value of a column: as the file has it, and as it was read. */
typedef struct
{
  char *raw;
  char *parsed;
} Example;

/* The records that were read for examples: those of one column are mostly those of the next. */
typedef struct
{
  RwTable *table;
  GHashTable *records; /* row → GPtrArray */
} Reader;

static void
example_free (gpointer data)
{
  Example *example = data;

  g_free (example->raw);
  g_free (example->parsed);
  g_free (example);
}

static Reader
start_reader (RwTable *table)
{
  return (Reader){ table,
                   g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref) };
}

static GPtrArray *
read_record (Reader *reader, guint32 row, GError **error)
{
  GPtrArray *cells = g_hash_table_lookup (reader->records, GUINT_TO_POINTER (row));

  if (cells != NULL)
    return cells;
  cells = rw_table_read_record (reader->table, (guint64) row + 1, error);
  if (g_hash_table_size (reader->records) == MAX_RECORDS)
    g_hash_table_remove_all (reader->records);
  if (cells != NULL)
    g_hash_table_insert (reader->records, GUINT_TO_POINTER (row), cells);
  return cells;
}

static char *
dup_cell (Reader *reader, guint32 row, guint column, GError **error)
{
  GPtrArray *cells = read_record (reader, row, error);
  gsize length = 0;

  if (cells == NULL)
    return NULL;
  const char *bytes = column < cells->len ? g_bytes_get_data (cells->pdata[column], &length) : NULL;
  return g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);
}

/* The first values of @column (Example, transfer full); NULL on failure. */
static GPtrArray *
dup_examples (Reader *reader, guint column, GError **error)
{
  const RwColumn *values = rw_table_get_column (reader->table, column);
  guint32 n_rows = rw_table_get_n_rows (reader->table);
  g_autoptr (GPtrArray) examples = g_ptr_array_new_with_free_func (example_free);

  for (guint32 row = 0; row < n_rows && examples->len < N_EXAMPLES; row++)
    {
      g_autofree char *parsed = rw_cli_dup_value (values, row);
      if (parsed == NULL)
        continue;
      char *raw = dup_cell (reader, row, column, error);
      if (raw == NULL)
        return NULL;
      Example *example = g_new (Example, 1);
      *example = (Example){ raw, g_steal_pointer (&parsed) };
      g_ptr_array_add (examples, example);
    }
  return g_steal_pointer (&examples);
}

static char *
dup_shown (const char *text)
{
  g_autofree char *printable = rw_cli_make_printable (text);
  g_autofree char *start =
      g_utf8_substring (printable, 0, MIN (g_utf8_strlen (printable, -1), MAX_TEXT));

  return g_strdup_printf ("“%s%s”", start, strlen (start) < strlen (printable) ? "…" : "");
}

static void
print_examples (const RwColumn *column, const GPtrArray *examples)
{
  g_autofree char *format = rw_column_get_kind (column) == RW_COLUMN_NUMBER
                                ? rw_number_text_describe (rw_column_get_format (column))
                                : g_strdup ("");

  rw_cli_print_cell (stdout, rw_column_get_name (column), 31);
  g_print (" %s%s", format, format[0] != '\0' && examples->len > 0 ? ": " : "");
  for (guint i = 0; i < examples->len; i++)
    {
      const Example *example = examples->pdata[i];
      g_autofree char *raw = dup_shown (example->raw);
      g_autofree char *parsed = dup_shown (example->parsed);
      g_print (strcmp (raw, parsed) == 0 ? "%s%s" : "%s%s → %s", i > 0 ? ", " : "", raw, parsed);
    }
  g_print ("\n");
}

char *
rw_cli_dup_value (const RwColumn *column, guint32 row)
{
  RwCell text;
  guint16 code;
  double number;

  switch (rw_column_get_kind (column))
    {
    case RW_COLUMN_NUMBER:
      number = rw_column_get_numbers (column)[row];
      return isnan (number) ? NULL
                            : rw_number_text_dup_value (rw_column_get_format (column), number);
    case RW_COLUMN_CATEGORY:
      code = rw_column_get_codes (column)[row];
      return code == RW_CODE_MISSING
                 ? NULL
                 : g_strdup (rw_levels_get_text (rw_column_get_levels (column), code));
    default:
      text = rw_column_get_text (column, row);
      return text.length == 0 ? NULL : g_strndup (text.text, text.length);
    }
}

gboolean
rw_cli_print_examples (RwTable *table, GError **error)
{
  Reader reader = start_reader (table);
  gboolean done = TRUE;

  g_print ("\n%s\n", _ ("How they are written, with the first values:"));
  for (guint i = 0; done && i < rw_table_get_n_columns (table); i++)
    {
      g_autoptr (GPtrArray) examples = dup_examples (&reader, i, error);
      done = examples != NULL;
      if (done)
        print_examples (rw_table_get_column (table, i), examples);
    }
  g_hash_table_unref (reader.records);
  return done;
}

static json_t *
format_to_json (const RwNumberFormat *format)
{
  const char decimal[] = { format->decimal, '\0' };
  const char grouping[] = { format->grouping, '\0' };

  if (format->date != RW_DATE_NONE)
    return json_pack ("{s:s}", "dates", rw_date_order_get_id (format->date));
  return json_pack ("{s:s, s:s?, s:s?}", "decimal", decimal, "thousands",
                    grouping[0] != '\0' ? grouping : NULL, "unit",
                    format->unit[0] != '\0' ? format->unit : NULL);
}

static json_t *
examples_to_json (const GPtrArray *examples)
{
  json_t *list = json_array ();

  for (guint i = 0; i < examples->len; i++)
    {
      const Example *example = examples->pdata[i];
      json_array_append_new (
          list, json_pack ("{s:s, s:s}", "raw", example->raw, "parsed", example->parsed));
    }
  return list;
}

gboolean
rw_cli_add_examples (RwTable *table, json_t *columns, GError **error)
{
  Reader reader = start_reader (table);
  gboolean done = TRUE;

  for (guint i = 0; done && i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      json_t *object = json_array_get (columns, i);
      g_autoptr (GPtrArray) examples = dup_examples (&reader, i, error);
      done = examples != NULL;
      if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
        json_object_set_new (object, "format", format_to_json (rw_column_get_format (column)));
      if (done)
        json_object_set_new (object, "examples", examples_to_json (examples));
    }
  g_hash_table_unref (reader.records);
  return done;
}
