/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-mapping.h"

#include "rw-format.h"
#include "rw-mapping-file.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TEXTS 20u /* of one input, that are printed for people */

static const RwInputMapping *
get_entry (const RwMapping *mapping, guint i)
{
  return mapping->inputs->pdata[i];
}

static const RwInputCheck *
get_check (const RwMappingCheck *check, guint i)
{
  return &g_array_index (check->inputs, RwInputCheck, i);
}

/* NaN where nothing can be said. */
static double
get_fitting_share (const RwInputCheck *check)
{
  return (double) check->n_fitting / (double) check->n_values;
}

static gboolean
is_judged (const RwInputCheck *check)
{
  return check->is_judged && check->n_values > 0;
}

char *
rw_cli_format_coverage (RwModel *model, const RwMapping *mapping)
{
  guint n_found = rw_mapping_count_found (mapping);

  /* Translators: how many of the columns that the model reads a file has */
  if (n_found == mapping->inputs->len)
    return g_strdup_printf (_ ("%u of %u"), n_found, mapping->inputs->len);
  g_autofree char *percent = rw_format_percent (rw_mapping_check_sum_importance (model, mapping));
  return g_strdup_printf (_ ("%u of %u, with %s of the model's importance"), n_found,
                          mapping->inputs->len, percent);
}

static void
print_entry (const RwInputMapping *entry, const RwInputCheck *check)
{
  g_autofree char *fits =
      is_judged (check) ? rw_format_percent (get_fitting_share (check)) : g_strdup ("");

  rw_cli_print_cell (stdout, entry->input, 23);
  putchar (' ');
  rw_cli_print_cell (stdout, entry->column != NULL ? entry->column : "–", 31);
  putchar (' ');
  rw_cli_print_cell (stdout, rw_match_get_title (entry->match), 12);
  rw_cli_print_cell (stdout, fits, -10);
  putchar ('\n');
}

/* What is not as the model calls it: “annual” → “One year” (Similar, 3,021 ×). */
static void
print_texts (const RwInputMapping *entry, const RwInputCheck *check)
{
  guint n_shown = 0;

  for (guint i = 0; i < check->texts->len && n_shown < MAX_TEXTS; i++)
    {
      const RwTextCheck *text = check->texts->pdata[i];
      if (text->match == RW_MATCH_EXACT)
        continue;
      g_autofree char *count = rw_format_count (text->count);
      g_autofree char *raw = rw_cli_make_printable (text->text);
      g_autofree char *input = rw_cli_make_printable (entry->input);
      if (text->level != NULL)
        /* Translators: a column, a text in it, what the model takes it for, how it was found, and
         * how often it is there */
        g_print (_ ("  %s: “%s” → “%s” (%s, %s ×)\n"), input, raw, text->level,
                 rw_match_get_title (text->match), count);
      else
        /* Translators: a column, a text in it, and how often it is there */
        g_print (_ ("  %s: “%s” is not known to the model: missing (%s ×)\n"), input, raw, count);
      n_shown++;
    }
}

static void
print_notes (const RwInputMapping *entry, const RwInputCheck *check)
{
  g_autofree char *input = rw_cli_make_printable (entry->input);

  for (guint i = 0; i < entry->rivals->len; i++)
    {
      g_autofree char *rival = rw_cli_make_printable (entry->rivals->pdata[i]);
      /* Translators: what the model reads, and a column of the file */
      g_print (_ ("  %s: “%s” fits as well\n"), input, rival);
    }
  for (guint i = 0; i < entry->likely->len; i++)
    {
      g_autofree char *likely = rw_cli_make_printable (entry->likely->pdata[i]);
      /* Translators: what the model reads, and a column of the file */
      g_print (_ ("  %s: perhaps “%s”\n"), input, likely);
    }
  if (entry->is_shared)
    g_print (_ ("  %s: its column is read for another one, too\n"), input);
  if (check->unit != RW_UNIT_SAME)
    /* Translators: a column, the unit it seems to be in, and a number for the mapping file */
    g_print (_ ("  %s: seems to be in %s; “factor”: %.7g would make it the model's unit\n"), input,
             rw_unit_get_title (check->unit), rw_unit_get_factor (check->unit));
  print_texts (entry, check);
}

void
rw_cli_print_mapping (RwTable *table, RwModel *model, const RwMapping *mapping,
                      const RwMappingCheck *check)
{
  const char *file = rw_source_get_name (rw_table_get_source (table));
  const RwManifest *manifest = rw_model_get_manifest (model);
  g_autofree char *title = rw_cli_make_printable (manifest->title);
  g_autofree char *coverage = rw_cli_format_coverage (model, mapping);
  g_autoptr (GError) question = NULL;

  /* Translators: a model, and how many of its columns are there */
  g_print (_ ("\nColumns for the model “%s”: %s\n"), title, coverage);
  if (check->n_found == 0)
    return;
  /* Translators: at most 23 letters: what the model reads */
  rw_cli_print_cell (stdout, _ ("The model's column"), 24);
  /* Translators: at most 31 letters */
  rw_cli_print_cell (stdout, _ ("The file's column"), 32);
  /* Translators: at most 12 letters: how the column was found */
  rw_cli_print_cell (stdout, _ ("Found"), 12);
  /* Translators: at most 10 letters: the share of values that are as the model knows them */
  rw_cli_print_cell (stdout, _ ("Fitting"), -10);
  putchar ('\n');
  for (guint i = 0; i < mapping->inputs->len; i++)
    print_entry (get_entry (mapping, i), get_check (check, i));
  for (guint i = 0; i < mapping->inputs->len; i++)
    print_notes (get_entry (mapping, i), get_check (check, i));
  if (!rw_mapping_is_settled (mapping, manifest, file, &question))
    {
      g_autofree char *message = rw_cli_make_printable (question->message);
      g_print ("%s\n", message);
    }
}

static json_t *
names_to_json (const GPtrArray *names)
{
  json_t *list = json_array ();

  for (guint i = 0; i < names->len; i++)
    json_array_append_new (list, json_string (names->pdata[i]));
  return list;
}

static json_t *
texts_to_json (const GPtrArray *texts)
{
  json_t *list = json_array ();

  for (guint i = 0; i < texts->len; i++)
    {
      const RwTextCheck *text = texts->pdata[i];
      json_array_append_new (list, json_pack ("{s:s, s:I, s:s, s:s?}", "text", text->text, "rows",
                                              (json_int_t) text->count, "match",
                                              rw_match_get_id (text->match), "level", text->level));
    }
  return list;
}

static json_t *
entry_to_json (const RwInput *input, const RwInputMapping *entry, const RwInputCheck *check,
               double importance)
{
  json_t *object = json_pack ("{s:s, s:s?, s:s, s:b, s:f, s:f, s:I}", "input", entry->input,
                              "column", entry->column, "match", rw_match_get_id (entry->match),
                              "required", (int) input->required, "importance", importance, "factor",
                              entry->factor, "values", (json_int_t) check->n_values);

  if (is_judged (check))
    json_object_set_new (object, "fitting", json_real (get_fitting_share (check)));
  if (entry->rivals->len > 0)
    json_object_set_new (object, "rivals", names_to_json (entry->rivals));
  if (entry->likely->len > 0)
    json_object_set_new (object, "likely", names_to_json (entry->likely));
  if (entry->is_shared)
    json_object_set_new (object, "shared", json_true ());
  if (check->unit != RW_UNIT_SAME)
    json_object_set_new (object, "offer",
                         json_pack ("{s:s, s:f}", "unit", rw_unit_get_id (check->unit), "factor",
                                    rw_unit_get_factor (check->unit)));
  if (input->kind == RW_INPUT_CATEGORY && entry->column != NULL)
    json_object_set_new (object, "texts", texts_to_json (check->texts));
  return object;
}

static json_t *
coverage_to_json (const RwManifest *manifest, const RwMapping *mapping, const RwMappingCheck *check)
{
  gboolean settled = rw_mapping_is_settled (mapping, manifest, "", NULL);
  json_t *missing = json_array ();

  for (guint i = 0; i < mapping->inputs->len; i++)
    if (get_entry (mapping, i)->column == NULL)
      json_array_append_new (missing, json_string (get_entry (mapping, i)->input));
  return json_pack ("{s:I, s:I, s:I, s:f, s:o, s:b}", "inputs", (json_int_t) mapping->inputs->len,
                    "found", (json_int_t) check->n_found, "needed", (json_int_t) check->n_needed,
                    "importance", check->importance, "missing", missing, "settled", (int) settled);
}

void
rw_cli_add_mapping (json_t *object, RwModel *model, const RwMapping *mapping,
                    const RwMappingCheck *check)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  const double *importance = rw_model_get_importance (model);
  json_t *inputs = json_array ();

  for (guint i = 0; i < mapping->inputs->len; i++)
    json_array_append_new (inputs,
                           entry_to_json (manifest->inputs->pdata[i], get_entry (mapping, i),
                                          get_check (check, i), importance[i]));
  json_object_set_new (object, "mapping",
                       json_pack ("{s:s, s:s, s:s?, s:o}", "model", manifest->title, "model_sha256",
                                  rw_model_get_sha256 (model), "id", mapping->id->column, "inputs",
                                  inputs));
  json_object_set_new (object, "coverage", coverage_to_json (manifest, mapping, check));
}

gboolean
rw_cli_save_mapping (RwCli *cli, RwTable *table, const RwMapping *mapping, const char *path,
                     GError **error)
{
  g_autoptr (RwOutput) output = rw_cli_open_output (cli, rw_table_get_source (table), path, error);

  return output != NULL && rw_mapping_file_save (mapping, output, error);
}
