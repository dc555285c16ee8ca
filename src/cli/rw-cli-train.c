/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-figure.h"
#include "rw-cli.h"

#include "rw-aliases.h"
#include "rw-format.h"
#include "rw-labels.h"
#include "rw-trainer.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *file;
  char *label;
  char *positive;
  char *output;
  char *title;
  char *aliases;
  gboolean json;
} Options;

/* Standard output is where the figures go. */
static gboolean
check_output (const Options *options, GError **error)
{
  if (strcmp (options->output, "-") != 0)
    return TRUE;
  g_set_error (error, RW_CLI_USAGE_ERROR, 0,
               _ ("A model cannot be written to standard output. Name a file with -o."));
  return FALSE;
}

static gboolean
parse_options (RwCli *cli, GStrv *arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "label", 0, 0, G_OPTION_ARG_STRING, &options->label, N_ ("The column that says who left"),
      N_ ("COLUMN") },
    { "positive", 0, 0, G_OPTION_ARG_STRING, &options->positive,
      N_ ("The value of it that means “left” (default: yes, 1, true, churned…)"), N_ ("VALUE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output, N_ ("Write the model to MODEL"),
      N_ ("MODEL") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options->title,
      N_ ("What the model is called (default: the name of FILE)"), N_ ("TITLE") },
    { "aliases", 0, 0, G_OPTION_ARG_FILENAME, &options->aliases,
      N_ ("Take other names of columns and values from ALIASES, a JSON file"), N_ ("ALIASES") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print the figures as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return rw_cli_parse (cli, arguments, entries, "train",
                       _ ("Trains a model on FILE, says how good it is on customers it was not "
                          "trained on, and writes it to MODEL."),
                       &options->file, error) &&
         rw_cli_require (options->label, "--label", error) &&
         rw_cli_require (options->output, "-o", error) && check_output (options, error);
}

static gboolean
write_model (RwCli *cli, GBytes *model, RwTable *table, const char *path, GError **error)
{
  g_autoptr (RwOutput) output = rw_cli_open_output (cli, rw_table_get_source (table), path, error);
  gsize length = 0;
  const void *bytes = g_bytes_get_data (model, &length);

  return output != NULL && rw_output_write (output, bytes, length, error) &&
         rw_output_commit (output, error);
}

static void
print_figures (const RwTraining *training)
{
  json_t *figures = rw_training_figures_to_json (training);
  const char *name;
  json_t *figure;

  g_print (_ ("On customers it was not trained on (%u × %u-fold cross-validation, mean ± standard "
              "deviation):\n"),
           RW_TRAINER_N_REPEATS, RW_TRAINER_N_FOLDS);
  json_object_foreach (figures, name, figure)
      rw_cli_figure_print_spread (name, json_number_value (json_object_get (figure, "mean")),
                                  json_number_value (json_object_get (figure, "sd")));
  json_decref (figures);
}

static void
print_training (const RwTraining *training, const Options *options)
{
  g_autofree char *rows = rw_format_count (training->n_rows);
  g_autofree char *positives = rw_format_count (training->n_positive);
  g_autofree char *share = rw_format_percent ((double) training->n_positive / training->n_rows);

  /* Translators: how many customers there are, how many of them left, and that as a percentage */
  g_print (_ ("Customers: %s; of them left: %s (%s)\n"), rows, positives, share);
  for (guint i = 0; i < training->dropped->len; i++)
    {
      const RwDroppedColumn *dropped = training->dropped->pdata[i];
      g_autofree char *name = rw_cli_make_printable (dropped->name);
      /* Translators: a column that the model does not use, and why */
      g_print (_ ("Not used: “%s” (%s)\n"), name, _ (dropped->reason));
    }
  print_figures (training);
  g_print (_ ("Written to %s\n"), options->output);
}

static gboolean
print_json (const RwTraining *training, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, training->model);
  json_t *dropped = json_array ();

  for (guint i = 0; i < training->dropped->len; i++)
    {
      const RwDroppedColumn *column = training->dropped->pdata[i];
      json_array_append_new (
          dropped, json_pack ("{s:s, s:s}", "column", column->name, "reason", column->reason));
    }
  return rw_cli_print_json (
      json_pack ("{s:s, s:I, s:I, s:i, s:i, s:o, s:o}", "model_sha256", sha256, "rows",
                 (json_int_t) training->n_rows, "positives", (json_int_t) training->n_positive,
                 "folds", (int) RW_TRAINER_N_FOLDS, "repeats", (int) RW_TRAINER_N_REPEATS,
                 "figures", rw_training_figures_to_json (training), "dropped", dropped),
      error);
}

static gboolean
run (RwCli *cli, const Options *options, GError **error)
{
  g_auto (RwMatching) matching = { .label = options->label };
  json_auto_t *aliases =
      options->aliases != NULL ? rw_aliases_load (options->aliases, cli->cancellable, error) : NULL;

  if (options->aliases != NULL && aliases == NULL)
    return FALSE;
  g_autoptr (RwTable) table = rw_cli_load (cli, options->file, &matching, error);
  g_autoptr (RwLabels) labels =
      table != NULL ? rw_labels_read (table, options->label, options->positive, error) : NULL;

  if (labels == NULL)
    return FALSE;
  const char *title =
      options->title != NULL ? options->title : rw_source_get_name (rw_table_get_source (table));
  g_autoptr (RwTraining) training =
      rw_trainer_train (table, labels, title, aliases, cli->progress, cli->cancellable, error);
  if (training == NULL || !write_model (cli, training->model, table, options->output, error))
    return FALSE;
  rw_cli_end_progress (cli);
  rw_cli_note_guess (table, stderr);
  if (options->json)
    return print_json (training, error);
  print_training (training, options);
  return rw_cli_flush (error);
}

gboolean
rw_cli_train (RwCli *cli, GStrv *arguments, GError **error)
{
  Options options = { 0 };
  gboolean done = parse_options (cli, arguments, &options, error) && run (cli, &options, error);

  g_free (options.file);
  g_free (options.label);
  g_free (options.positive);
  g_free (options.output);
  g_free (options.title);
  g_free (options.aliases);
  return done;
}
