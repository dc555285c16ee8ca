/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rejects.h"

/* A row to be written. */
typedef struct
{
  guint64 start;
  guint64 end;
  guint64 line;
  guint32 causes; /* 1 << cause */
} Reject;

static void
append_quoted (GString *text, const char *bytes, gsize length)
{
  g_string_append_c (text, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, bytes[i]);
    }
  g_string_append_c (text, '"');
}

static void
append_causes (GString *text, guint32 causes)
{
  const char *blank = "";

  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    if ((causes & 1u << cause) != 0)
      {
        g_string_append_printf (text, "%s%s", blank,
                                rw_problem_cause_get_id ((RwProblemCause) cause));
        blank = " ";
      }
}

/* A row may be far longer than any should be: its start tells enough. */
static gboolean
write_reject (RwSource *source, const Reject *reject, RwOutput *output, GError **error)
{
  gsize length = (gsize) MIN (reject->end - reject->start, RW_CSV_MAX_CELL);
  g_autofree char *bytes = g_malloc (length + 1);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!rw_source_read (source, reject->start, bytes, length, error))
    return FALSE;
  g_string_append_printf (text, "%" G_GUINT64_FORMAT ",", reject->line);
  append_causes (text, reject->causes);
  g_string_append_c (text, ',');
  append_quoted (text, bytes, rw_csv_strip_line_ends (bytes, length));
  g_string_append_c (text, '\n');
  return rw_output_write (output, text->str, text->len, error);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const Reject *one = a;
  const Reject *two = b;

  return (one->start > two->start) - (one->start < two->start);
}

static void
add_asides (RwTable *table, GArray *rejects)
{
  const GArray *asides = rw_index_get_asides (rw_table_get_index (table));

  for (guint i = 0; i < asides->len; i++)
    {
      const RwAside *aside = &g_array_index (asides, RwAside, i);
      Reject reject = { aside->start, aside->end, aside->line, 1u << aside->cause };
      if (aside->cause != RW_N_PROBLEM_CAUSES)
        g_array_append_val (rejects, reject);
    }
}

static void
add_kept (RwTable *table, GArray *rejects)
{
  const GArray *records = rw_problems_get_records (rw_table_get_problems (table));

  for (guint i = 0; i < records->len; i++)
    {
      const RwProblemRecord *record = &g_array_index (records, RwProblemRecord, i);
      RwRecordRange range = rw_table_get_range (table, record->record);
      Reject reject = { range.start, range.end, rw_table_get_line (table, record->record),
                        record->causes };
      if (record->record > 0)
        g_array_append_val (rejects, reject);
    }
}

gboolean
rw_rejects_write (RwTable *table, gboolean kept, RwOutput *output, GCancellable *cancellable,
                  GError **error)
{
  static const char header[] = "line,reason,row\n";
  g_autoptr (GArray) rejects = g_array_new (FALSE, FALSE, sizeof (Reject));

  add_asides (table, rejects);
  if (kept)
    add_kept (table, rejects);
  g_array_sort (rejects, compare_cb);
  if (!rw_output_write (output, header, sizeof header - 1, error))
    return FALSE;
  for (guint i = 0; i < rejects->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !write_reject (rw_table_get_text (table), &g_array_index (rejects, Reject, i), output,
                       error))
      return FALSE;
  return rw_source_check (rw_table_get_source (table), error);
}

guint64
rw_rejects_count (RwTable *table)
{
  RwProblems *problems = rw_table_get_problems (table);
  guint64 n = rw_problems_get_n_rows (problems) - (rw_problems_find (problems, 0) != 0);

  return n + rw_index_get_n_aside (rw_table_get_index (table));
}
