/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-model-card.h"

#include "rw-cli-figure.h"
#include "rw-format.h"
#include "rw-model-card.h"
#include "rw-rivals.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define TITLE_WIDTH 22
#define RIVAL_WIDTH 40
#define NAME_WIDTH  25

static void
print_line (const char *title, const char *text)
{
  g_autofree char *printable = rw_cli_make_printable (text);

  g_print ("  ");
  rw_cli_print_cell (stdout, title, TITLE_WIDTH);
  g_print (" %s\n", printable);
}

static void
print_names (const char *title, const char *names)
{
  g_autofree char *printable = rw_cli_make_printable (names);

  g_print ("    %s %s\n", title, printable);
}

static void
print_figures (const json_t *training)
{
  json_t *figures = json_object_get (training, "figures");
  const char *name;
  json_t *figure;

  if (json_object_size (figures) == 0)
    return;
  g_print ("\n%s\n", _ ("On customers it was not trained on, mean ± standard deviation:"));
  json_object_foreach (figures, name, figure)
  {
    const json_t *mean = json_object_get (figure, "mean");
    const json_t *deviation = json_object_get (figure, "sd");
    if (json_is_number (mean))
      rw_cli_figure_print_spread (name, json_number_value (mean),
                                  json_is_number (deviation) ? json_number_value (deviation)
                                                             : (double) NAN);
  }
}

/* The title of a rival called @name in JSON (transfer full); NULL: nobody knows it. */
static char *
make_rival_title (const json_t *json)
{
  const char *name = json_string_value (json_object_get (json, "rival"));
  RwRival rival = { .column = (char *) json_string_value (json_object_get (json, "column")) };

  for (rival.id = 0; rival.id < RW_N_RIVALS; rival.id++)
    if (g_strcmp0 (rw_rival_get_id (rival.id), name) == 0)
      return rival.id == RW_RIVAL_ONE_COLUMN && rival.column == NULL ? NULL
                                                                     : rw_rival_make_title (&rival);
  return NULL;
}

/* What the model had to beat on the same customers. */
static void
print_rivals (const json_t *training)
{
  json_t *rivals = json_object_get (training, "rivals");

  if (json_array_size (rivals) > 0)
    g_print ("\n%s\n", _ ("Beside it, on the same customers:"));
  for (gsize i = 0; i < json_array_size (rivals); i++)
    {
      const json_t *rival = json_array_get (rivals, i);
      g_autofree char *title = make_rival_title (rival);
      if (title == NULL)
        continue;
      g_print ("  ");
      rw_cli_print_cell (stdout, title, RIVAL_WIDTH);
      /* Translators: figures of something simple that a model has to beat */
      g_print (_ (" AUC %.4f, log loss %.4f\n"), json_number_value (json_object_get (rival, "auc")),
               json_number_value (json_object_get (rival, "log_loss")));
    }
}

/* The levels, and behind each its other texts: "One year (annual, 1 year), Two year". */
static char *
dup_levels (const RwInput *input)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint32 i = 0; i < rw_levels_get_n (input->levels); i++)
    {
      g_autofree char *aliases = g_strjoinv (", ", input->level_aliases[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              rw_levels_get_text (input->levels, i));
      if (aliases[0] != '\0')
        g_string_append_printf (text, " (%s)", aliases);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_input (const RwInput *input, double importance)
{
  g_autofree char *share = rw_format_percent (importance);
  g_autofree char *aliases = g_strjoinv (", ", input->aliases);
  g_autofree char *levels = input->kind == RW_INPUT_CATEGORY ? dup_levels (input) : NULL;

  g_print ("  ");
  rw_cli_print_cell (stdout, input->name, NAME_WIDTH);
  putchar (' ');
  rw_cli_print_cell (stdout, share, -8);
  /* Translators: kinds of a model's inputs */
  g_print ("  %s%s", input->kind == RW_INPUT_NUMBER ? _ ("number") : _ ("category"),
           input->required ? _ (", required") : "");
  g_print (input->unit != NULL ? " [%s]\n" : "\n", input->unit);
  if (levels != NULL)
    /* Translators: in front of the texts that a column may have */
    print_names (_ ("Values:"), levels);
  if (aliases[0] != '\0')
    /* Translators: in front of other names of a column */
    print_names (_ ("Also called:"), aliases);
}

void
rw_cli_model_card_print (RwModel *model)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  g_autoptr (GArray) ranks = rw_model_rank_inputs (model);
  g_autofree char *title = rw_cli_make_printable (manifest->title);
  g_autoptr (GPtrArray) lines = rw_model_card_list (model);

  g_print ("%s\n", title);
  for (guint i = 0; i < lines->len; i++)
    {
      const RwCardLine *line = lines->pdata[i];
      print_line (line->title, line->text);
    }
  print_figures (manifest->training);
  print_rivals (manifest->training);
  g_print ("\n%s\n", _ ("Columns it reads, the most important first, with their share of the "
                        "importance:"));
  for (guint i = 0; i < ranks->len; i++)
    {
      guint input = g_array_index (ranks, guint, i);
      print_input (manifest->inputs->pdata[input], rw_model_get_importance (model)[input]);
    }
}

json_t *
rw_cli_model_card_to_json (RwModel *model)
{
  json_t *card = rw_manifest_to_object (rw_model_get_manifest (model));
  json_t *inputs = json_object_get (card, "inputs");

  for (gsize i = 0; i < json_array_size (inputs); i++)
    json_object_set_new (json_array_get (inputs, i), "importance",
                         json_real (rw_model_get_importance (model)[i]));
  json_object_set_new (card, "sha256", json_string (rw_model_get_sha256 (model)));
  json_object_set_new (card, "trees", json_integer (rw_model_get_n_trees (model)));
  return card;
}
