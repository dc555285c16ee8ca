/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast.h"

#include "rw-error.h"
#include "rw-label-find.h"
#include "rw-mapping-memory.h"
#include "rw-matching.h"

#include <glib/gi18n.h>
#include <string.h>

#define SEED 42u

/* What is known on the way. */
typedef struct
{
  const RwContrastRequest *request;
  const char *label; /* NULL: none */
  RwProgress *progress;
  GCancellable *cancellable;
} Run;

static void
clear (gpointer data)
{
  RwContrast *self = data;

  g_clear_object (&self->analysis);
  for (guint i = 0; i < RW_CONTRAST_N_MODELS; i++)
    g_free (self->names[i]);
  g_strfreev (self->candidates);
  g_free (self->label);
  g_free (self->positive);
  g_clear_pointer (&self->comparison, rw_model_comparison_free);
}

static gboolean
has_scored (RwAnalysis *analysis, RwModel *model)
{
  RwModel *shown = rw_analysis_get_model (analysis);

  return shown != NULL && g_str_equal (rw_model_get_sha256 (shown), rw_model_get_sha256 (model));
}

static gboolean
has_inputs (const RwManifest *manifest, const RwMapping *mapping)
{
  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *entry = mapping->inputs->pdata[i];
      if (rw_manifest_find_input (manifest, entry->input) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* What somebody said of the columns that holds for @model, too; NULL: nothing. */
static RwMapping *
find_given (const RwContrastRequest *request, RwModel *model)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  g_autoptr (GPtrArray) names = rw_table_list_names (rw_analysis_get_table (request->analysis));

  if (has_scored (request->analysis, model))
    return rw_mapping_ref (rw_analysis_get_mapping (request->analysis));
  if (request->choices != NULL && has_inputs (manifest, request->choices->columns))
    return rw_mapping_ref (request->choices->columns);
  return rw_mapping_memory_load (manifest, names);
}

/* The rows as the model of that side reads them, with its scores. */
static RwTable *
load (const Run *run, RwContrastSide side, RwScores **scores, GError **error)
{
  RwModel *model = run->request->models[side];
  RwSource *source = rw_table_get_source (rw_analysis_get_table (run->request->analysis));
  g_autoptr (RwMapping) given = find_given (run->request, model);
  g_auto (RwMatching) matching = { .manifest = rw_model_get_manifest (model),
                                   .given = given,
                                   .label = run->label,
                                   .file = rw_source_get_name (source) };
  RwTableOptions options = rw_choices_get_options (run->request->choices);

  options.hint = rw_matching_hint;
  options.hint_data = &matching;
  g_autoptr (RwTable) table =
      rw_table_load (source, &options, run->progress, run->cancellable, error);
  if (table == NULL)
    return NULL;
  *scores =
      rw_scores_compute (table, model, matching.mapping, 0, run->progress, run->cancellable, error);
  return *scores != NULL ? g_steal_pointer (&table) : NULL;
}

/* A column is missing for one of the models, which is no use to know without its name. */
static RwTable *
load_named (const Run *run, RwContrastSide side, RwScores **scores, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RwTable *table = load (run, side, scores, &problem);

  if (g_error_matches (problem, RW_ERROR, RW_ERROR_MISMATCH))
    /* Translators: the name of a model, in front of what is missing */
    g_prefix_error (&problem, _ ("“%s” does not fit this file. "), run->request->names[side]);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return table;
}

static RwScores *
score_a (const Run *run, GError **error)
{
  RwAnalysis *analysis = run->request->analysis;
  RwScores *scores = NULL;

  if (has_scored (analysis, run->request->models[RW_CONTRAST_A]))
    return g_object_ref (rw_analysis_get_scores (analysis));
  g_autoptr (RwTable) table = load_named (run, RW_CONTRAST_A, &scores, error);
  return scores;
}

static void
count_moves (RwContrast *self, RwScores *a, RwScores *b)
{
  RwScores *scores[] = { a, b };
  const float *before = rw_scores_get_probabilities (a);
  const float *after = rw_scores_get_probabilities (b);

  for (guint i = 0; i < RW_CONTRAST_N_MODELS; i++)
    self->means[i] = rw_summary_compute (scores[i], &rw_risk_bands).mean;
  for (guint32 row = 0; row < rw_scores_get_n_rows (a); row++)
    {
      guint32 from = rw_probability_to_millionths (before[row]);
      guint32 to = rw_probability_to_millionths (after[row]);
      self->n_rising += to > from;
      self->n_falling += to < from;
    }
}

static gboolean
compare (RwContrast *self, const Run *run, GError **error)
{
  g_autoptr (RwScores) a = score_a (run, error);
  g_autoptr (RwScores) b = NULL;
  g_autoptr (RwTable) table = a != NULL ? load_named (run, RW_CONTRAST_B, &b, error) : NULL;
  g_autoptr (RwLabels) labels = table != NULL && run->label != NULL
                                    ? rw_labels_read_or_guess (table, run->label, NULL, error)
                                    : NULL;

  if (table == NULL || (run->label != NULL && labels == NULL))
    return FALSE;
  self->positive = labels != NULL ? g_strdup (labels->positive) : NULL;
  count_moves (self, a, b);
  self->comparison = rw_model_comparison_new (
      rw_scores_get_probabilities (a), rw_scores_get_probabilities (b), rw_scores_get_n_rows (a),
      labels, &rw_risk_bands, run->request->threshold, SEED, run->cancellable, error);
  return self->comparison != NULL;
}

static char *
choose_label (const RwContrastRequest *request)
{
  if (request->label == NULL)
    return rw_label_find (rw_analysis_get_table (request->analysis), NULL, NULL);
  return request->label[0] != '\0' ? g_strdup (request->label) : NULL;
}

RwContrast *
rw_contrast_run (const RwContrastRequest *request, RwProgress *progress, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (RwContrast) self = g_atomic_rc_box_new0 (RwContrast);

  self->analysis = g_object_ref (request->analysis);
  for (guint i = 0; i < RW_CONTRAST_N_MODELS; i++)
    self->names[i] = g_strdup (request->names[i]);
  self->candidates = rw_label_list_candidates (rw_analysis_get_table (request->analysis));
  self->label = choose_label (request);
  const Run run = { request, self->label, progress, cancellable };
  return compare (self, &run, error) ? g_steal_pointer (&self) : NULL;
}

RwContrast *
rw_contrast_ref (RwContrast *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
rw_contrast_unref (RwContrast *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

RwRows *
rw_contrast_list_changed (const RwContrast *self)
{
  const GArray *changed = self->comparison->changed;

  return rw_rows_new_take (g_memdup2 (changed->data, changed->len * sizeof (guint32)),
                           changed->len);
}
