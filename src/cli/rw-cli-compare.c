/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-comparison.h"
#include "rw-cli.h"

#include "rw-error.h"
#include "rw-labels.h"
#include "rw-model-comparison-json.h"
#include "rw-scores.h"

#include <glib/gi18n.h>

#define THRESHOLD 0.5
#define SEED      42u
#define N_MODELS  2u

typedef struct
{
  char *file;
  GStrv models;
  char *label;
  char *positive;
  gboolean json;
} Options;

/* What is known on the way. */
typedef struct
{
  RwModel *models[N_MODELS];
  RwSource *source;
  RwTable *table; /* as the model that came last reads it: there is never more than one */
  RwLabels *labels;
  RwScores *scores[N_MODELS];
} Work;

static void
clear_work (Work *work)
{
  for (guint i = 0; i < N_MODELS; i++)
    {
      g_clear_object (&work->models[i]);
      g_clear_object (&work->scores[i]);
    }
  g_clear_object (&work->source);
  g_clear_object (&work->table);
  g_clear_pointer (&work->labels, rw_labels_free);
}

static gboolean
require_two (const Options *options, GError **error)
{
  if (options->models != NULL && g_strv_length (options->models) == N_MODELS)
    return TRUE;
  g_set_error (error, RW_CLI_USAGE_ERROR, 0, _ ("Name two models, each with -m."));
  return FALSE;
}

static gboolean
parse_options (RwCli *cli, GStrv *arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->models,
      N_ ("A model; given twice, the first one is A and the second one B"), N_ ("MODEL") },
    { "label", 0, 0, G_OPTION_ARG_STRING, &options->label, N_ ("The column that says who left"),
      N_ ("COLUMN") },
    { "positive", 0, 0, G_OPTION_ARG_STRING, &options->positive,
      N_ ("The value of it that means “left” (default: yes, 1, true, churned…)"), N_ ("VALUE") },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &cli->mapping,
      N_ ("Read both models' columns as MAPPING says"), N_ ("MAPPING") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return rw_cli_parse (cli, arguments, entries, "compare",
                       _ ("Compares the scores of two models on the customers of FILE, of whom it "
                          "is known who left. A model is better than it should be on the file it "
                          "was trained on."),
                       &options->file, error) &&
         require_two (options, error) && rw_cli_require (options->label, "--label", error);
}

/* That a column is missing is no use to know without the model's name. */
static gboolean
load (RwCli *cli, const char *path, RwMatching *matching, Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;

  g_clear_object (&work->table);
  work->table = rw_cli_load_source (cli, work->source, matching, &problem);
  if (work->table != NULL)
    return TRUE;
  if (g_error_matches (problem, RW_ERROR, RW_ERROR_MISMATCH))
    g_prefix_error (&problem, "%s: ", path);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
score (RwCli *cli, const Options *options, guint number, Work *work, GError **error)
{
  RwModel *model = work->models[number];
  g_auto (RwMatching)
      matching = { .label = options->label, .manifest = rw_model_get_manifest (model) };

  if (!load (cli, options->models[number], &matching, work, error))
    return FALSE;
  if (work->labels == NULL)
    work->labels = rw_labels_read (work->table, options->label, options->positive, error);
  if (work->labels == NULL)
    return FALSE;
  work->scores[number] = rw_scores_compute (work->table, model, matching.mapping, 0, cli->progress,
                                            cli->cancellable, error);
  return work->scores[number] != NULL;
}

static RwModelComparison *
compare (RwCli *cli, const Options *options, Work *work, GError **error)
{
  for (guint i = 0; i < N_MODELS; i++)
    {
      work->models[i] = rw_cli_load_model (cli, options->models[i], error);
      if (work->models[i] == NULL)
        return NULL;
    }
  work->source = rw_cli_open (cli, options->file, error);
  if (work->source == NULL)
    return NULL;
  for (guint i = 0; i < N_MODELS; i++)
    if (!score (cli, options, i, work, error))
      return NULL;
  return rw_model_comparison_new (rw_scores_get_probabilities (work->scores[0]),
                                  rw_scores_get_probabilities (work->scores[1]),
                                  rw_scores_get_n_rows (work->scores[0]), work->labels,
                                  &rw_risk_bands, THRESHOLD, SEED, cli->cancellable, error);
}

static char *
dup_title (RwModel *model, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  return g_strdup_printf ("%s (%s)", rw_model_get_manifest (model)->title, shown);
}

static gboolean
run (RwCli *cli, const Options *options, Work *work, GError **error)
{
  g_autoptr (RwModelComparison) comparison = compare (cli, options, work, error);

  if (comparison == NULL)
    return FALSE;
  rw_cli_end_progress (cli);
  rw_cli_note_guess (work->table, stderr);
  for (guint i = 0; i < N_MODELS; i++)
    if (!rw_cli_note_own_file (cli, work->models[i], work->table, error))
      return FALSE;
  if (options->json)
    return rw_cli_print_json (rw_model_comparison_to_json (comparison), error);
  g_autofree char *a = dup_title (work->models[0], options->models[0]);
  g_autofree char *b = dup_title (work->models[1], options->models[1]);
  const char *titles[N_MODELS] = { a, b };
  rw_cli_comparison_print (comparison, titles);
  return rw_cli_flush (error);
}

gboolean
rw_cli_compare (RwCli *cli, GStrv *arguments, GError **error)
{
  Options options = { 0 };
  Work work = { 0 };
  gboolean done =
      parse_options (cli, arguments, &options, error) && run (cli, &options, &work, error);

  clear_work (&work);
  g_free (options.file);
  g_strfreev (options.models);
  g_free (options.label);
  g_free (options.positive);
  return done;
}
