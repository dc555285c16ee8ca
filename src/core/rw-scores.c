/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scores.h"

#include "rw-parallel.h"
#include "rw-radix.h"
#include "rw-risk.h"

#include <pthread.h>

/* Rows of a block: enough to make libxgboost's fixed cost of a call small, as long as the features
 * fit into the cache. */
#define MAX_BLOCK_ROWS     4096u
#define MIN_BLOCK_ROWS     64u
#define MAX_BLOCK_FEATURES (1u << 18)

struct _RwScores
{
  GObject parent_instance;

  RwModel *model;
  RwMapping *mapping;
  guint32 n_rows;
  float *probabilities;
  RwRows *descending;
  RwInputCounts *counts;
};

G_DEFINE_FINAL_TYPE (RwScores, rw_scores, G_TYPE_OBJECT)

typedef struct
{
  RwScores *scores;
  const RwEncoder *encoder;
  RwBooster *booster;
  RwProgress *progress;
  guint block_rows;
  guint n_features;
  guint n_inputs;
  pthread_mutex_t lock; /* guards the counts */
} Scoring;

static void
add_counts (Scoring *scoring, const RwInputCounts *counts)
{
  pthread_mutex_lock (&scoring->lock);
  for (guint i = 0; i < scoring->n_inputs; i++)
    {
      scoring->scores->counts[i].n_missing += counts[i].n_missing;
      scoring->scores->counts[i].n_unseen += counts[i].n_unseen;
    }
  pthread_mutex_unlock (&scoring->lock);
}

static gboolean
score_block (gsize task, gpointer data, GError **error)
{
  Scoring *scoring = data;
  guint32 first = (guint32) task * scoring->block_rows;
  guint32 n = MIN (scoring->block_rows, scoring->scores->n_rows - first);
  g_autofree float *features = g_new (float, (gsize) n * scoring->n_features);
  g_autofree RwInputCounts *counts = g_new0 (RwInputCounts, scoring->n_inputs);
  RwMatrix matrix = { .values = features, .n_rows = n, .n_features = scoring->n_features };

  rw_encoder_encode (scoring->encoder, first, n, features, counts);
  if (!rw_booster_predict (scoring->booster, &matrix, scoring->scores->probabilities + first,
                           error))
    return FALSE;
  add_counts (scoring, counts);
  rw_progress_add (scoring->progress, n);
  return TRUE;
}

static void
rw_scores_finalize (GObject *object)
{
  RwScores *self = RW_SCORES (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->mapping, rw_mapping_unref);
  g_free (self->probabilities);
  g_clear_pointer (&self->descending, rw_rows_unref);
  g_free (self->counts);
  G_OBJECT_CLASS (rw_scores_parent_class)->finalize (object);
}

static void
rw_scores_class_init (RwScoresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_scores_finalize;
}

static void
rw_scores_init (RwScores *self G_GNUC_UNUSED)
{
}

static RwScores *
scores_new (float *probabilities, guint32 n_rows)
{
  RwScores *self = g_object_new (RW_TYPE_SCORES, NULL);

  self->probabilities = probabilities;
  self->n_rows = n_rows;
  return self;
}

static gboolean
order (RwScores *self, RwProgress *progress, GCancellable *cancellable, GError **error)
{
  rw_progress_begin (progress, RW_STAGE_SORTING, self->n_rows);
  guint32 *rows =
      rw_radix_order_floats (self->probabilities, self->n_rows, TRUE, cancellable, error);
  rw_progress_end (progress);
  if (rows == NULL)
    return FALSE;
  self->descending = rw_rows_new_take (rows, self->n_rows);
  return TRUE;
}

RwScores *
rw_scores_compute (RwTable *table, RwModel *model, const RwMapping *mapping, guint n_threads,
                   RwProgress *progress, GCancellable *cancellable, GError **error)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  g_autoptr (RwEncoder) encoder = rw_encoder_new (manifest, mapping, table, error);
  guint32 n_rows = rw_table_get_n_rows (table);

  if (encoder == NULL)
    return NULL;
  g_autoptr (RwScores) self = scores_new (g_new (float, n_rows), n_rows);
  Scoring scoring = { .scores = self,
                      .encoder = encoder,
                      .booster = rw_model_get_booster (model),
                      .progress = progress,
                      .n_features = manifest->features->len,
                      .n_inputs = manifest->inputs->len };
  scoring.block_rows =
      CLAMP (MAX_BLOCK_FEATURES / scoring.n_features, MIN_BLOCK_ROWS, MAX_BLOCK_ROWS);
  self->model = g_object_ref (model);
  self->mapping = rw_mapping_ref (mapping);
  self->counts = g_new0 (RwInputCounts, scoring.n_inputs);
  pthread_mutex_init (&scoring.lock, NULL);
  rw_progress_begin (progress, RW_STAGE_SCORING, n_rows);
  gsize n_blocks = (n_rows + (gsize) scoring.block_rows - 1) / scoring.block_rows;
  gboolean scored =
      rw_parallel_run (n_blocks, n_threads, score_block, &scoring, cancellable, error);
  rw_progress_end (progress);
  pthread_mutex_destroy (&scoring.lock);
  return scored && order (self, progress, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

RwScores *
rw_scores_new_take (float *probabilities, guint32 n_rows)
{
  RwScores *self = scores_new (probabilities, n_rows);

  order (self, NULL, NULL, NULL);
  return self;
}

guint32
rw_scores_get_n_rows (RwScores *self)
{
  return self->n_rows;
}

const float *
rw_scores_get_probabilities (RwScores *self)
{
  return self->probabilities;
}

const RwRows *
rw_scores_get_descending (RwScores *self)
{
  return self->descending;
}

guint32
rw_scores_count_from (RwScores *self, guint32 millionths)
{
  const guint32 *rows = rw_rows_get (self->descending);
  guint32 low = 0;
  guint32 high = self->n_rows;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      if (rw_probability_to_millionths (self->probabilities[rows[middle]]) >= millionths)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

RwModel *
rw_scores_get_model (RwScores *self)
{
  return self->model;
}

const RwMapping *
rw_scores_get_mapping (RwScores *self)
{
  return self->mapping;
}

const RwInputCounts *
rw_scores_get_counts (RwScores *self)
{
  return self->counts;
}
