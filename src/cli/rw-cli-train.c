/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-training.h"
#include "rw-cli.h"

#include "rw-aliases.h"
#include "rw-label-find.h"
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
  char *budget;
  char *seed;
  GStrv ignored;
  GStrv kept;
  gboolean json;
  RwTrainerOptions trainer; /* what the others say */
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
settle_options (Options *options, GError **error)
{
  RwTrainerOptions *trainer = &options->trainer;
  guint64 seed = 0;

  trainer->ignored = (const char *const *) options->ignored;
  trainer->kept = (const char *const *) options->kept;
  if (options->budget != NULL && !rw_budget_parse (options->budget, &trainer->budget))
    g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                 _ ("There is no budget “%s”: it is quick, normal or thorough."), options->budget);
  else if (options->seed != NULL &&
           !g_ascii_string_to_unsigned (options->seed, 10, 1, G_MAXUINT32, &seed, NULL))
    g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                 _ ("--seed takes a whole number from 1 to 4294967295, not “%s”."), options->seed);
  else
    {
      trainer->seed = seed;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_options (RwCli *cli, GStrv *arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "label", 0, 0, G_OPTION_ARG_STRING, &options->label,
      N_ ("The column that says who left (default: found by its name and values)"), N_ ("COLUMN") },
    { "positive", 0, 0, G_OPTION_ARG_STRING, &options->positive,
      N_ ("The value of it that means “left” (default: yes, 1, true, churned…)"), N_ ("VALUE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output, N_ ("Write the model to MODEL"),
      N_ ("MODEL") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options->title,
      N_ ("What the model is called (default: the name of FILE)"), N_ ("TITLE") },
    { "aliases", 0, 0, G_OPTION_ARG_FILENAME, &options->aliases,
      N_ ("Take other names of columns and values from ALIASES, a JSON file"), N_ ("ALIASES") },
    { "ignore", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->ignored,
      N_ ("Do not learn from COLUMN; may be given several times"), N_ ("COLUMN") },
    { "keep", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->kept,
      N_ ("Learn from COLUMN although it would be left out; may be given several times"),
      N_ ("COLUMN") },
    { "budget", 0, 0, G_OPTION_ARG_STRING, &options->budget,
      N_ ("How long to look for the best model: quick, normal or thorough (default: normal)"),
      N_ ("BUDGET") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->seed,
      N_ ("Draw folds and rows by another number than 42"), N_ ("NUMBER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print the figures as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return rw_cli_parse (cli, arguments, entries, "train",
                       _ ("Trains a model on FILE, says how good it is on customers it was not "
                          "trained on, and writes it to MODEL."),
                       &options->file, error) &&
         (options->label == NULL || rw_cli_require (options->label, "--label", error)) &&
         rw_cli_require (options->output, "-o", error) && check_output (options, error) &&
         settle_options (options, error);
}

/* Finds the label if nobody said which column it is. */
static RwTable *
load (RwCli *cli, Options *options, GError **error)
{
  g_auto (RwMatching) matching = { .label = options->label, .finds_label = options->label == NULL };
  g_autoptr (RwSource) source = rw_cli_open (cli, options->file, error);
  g_autoptr (RwTable) table =
      source != NULL ? rw_cli_load_source (cli, source, &matching, error) : NULL;

  if (table == NULL || options->label != NULL)
    return g_steal_pointer (&table);
  options->label = rw_label_find (table, options->positive, error);
  if (options->label == NULL)
    return NULL;
  if (rw_label_is_read_right (table, options->label))
    return g_steal_pointer (&table);
  matching.label = options->label;
  matching.finds_label = FALSE;
  return rw_cli_load_source (cli, source, &matching, error);
}

static gboolean
run (RwCli *cli, Options *options, GError **error)
{
  json_auto_t *aliases =
      options->aliases != NULL ? rw_aliases_load (options->aliases, cli->cancellable, error) : NULL;

  if (options->aliases != NULL && aliases == NULL)
    return FALSE;
  g_autoptr (RwTable) table = load (cli, options, error);
  g_autoptr (RwLabels) labels =
      table != NULL ? rw_labels_read (table, options->label, options->positive, error) : NULL;

  /* Who waited for a model must not hear then that it cannot be written. */
  g_autoptr (RwOutput) output =
      labels != NULL ? rw_cli_open_output (cli, rw_table_get_source (table), options->output, error)
                     : NULL;
  if (output == NULL)
    return FALSE;
  RwTrainerOptions trainer = options->trainer;
  trainer.title = options->title;
  trainer.aliases = aliases;
  g_autoptr (RwTraining) training =
      rw_trainer_train (table, labels, &trainer, cli->progress, cli->cancellable, error);
  if (training == NULL || !rw_output_write_whole (output, training->model, error))
    return FALSE;
  rw_cli_end_progress (cli);
  rw_cli_note_guess (table, stderr);
  if (options->json)
    return rw_cli_training_print_json (training, labels, error);
  rw_cli_training_print (training, labels);
  g_print (_ ("Written to %s\n"), options->output);
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
  g_free (options.budget);
  g_free (options.seed);
  g_strfreev (options.ignored);
  g_strfreev (options.kept);
  return done;
}
