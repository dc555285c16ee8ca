/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-problems.h"

#include "rw-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TEXT 60  /* characters of a cell that is shown */
#define MAX_RAW  500 /* bytes of a row that was set aside */

/* A problem, or a row that was set aside. */
typedef struct
{
  guint64 line;
  const RwProblem *problem;
  const RwAside *aside;
} Entry;

/* What is wrong in the file of a table. */
typedef struct
{
  RwTable *table;
  guint64 counts[RW_N_PROBLEM_CAUSES];
  guint64 n_rows;
  GArray *first; /* Entry */
} Problems;

static int
compare_lines_cb (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;

  return (x->line > y->line) - (x->line < y->line);
}

static void
collect_problems (Problems *problems)
{
  RwProblems *found = rw_table_get_problems (problems->table);
  const GPtrArray *examples = rw_problems_get_examples (found);

  problems->n_rows += rw_problems_get_n_rows (found);
  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    problems->counts[cause] += rw_problems_get_count (found, (RwProblemCause) cause);
  for (guint i = 0; i < examples->len; i++)
    {
      const RwProblem *problem = examples->pdata[i];
      Entry entry = { rw_table_get_line (problems->table, problem->record), problem, NULL };
      g_array_append_val (problems->first, entry);
    }
}

static void
collect_asides (Problems *problems)
{
  const GArray *asides = rw_index_get_asides (rw_table_get_index (problems->table));
  guint kept[RW_N_PROBLEM_CAUSES] = { 0 };

  for (guint i = 0; i < asides->len; i++)
    {
      const RwAside *aside = &g_array_index (asides, RwAside, i);
      Entry entry = { aside->line, NULL, aside };
      if (aside->cause == RW_N_PROBLEM_CAUSES)
        continue;
      problems->n_rows++;
      problems->counts[aside->cause]++;
      if (kept[aside->cause]++ < RW_PROBLEMS_MAX_EXAMPLES)
        g_array_append_val (problems->first, entry);
    }
}

static Problems
collect (RwTable *table)
{
  Problems problems = { .table = table, .first = g_array_new (FALSE, FALSE, sizeof (Entry)) };

  collect_problems (&problems);
  collect_asides (&problems);
  g_array_sort (problems.first, compare_lines_cb);
  return problems;
}

/* The start of the row as the file has it; NULL when it cannot be read any more. */
static char *
dup_raw (RwTable *table, const RwAside *aside)
{
  char text[MAX_RAW];
  gsize n = (gsize) MIN (aside->end - aside->start, sizeof text);

  if (!rw_source_read (rw_table_get_text (table), aside->start, text, n, NULL))
    return NULL;
  return g_utf8_make_valid (text, (gssize) rw_csv_strip_line_ends (text, n));
}

static void
print_text (const char *raw)
{
  g_autofree char *text = rw_cli_make_printable (raw);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_TEXT));

  /* Translators: the text of a cell, and “…” where it is longer */
  g_print (_ (": “%s%s”"), start, strlen (start) < strlen (text) ? "…" : "");
}

static void
print_problem (RwTable *table, const RwProblem *problem)
{
  if (problem->column != RW_PROBLEM_NO_COLUMN)
    {
      const RwColumn *column = rw_table_get_column (table, problem->column);
      g_autofree char *name = rw_cli_make_printable (rw_column_get_name (column));
      g_print (_ (", column “%s”"), name);
    }
  if (problem->bytes != NULL)
    g_print (_ (", bytes %s"), problem->bytes);
  if (problem->text != NULL)
    print_text (problem->text);
}

static void
print_entry (RwTable *table, const Entry *entry)
{
  RwProblemCause cause = entry->aside != NULL ? entry->aside->cause : entry->problem->cause;
  g_autofree char *line = rw_format_count (entry->line);
  g_autofree char *raw = entry->aside != NULL ? dup_raw (table, entry->aside) : NULL;

  /* Translators: a line of the file and what is wrong there; a column may follow */
  g_print (_ ("  line %s: %s"), line, rw_problem_cause_get_title (cause));
  if (entry->problem != NULL)
    print_problem (table, entry->problem);
  else
    g_print ("%s", _ (", set aside"));
  if (raw != NULL)
    print_text (raw);
  g_print ("\n");
}

void
rw_cli_print_problems (RwTable *table)
{
  Problems problems = collect (table);
  guint64 n_aside = rw_index_get_n_aside (rw_table_get_index (table));
  g_autofree char *count = rw_format_count (problems.n_rows);
  g_autofree char *aside = rw_format_rows (n_aside);

  g_print ("\n");
  if (problems.n_rows == 0)
    g_print ("%s\n", _ ("No problems."));
  else
    {
      g_print (ngettext ("Problems in %s row", "Problems in %s rows", (gulong) problems.n_rows),
               count);
      g_print ("\n");
    }
  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    {
      g_autofree char *text = rw_format_count (problems.counts[cause]);
      if (problems.counts[cause] > 0)
        g_print ("  %s × %s\n", text, rw_problem_cause_get_title ((RwProblemCause) cause));
    }
  if (n_aside > 0)
    g_print (_ ("Set aside, not among the rows: %s\n"), aside);
  if (problems.n_rows > 0)
    g_print ("%s\n", _ ("The first ones:"));
  for (guint i = 0; i < problems.first->len; i++)
    print_entry (table, &g_array_index (problems.first, Entry, i));
  g_array_unref (problems.first);
}

static json_t *
problem_to_json (RwTable *table, guint64 line, const RwProblem *problem)
{
  json_t *object = json_pack ("{s:s, s:I, s:I}", "cause", rw_problem_cause_get_id (problem->cause),
                              "line", (json_int_t) line, "record", (json_int_t) problem->record);

  if (problem->column != RW_PROBLEM_NO_COLUMN)
    json_object_set_new (
        object, "column",
        json_string (rw_column_get_name (rw_table_get_column (table, problem->column))));
  if (problem->bytes != NULL)
    json_object_set_new (object, "bytes", json_string (problem->bytes));
  if (problem->text != NULL)
    json_object_set_new (object, "text", json_string (problem->text));
  return object;
}

static json_t *
aside_to_json (RwTable *table, const RwAside *aside)
{
  g_autofree char *text = dup_raw (table, aside);

  return json_pack ("{s:s, s:I, s:n, s:b, s:s?}", "cause", rw_problem_cause_get_id (aside->cause),
                    "line", (json_int_t) aside->line, "record", "set_aside", TRUE, "text", text);
}

json_t *
rw_cli_problems_to_json (RwTable *table)
{
  Problems problems = collect (table);
  json_t *counts = json_object ();
  json_t *first = json_array ();

  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    if (problems.counts[cause] > 0)
      json_object_set_new (counts, rw_problem_cause_get_id ((RwProblemCause) cause),
                           json_integer ((json_int_t) problems.counts[cause]));
  for (guint i = 0; i < problems.first->len; i++)
    {
      const Entry *entry = &g_array_index (problems.first, Entry, i);
      json_array_append_new (first, entry->aside != NULL
                                        ? aside_to_json (table, entry->aside)
                                        : problem_to_json (table, entry->line, entry->problem));
    }
  g_array_unref (problems.first);
  return json_pack ("{s:I, s:o, s:o}", "rows", (json_int_t) problems.n_rows, "counts", counts,
                    "first", first);
}
