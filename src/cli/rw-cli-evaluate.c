/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-figure.h"
#include "rw-cli.h"

#include "rw-labels.h"
#include "rw-metrics.h"
#include "rw-scores.h"

#include <glib/gi18n.h>

#define THRESHOLD 0.5

typedef struct
{
  char *file;
  char *model;
  char *label;
  char *positive;
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

static RwMetrics
measure (RwScores *scores, const RwLabels *labels)
{
  g_autofree float *probabilities = g_new (float, labels->rows->len + 1);
  RwMetrics metrics;

  for (guint i = 0; i < labels->rows->len; i++)
    probabilities[i] =
        rw_scores_get_probabilities (scores)[g_array_index (labels->rows, guint32, i)];
  rw_metrics_compute (probabilities, (const float *) (gpointer) labels->values->data,
                      labels->rows->len, THRESHOLD, &metrics);
  return metrics;
}

static json_t *
metrics_to_json (const RwMetrics *m)
{
  return json_pack ("{s:I, s:I, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f}",
                    "rows", (json_int_t) m->n, "positives", (json_int_t) m->n_positive,
                    "mean_probability", m->mean_probability, "auc", m->auc, "average_precision",
                    m->average_precision, "log_loss", m->log_loss, "brier", m->brier, "ece", m->ece,
                    "lift", m->lift, "threshold", m->threshold, "accuracy", m->accuracy,
                    "precision", m->precision, "recall", m->recall, "f1", m->f1);
}

static void
print_metrics (const RwMetrics *metrics)
{
  json_t *object = metrics_to_json (metrics);
  const char *name;
  json_t *value;

  json_object_foreach (object, name, value) rw_cli_figure_print (name, value);
  json_decref (object);
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
  if (scores == NULL)
    return FALSE;
  RwMetrics metrics = measure (scores, labels);
  rw_cli_end_progress (cli);
  rw_cli_note_guess (table, stderr);
  if (options->json)
    return rw_cli_print_json (metrics_to_json (&metrics), error);
  print_metrics (&metrics);
  return rw_cli_flush (error);
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
  return done;
}
