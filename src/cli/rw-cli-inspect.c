/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include "rw-cli-data-check.h"
#include "rw-cli-examples.h"
#include "rw-cli-mapping.h"
#include "rw-cli-problems.h"
#include "rw-dialect.h"
#include "rw-format.h"
#include "rw-parallel.h"

#include <glib/gi18n.h>
#include <string.h>

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
  RwDataCheck *data;
  guint64 *distinct; /* different values of each column */
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

static void
print_columns (const Inspection *inspection)
{
  RwTable *table = inspection->table;

  g_print ("\n");
  rw_cli_print_cell (stdout, _ ("Column"), 32);
  rw_cli_print_cell (stdout, _ ("Type"), 12);
  /* Translators: at most 11 letters: the cells of a column without a value */
  rw_cli_print_cell (stdout, _ ("Missing"), -12);
  /* Translators: at most 11 letters: how many different values a column has */
  rw_cli_print_cell (stdout, _ ("Different"), -12);
  putchar ('\n');
  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      g_autofree char *missing = rw_format_count (rw_column_get_n_missing (column));
      g_autofree char *distinct = rw_format_count (inspection->distinct[i]);
      rw_cli_print_cell (stdout, rw_column_get_name (column), 31);
      putchar (' ');
      rw_cli_print_cell (stdout, get_kind_title (rw_column_get_kind (column)), 12);
      rw_cli_print_cell (stdout, missing, -12);
      rw_cli_print_cell (stdout, distinct, -12);
      putchar ('\n');
    }
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
  print_columns (inspection);
  if (!rw_cli_print_examples (table, error))
    return FALSE;
  rw_cli_print_mapping (table, inspection->model, inspection->mapping, inspection->check);
  rw_cli_print_data_check (table, inspection->model, inspection->data);
  rw_cli_print_problems (table);
  return rw_cli_flush (error);
}

/* NULL on failure. */
static json_t *
columns_to_json (const Inspection *inspection, GError **error)
{
  RwTable *table = inspection->table;
  json_t *columns = json_array ();

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      json_array_append_new (columns,
                             json_pack ("{s:s, s:s, s:I, s:I}", "name", rw_column_get_name (column),
                                        "type", rw_column_kind_get_id (rw_column_get_kind (column)),
                                        "missing", (json_int_t) rw_column_get_n_missing (column),
                                        "distinct", (json_int_t) inspection->distinct[i]));
    }
  if (rw_cli_add_examples (table, columns, error))
    return columns;
  json_decref (columns);
  return NULL;
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
table_to_json (RwTable *table, json_t *columns)
{
  return json_pack ("{s:s, s:I, s:o, s:o, s:o, s:{s:I}}", "file",
                    rw_source_get_name (rw_table_get_source (table)), "rows",
                    (json_int_t) rw_table_get_n_rows (table), "dialect", dialect_to_json (table),
                    "columns", columns, "problems", rw_cli_problems_to_json (table), "set_aside",
                    "rows", (json_int_t) rw_index_get_n_aside (rw_table_get_index (table)));
}

/* Standard output is where the report goes. */
static gboolean
check_output (const Options *options, GError **error)
{
  if (g_strcmp0 (options->save_mapping, "-") != 0)
    return rw_cli_check_output (options->model, options->save_mapping, error);
  g_set_error (error, RW_CLI_USAGE_ERROR, 0,
               _ ("A mapping cannot be written to standard output. Name a file."));
  return FALSE;
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
                       &options->file, error) &&
         check_output (options, error);
}

static gboolean
print_as_json (const Inspection *inspection, GError **error)
{
  json_t *columns = columns_to_json (inspection, error);

  if (columns == NULL)
    return FALSE;
  json_t *object = table_to_json (inspection->table, columns);
  rw_cli_add_mapping (object, inspection->model, inspection->mapping, inspection->check);
  json_object_set_new (
      object, "data_check",
      rw_cli_data_check_to_json (inspection->table, inspection->model, inspection->data));
  return rw_cli_print_json (object, error);
}

static gboolean
count_distinct (gsize column, gpointer data, GError **error)
{
  const Inspection *inspection = data;
  g_autoptr (RwIdCheck) values =
      rw_id_check_new (rw_table_get_column (inspection->table, (guint) column),
                       rw_table_get_n_rows (inspection->table), NULL, error);

  if (values == NULL)
    return FALSE;
  inspection->distinct[column] = values->n_distinct;
  return TRUE;
}

/* Looks at all values. */
static gboolean
look_at_values (RwCli *cli, Inspection *inspection, GError **error)
{
  guint n_columns = rw_table_get_n_columns (inspection->table);

  inspection->check = rw_mapping_check_new (inspection->table, inspection->model,
                                            inspection->mapping, cli->cancellable, error);
  if (inspection->check == NULL)
    return FALSE;
  inspection->data = rw_data_check_new (inspection->table, inspection->model, inspection->mapping,
                                        cli->cancellable, error);
  inspection->distinct = g_new0 (guint64, n_columns);
  return inspection->data != NULL &&
         rw_parallel_run (n_columns, 0, count_distinct, inspection, cli->cancellable, error);
}

static void
clear_inspection (Inspection *inspection)
{
  g_clear_pointer (&inspection->check, rw_mapping_check_free);
  g_clear_pointer (&inspection->data, rw_data_check_free);
  g_free (inspection->distinct);
}

static gboolean
show (RwCli *cli, const Options *options, Inspection *inspection, GError **error)
{
  if (!look_at_values (cli, inspection, error) ||
      (options->save_mapping != NULL &&
       !rw_cli_save_mapping (cli, inspection->table, inspection->mapping, options->save_mapping,
                             error)))
    return FALSE;
  rw_cli_end_progress (cli);
  return options->json ? print_as_json (inspection, error) : print_table (inspection, error);
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
  Inspection inspection = { .table = table, .model = model, .mapping = matching.mapping };
  gboolean done = table != NULL && show (cli, options, &inspection, error);
  clear_inspection (&inspection);
  return done;
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
