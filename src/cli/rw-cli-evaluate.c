/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-evaluation-groups.h"
#include "rw-cli-evaluation.h"
#include "rw-cli.h"

#include "rw-evaluation-json.h"
#include "rw-labels.h"
#include "rw-scores.h"

#include <glib/gi18n.h>

#define THRESHOLD 0.5
#define SEED      42u

typedef struct
{
  char *file;
  char *model;
  char *label;
  char *positive;
  char *by;
  gboolean json;
} Options;

static gboolean
parse_options (RwCli *cli, GStrv *arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &options->model,
      N_ ("Evaluate MODEL instead of the one that ships"), N_ ("MODEL") },
    { "label", 0, 0, G_OPTION_ARG_STRING, &options->label, N_ ("The column that says who left"),
      N_ ("COLUMN") },
    { "positive", 0, 0, G_OPTION_ARG_STRING, &options->positive,
      N_ ("The value of it that means “left” (default: yes, 1, true, churned…)"), N_ ("VALUE") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options->by,
      N_ ("Evaluate each value of COLUMN on its own, too (numbers in quarters)"), N_ ("COLUMN") },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &cli->mapping,
      N_ ("Read the model's columns as MAPPING says"), N_ ("MAPPING") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return rw_cli_parse (cli, arguments, entries, "evaluate",
                       _ ("Compares a model's scores of FILE with who really left. On the file a "
                          "model was trained on, the figures are better than they should be."),
                       &options->file, error) &&
         rw_cli_require (options->label, "--label", error);
}

/* The probabilities of the rows that have a label. */
static float *
pick_probabilities (RwScores *scores, const RwLabels *labels)
{
  float *probabilities = g_new (float, labels->rows->len + 1);

  for (guint i = 0; i < labels->rows->len; i++)
    probabilities[i] =
        rw_scores_get_probabilities (scores)[g_array_index (labels->rows, guint32, i)];
  return probabilities;
}

static gboolean
print (const Options *options, const RwEvaluation *evaluation, const GPtrArray *groups,
       GError **error)
{
  if (options->json)
    {
      json_t *object = rw_evaluation_to_json (evaluation);
      if (groups != NULL)
        json_object_set_new (object, "by", rw_cli_evaluation_groups_to_json (options->by, groups));
      return rw_cli_print_json (object, error);
    }
  rw_cli_evaluation_print (evaluation);
  if (groups != NULL)
    rw_cli_evaluation_groups_print (options->by, groups);
  return rw_cli_flush (error);
}

static gboolean
evaluate (RwCli *cli, const Options *options, RwTable *table, RwScores *scores,
          const RwLabels *labels, GError **error)
{
  g_autofree float *probabilities = pick_probabilities (scores, labels);
  g_autoptr (GPtrArray) groups = NULL;

  if (options->by != NULL)
    {
      groups = rw_evaluation_groups_new (table, options->by, labels, probabilities, THRESHOLD, SEED,
                                         cli->cancellable, error);
      if (groups == NULL)
        return FALSE;
    }
  g_autoptr (RwEvaluation) evaluation =
      rw_evaluation_new (probabilities, (const float *) (gpointer) labels->values->data,
                         labels->rows->len, THRESHOLD, SEED, cli->cancellable, error);
  if (evaluation == NULL)
    return FALSE;
  rw_cli_end_progress (cli);
  rw_cli_note_guess (table, stderr);
  return rw_cli_note_own_file (cli, rw_scores_get_model (scores), table, error) &&
         print (options, evaluation, groups, error);
}

static gboolean
run (RwCli *cli, const Options *options, GError **error)
{
  g_autoptr (RwModel) model = rw_cli_load_model (cli, options->model, error);
  g_auto (RwMatching) matching = { .label = options->label };

  if (model == NULL)
    return FALSE;
  matching.manifest = rw_model_get_manifest (model);
  g_autoptr (RwTable) table = rw_cli_load (cli, options->file, &matching, error);
  g_autoptr (RwLabels) labels =
      table != NULL ? rw_labels_read (table, options->label, options->positive, error) : NULL;

  if (labels == NULL)
    return FALSE;
  g_autoptr (RwScores) scores =
      rw_scores_compute (table, model, matching.mapping, 0, cli->progress, cli->cancellable, error);
  return scores != NULL && evaluate (cli, options, table, scores, labels, error);
}

gboolean
rw_cli_evaluate (RwCli *cli, GStrv *arguments, GError **error)
{
  Options options = { 0 };
  gboolean done = parse_options (cli, arguments, &options, error) && run (cli, &options, error);

  g_free (options.file);
  g_free (options.model);
  g_free (options.label);
  g_free (options.positive);
  g_free (options.by);
  return done;
}
