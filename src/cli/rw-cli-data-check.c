/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-data-check.h"

#include "rw-cli-examples.h"
#include "rw-format.h"

#include <glib/gi18n.h>

#define MAX_IDS 5u /* of each kind, that are printed for people */

static const RwInputShift *
get_shift (const RwDataCheck *check, guint i)
{
  return &g_array_index (check->inputs, RwInputShift, i);
}

static const char *
get_name (RwModel *model, const RwInputShift *shift)
{
  return ((RwInput *) rw_model_get_manifest (model)->inputs->pdata[shift->input])->name;
}

static void
print_head (void)
{
  g_print ("\n%s\n", _ ("Values beside those the model was trained on, the worst first:"));
  /* Translators: at most 23 letters: what the model reads */
  rw_cli_print_cell (stdout, _ ("The model's column"), 24);
  /* Translators: at most 17 letters: how values differ from those in training */
  rw_cli_print_cell (stdout, _ ("Compared"), 18);
  /* Translators: at most 7 letters: the population stability index */
  rw_cli_print_cell (stdout, _ ("PSI"), -8);
  /* Translators: at most 9 letters: the share of missing values */
  rw_cli_print_cell (stdout, _ ("Missing"), -10);
  /* Translators: at most 11 letters: the share of missing values in the training data */
  rw_cli_print_cell (stdout, _ ("in training"), -12);
  /* Translators: at most 10 letters: the share of values that the model does not know */
  rw_cli_print_cell (stdout, _ ("Unknown"), -11);
  /* Translators: at most 13 letters: the share of numbers outside the range of the training data */
  rw_cli_print_cell (stdout, _ ("Out of range"), -14);
  putchar ('\n');
}

static void
print_share (double share, int width)
{
  g_autofree char *text = rw_format_percent (share);

  rw_cli_print_cell (stdout, text, width);
}

static void
print_shift (RwModel *model, const RwInputShift *shift)
{
  rw_cli_print_cell (stdout, get_name (model, shift), 23);
  putchar (' ');
  rw_cli_print_cell (stdout, rw_shift_get_title (shift->shift), 18);
  if (shift->shift != RW_SHIFT_NOT_COMPARED)
    {
      g_autofree char *psi = g_strdup_printf ("%.3f", shift->psi);
      rw_cli_print_cell (stdout, psi, -8);
      print_share (shift->missing, -10);
      print_share (shift->missing_before, -12);
      print_share (shift->unseen, -11);
      print_share (shift->outside, -14);
    }
  putchar ('\n');
}

static char *
dup_line (RwTable *table, guint32 row)
{
  return rw_format_count (rw_table_get_line (table, (guint64) row + 1));
}

static void
print_repeated (RwTable *table, const RwDataCheck *check)
{
  const GArray *duplicates = check->ids->duplicates;

  for (guint i = 0; i < MIN (duplicates->len, MAX_IDS); i++)
    {
      const RwDuplicateId *duplicate = &g_array_index (duplicates, RwDuplicateId, i);
      g_autofree char *value = rw_cli_dup_value (check->id_column, duplicate->row);
      g_autofree char *id = rw_cli_make_printable (value);
      g_autofree char *line = dup_line (table, duplicate->row);
      g_autofree char *first = dup_line (table, duplicate->first);
      /* Translators: a line of the file, the id of a customer, and the line that has it, too */
      g_print (_ ("  line %s: “%s”, as on line %s\n"), line, id, first);
    }
}

static void
print_ids (RwTable *table, const RwDataCheck *check)
{
  const RwIdCheck *ids = check->ids;
  g_autofree char *name = rw_cli_make_printable (rw_column_get_name (check->id_column));
  g_autofree char *distinct = rw_format_count (ids->n_distinct);
  g_autofree char *repeated = rw_format_count (ids->n_duplicates);
  g_autofree char *blank = rw_format_count (ids->n_blank);

  g_print ("\n");
  /* Translators: a column that names customers; how many different names there are, and how many
   * rows have one that was there before, and none */
  g_print (_ ("Ids in “%s”: %s different, %s repeated, %s blank\n"), name, distinct, repeated,
           blank);
  print_repeated (table, check);
  for (guint i = 0; i < MIN (ids->blanks->len, MAX_IDS); i++)
    {
      g_autofree char *line = dup_line (table, g_array_index (ids->blanks, guint32, i));
      g_print (_ ("  line %s: no id\n"), line);
    }
}

void
rw_cli_print_data_check (RwTable *table, RwModel *model, const RwDataCheck *check)
{
  /* the worst one comes first: nothing was compared if it was not */
  if (get_shift (check, 0)->shift != RW_SHIFT_NOT_COMPARED)
    {
      print_head ();
      for (guint i = 0; i < check->inputs->len; i++)
        print_shift (model, get_shift (check, i));
    }
  if (check->ids != NULL)
    print_ids (table, check);
}

static json_t *
shift_to_json (RwModel *model, const RwInputShift *shift)
{
  json_t *unseen = json_array ();
  json_t *object = json_pack ("{s:s, s:s}", "input", get_name (model, shift), "shift",
                              rw_shift_get_id (shift->shift));

  for (guint i = 0; i < shift->texts->len; i++)
    {
      const RwUnseenText *text = shift->texts->pdata[i];
      json_array_append_new (
          unseen, json_pack ("{s:s, s:I}", "text", text->text, "rows", (json_int_t) text->count));
    }
  json_t *facts =
      json_pack ("{s:f, s:f, s:f, s:f, s:f, s:o}", "psi", shift->psi, "missing", shift->missing,
                 "missing_in_training", shift->missing_before, "unknown", shift->unseen,
                 "out_of_range", shift->outside, "unknown_texts", unseen);
  if (shift->shift != RW_SHIFT_NOT_COMPARED)
    json_object_update (object, facts);
  json_decref (facts);
  return object;
}

static json_int_t
get_line (RwTable *table, guint32 row)
{
  return (json_int_t) rw_table_get_line (table, (guint64) row + 1);
}

static json_t *
duplicates_to_json (RwTable *table, const RwDataCheck *check)
{
  json_t *list = json_array ();

  for (guint i = 0; i < check->ids->duplicates->len; i++)
    {
      const RwDuplicateId *duplicate = &g_array_index (check->ids->duplicates, RwDuplicateId, i);
      g_autofree char *id = rw_cli_dup_value (check->id_column, duplicate->row);
      json_array_append_new (list, json_pack ("{s:s, s:I, s:I, s:I}", "id", id, "line",
                                              get_line (table, duplicate->row), "record",
                                              (json_int_t) duplicate->row + 1, "first_line",
                                              get_line (table, duplicate->first)));
    }
  return list;
}

static json_t *
blanks_to_json (RwTable *table, const GArray *blanks)
{
  json_t *list = json_array ();

  for (guint i = 0; i < blanks->len; i++)
    {
      guint32 row = g_array_index (blanks, guint32, i);
      json_array_append_new (list, json_pack ("{s:I, s:I}", "line", get_line (table, row), "record",
                                              (json_int_t) row + 1));
    }
  return list;
}

static json_t *
ids_to_json (RwTable *table, const RwDataCheck *check)
{
  const RwIdCheck *ids = check->ids;

  if (ids == NULL)
    return json_null ();
  return json_pack ("{s:s, s:I, s:I, s:I, s:o, s:o}", "column",
                    rw_column_get_name (check->id_column), "distinct", (json_int_t) ids->n_distinct,
                    "repeated", (json_int_t) ids->n_duplicates, "blank", (json_int_t) ids->n_blank,
                    "first_repeated", duplicates_to_json (table, check), "first_blank",
                    blanks_to_json (table, ids->blanks));
}

json_t *
rw_cli_data_check_to_json (RwTable *table, RwModel *model, const RwDataCheck *check)
{
  json_t *inputs = json_array ();

  for (guint i = 0; i < check->inputs->len; i++)
    json_array_append_new (inputs, shift_to_json (model, get_shift (check, i)));
  return json_pack ("{s:o, s:o}", "inputs", inputs, "ids", ids_to_json (table, check));
}
