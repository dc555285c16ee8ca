/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include "rw-cli-examples.h"
#include "rw-cli-mapping.h"
#include "rw-cli-report.h"
#include "rw-dialect.h"
#include "rw-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TEXT 60  /* characters of a cell that is shown */
#define MAX_RAW  500 /* bytes of a row that was set aside */

typedef struct
{
  char *file;
  char *model;
  char *save_mapping; /* NULL: not asked for */
  gboolean json;
} Options;

/* What the model makes of the table. */
typedef struct
{
  RwTable *table;
  RwModel *model;
  const RwMapping *mapping;
  RwMappingCheck *check;
} Inspection;

static const char *
get_kind_title (RwColumnKind kind)
{
  switch (kind)
    {
    case RW_COLUMN_NUMBER:
      /* Translators: what a column holds */
      return C_ ("column type", "number");
    case RW_COLUMN_CATEGORY:
      return C_ ("column type", "category");
    default:
      return C_ ("column type", "text");
    }
}

static guint32
count_levels (const RwColumn *column)
{
  return rw_column_get_kind (column) == RW_COLUMN_CATEGORY
             ? rw_levels_get_n (rw_column_get_levels (column))
             : 0;
}

static void
print_columns (RwTable *table)
{
  g_print ("\n");
  rw_cli_print_cell (stdout, _ ("Column"), 32);
  rw_cli_print_cell (stdout, _ ("Type"), 12);
  /* Translators: at most 11 letters: the cells of a column without a value */
  rw_cli_print_cell (stdout, _ ("Missing"), -12);
  /* Translators: at most 8 letters: the different values of a category */
  rw_cli_print_cell (stdout, _ ("Levels"), -9);
  putchar ('\n');
  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      guint32 n_levels = count_levels (column);
      g_autofree char *missing = rw_format_count (rw_column_get_n_missing (column));
      g_autofree char *levels = n_levels > 0 ? rw_format_count (n_levels) : g_strdup ("");
      rw_cli_print_cell (stdout, rw_column_get_name (column), 31);
      putchar (' ');
      rw_cli_print_cell (stdout, get_kind_title (rw_column_get_kind (column)), 12);
      rw_cli_print_cell (stdout, missing, -12);
      rw_cli_print_cell (stdout, levels, -9);
      putchar ('\n');
    }
}

static void
print_problem (RwTable *table, const RwProblem *problem)
{
  g_autofree char *line = rw_format_count (rw_table_get_line (table, problem->record));

  /* Translators: a line of the file and what is wrong there; a column may follow */
  g_print (_ ("  line %s: %s"), line, rw_problem_cause_get_title (problem->cause));
  if (problem->column != RW_PROBLEM_NO_COLUMN)
    {
      const RwColumn *column = rw_table_get_column (table, problem->column);
      g_autofree char *name = rw_cli_make_printable (rw_column_get_name (column));
      g_print (_ (", column “%s”"), name);
    }
  if (problem->bytes != NULL)
    g_print (_ (", bytes %s"), problem->bytes);
  if (problem->text != NULL)
    {
      g_autofree char *text = rw_cli_make_printable (problem->text);
      g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_TEXT));
      /* Translators: the text of a cell, and “…” where it is longer */
      g_print (_ (": “%s%s”"), start, strlen (start) < strlen (text) ? "…" : "");
    }
  g_print ("\n");
}

static void
print_problems (RwTable *table)
{
  RwProblems *problems = rw_table_get_problems (table);
  GPtrArray *examples = rw_problems_get_examples (problems);
  guint64 n = rw_problems_get_n_rows (problems);
  g_autofree char *count = rw_format_count (n);

  if (examples->len == 0)
    {
      g_print ("\n%s\n", _ ("No problems."));
      return;
    }
  g_print ("\n");
  g_print (ngettext ("Problems in %s row", "Problems in %s rows", (gulong) n), count);
  g_print ("\n");
  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    {
      guint64 n_of_cause = rw_problems_get_count (problems, (RwProblemCause) cause);
      g_autofree char *text = rw_format_count (n_of_cause);
      if (n_of_cause > 0)
        g_print ("  %s × %s\n", text, rw_problem_cause_get_title ((RwProblemCause) cause));
    }
  g_print ("%s\n", _ ("The first ones:"));
  for (guint i = 0; i < examples->len; i++)
    print_problem (table, examples->pdata[i]);
}

static gboolean
print_table (const Inspection *inspection, GError **error)
{
  RwTable *table = inspection->table;
  g_autofree char *rows = rw_format_rows (rw_table_get_n_rows (table));
  g_autofree char *columns = rw_format_columns (rw_table_get_n_columns (table));
  g_autofree char *name = rw_cli_make_printable (rw_source_get_name (rw_table_get_source (table)));
  const RwEncoding *encoding = rw_table_get_encoding (table);

  g_print ("%s: %s, %s\n", name, rows, columns);
  g_print (encoding->is_gzip ? _ ("Encoding: %s (%s), compressed with gzip\n")
                             : _ ("Encoding: %s (%s)\n"),
           encoding->name, rw_evidence_get_title (encoding->evidence));
  g_print (_ ("Cells are separated by: %s\n"), rw_dialect_get_title (rw_table_get_dialect (table)));
  print_columns (table);
  if (!rw_cli_print_examples (table, error))
    return FALSE;
  rw_cli_print_mapping (table, inspection->model, inspection->mapping, inspection->check);
  print_problems (table);
  rw_cli_report_asides (table, stdout);
  return rw_cli_flush (error);
}

/* NULL on failure. */
static json_t *
columns_to_json (RwTable *table, GError **error)
{
  json_t *columns = json_array ();

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      json_t *object = json_pack ("{s:s, s:s, s:I}", "name", rw_column_get_name (column), "type",
                                  rw_column_kind_get_id (rw_column_get_kind (column)), "missing",
                                  (json_int_t) rw_column_get_n_missing (column));
      if (rw_column_get_kind (column) == RW_COLUMN_CATEGORY)
        json_object_set_new (object, "levels", json_integer (count_levels (column)));
      json_array_append_new (columns, object);
    }
  if (rw_cli_add_examples (table, columns, error))
    return columns;
  json_decref (columns);
  return NULL;
}

static json_t *
problem_to_json (RwTable *table, const RwProblem *problem)
{
  json_t *object = json_pack ("{s:s, s:I, s:I}", "cause", rw_problem_cause_get_id (problem->cause),
                              "line", (json_int_t) rw_table_get_line (table, problem->record),
                              "record", (json_int_t) problem->record);

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
problems_to_json (RwTable *table)
{
  RwProblems *problems = rw_table_get_problems (table);
  GPtrArray *examples = rw_problems_get_examples (problems);
  json_t *counts = json_object ();
  json_t *first = json_array ();

  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    {
      guint64 count = rw_problems_get_count (problems, (RwProblemCause) cause);
      if (count > 0)
        json_object_set_new (counts, rw_problem_cause_get_id ((RwProblemCause) cause),
                             json_integer ((json_int_t) count));
    }
  for (guint i = 0; i < examples->len; i++)
    json_array_append_new (first, problem_to_json (table, examples->pdata[i]));
  return json_pack ("{s:I, s:o, s:o}", "rows", (json_int_t) rw_problems_get_n_rows (problems),
                    "counts", counts, "first", first);
}

static json_t *
character_to_json (char character)
{
  return character != '\0' ? json_stringn (&character, 1) : json_null ();
}

/* The share of the rows that are as wide as the header. */
static double
get_fitting_share (RwTable *table)
{
  RwProblems *problems = rw_table_get_problems (table);
  guint64 ragged = rw_problems_get_count (problems, RW_PROBLEM_TOO_FEW_CELLS) +
                   rw_problems_get_count (problems, RW_PROBLEM_TOO_MANY_CELLS);

  return 1 - (double) ragged / rw_table_get_n_rows (table);
}

static json_t *
dialect_to_json (RwTable *table)
{
  const RwDialect *dialect = rw_table_get_dialect (table);
  const RwEncoding *encoding = rw_table_get_encoding (table);
  json_t *evidence =
      json_pack ("{s:f, s:f, s:o, s:f}", "score", dialect->score, "next_score", dialect->next_score,
                 "next_delimiter", character_to_json (dialect->next_delimiter), "fitting_rows",
                 get_fitting_share (table));

  return json_pack (
      "{s:s, s:s, s:b, s:o, s:o, s:o, s:o, s:b, s:b, s:I, s:I, s:b, s:b, s:o}", "encoding",
      encoding->name, "encoding_found_by", rw_evidence_get_id (encoding->evidence), "gzip",
      (int) encoding->is_gzip, "delimiter", character_to_json (dialect->delimiter), "quote",
      character_to_json (dialect->quote), "escape", character_to_json (dialect->escape), "comment",
      character_to_json (dialect->comment), "blanks", (int) dialect->blanks, "byte_order_mark",
      (int) (dialect->start > 0), "skipped_lines", (json_int_t) dialect->preamble_lines,
      "header_rows", (json_int_t) (dialect->no_header ? 0 : 1 + dialect->extra_header_rows),
      "trailing_delimiter", (int) dialect->trailing, "unnamed_index", (int) dialect->unnamed_index,
      "evidence", evidence);
}

static json_t *
aside_to_json (RwTable *table, const RwAside *aside)
{
  char text[MAX_RAW];
  gsize n = (gsize) MIN (aside->end - aside->start, sizeof text);
  gboolean read = rw_source_read (rw_table_get_text (table), aside->start, text, n, NULL);
  g_autofree char *valid = read ? g_utf8_make_valid (text, (gssize) n) : NULL;

  return json_pack ("{s:s, s:I, s:s?}", "cause", rw_problem_cause_get_id (aside->cause), "line",
                    (json_int_t) aside->line, "text", valid);
}

static json_t *
asides_to_json (RwTable *table)
{
  const RwIndex *index = rw_table_get_index (table);
  const GArray *asides = rw_index_get_asides (index);
  json_t *first = json_array ();

  for (guint i = 0; i < asides->len && json_array_size (first) < RW_PROBLEMS_MAX_EXAMPLES; i++)
    if (g_array_index (asides, RwAside, i).cause != RW_N_PROBLEM_CAUSES)
      json_array_append_new (first, aside_to_json (table, &g_array_index (asides, RwAside, i)));
  return json_pack ("{s:I, s:o}", "rows", (json_int_t) rw_index_get_n_aside (index), "first",
                    first);
}

static json_t *
table_to_json (RwTable *table, json_t *columns)
{
  return json_pack ("{s:s, s:I, s:o, s:o, s:o, s:o}", "file",
                    rw_source_get_name (rw_table_get_source (table)), "rows",
                    (json_int_t) rw_table_get_n_rows (table), "dialect", dialect_to_json (table),
                    "columns", columns, "problems", problems_to_json (table), "set_aside",
                    asides_to_json (table));
}

static gboolean
parse_options (RwCli *cli, GStrv *arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &options->model,
      N_ ("Match the columns to MODEL instead of the one that ships"), N_ ("MODEL") },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &cli->mapping,
      N_ ("Read the model's columns as MAPPING says"), N_ ("MAPPING") },
    { "save-mapping", 0, 0, G_OPTION_ARG_FILENAME, &options->save_mapping,
      N_ ("Write how the columns are matched, guesses too, to MAPPING"), N_ ("MAPPING") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return rw_cli_parse (cli, arguments, entries, "inspect",
                       _ ("Shows how FILE is read: separators, columns with their types and "
                          "missing values, which of them a model reads, and the rows that have "
                          "problems."),
                       &options->file, error);
}

static gboolean
print_as_json (const Inspection *inspection, GError **error)
{
  json_t *columns = columns_to_json (inspection->table, error);

  if (columns == NULL)
    return FALSE;
  json_t *object = table_to_json (inspection->table, columns);
  rw_cli_add_mapping (object, inspection->model, inspection->mapping, inspection->check);
  return rw_cli_print_json (object, error);
}

static gboolean
run (RwCli *cli, const Options *options, GError **error)
{
  g_autoptr (RwModel) model = rw_cli_load_model (cli, options->model, error);
  g_auto (RwMatching) matching = { .to_look_at = TRUE };

  if (model == NULL)
    return FALSE;
  matching.manifest = rw_model_get_manifest (model);
  g_autoptr (RwTable) table = rw_cli_load (cli, options->file, &matching, error);
  g_autoptr (RwMappingCheck) check =
      table != NULL ? rw_mapping_check_new (table, model, matching.mapping, cli->cancellable, error)
                    : NULL;
  const Inspection inspection = { table, model, matching.mapping, check };
  if (check == NULL ||
      (options->save_mapping != NULL &&
       !rw_cli_save_mapping (cli, table, matching.mapping, options->save_mapping, error)))
    return FALSE;
  rw_cli_end_progress (cli);
  return options->json ? print_as_json (&inspection, error) : print_table (&inspection, error);
}

gboolean
rw_cli_inspect (RwCli *cli, GStrv *arguments, GError **error)
{
  Options options = { 0 };
  gboolean done = parse_options (cli, arguments, &options, error) && run (cli, &options, error);

  g_free (options.file);
  g_free (options.model);
  g_free (options.save_mapping);
  return done;
}
