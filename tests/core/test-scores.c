/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scores.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define N_SAMPLE  7000
#define N_ALONE   300
#define N_TURNED  4200 /* more than one block */
#define N_WRITTEN 1000
#define N_COLUMNS 20

static RwModel *
load_model (void)
{
  g_autoptr (GError) error = NULL;
  RwModel *model = rw_model_load_default (&error);

  g_assert_no_error (error);
  return model;
}

/* The lines of the sample's first rows, the header first. */
static GStrv
read_lines (guint n_rows)
{
  g_autofree char *text = rw_test_read_sample (n_rows);

  g_strchomp (text);
  return g_strsplit (text, "\n", -1);
}

static void
assert_same (RwScores *a, RwScores *b)
{
  gsize size = rw_scores_get_n_rows (a) * sizeof (float);

  g_assert_cmpmem (rw_scores_get_probabilities (a), size, rw_scores_get_probabilities (b),
                   rw_scores_get_n_rows (b) * sizeof (float));
}

/* The probabilities of the text's rows, on one thread. */
static RwScores *
score_text (RwModel *model, const char *text)
{
  g_autoptr (RwTable) table = rw_test_load_for (model, text);

  return rw_test_score (model, table);
}

/* The margin of one row, walked through the document of the model, not by libxgboost. */
static double
walk_trees (json_t *trees, const float *features)
{
  json_t *tree;
  size_t i;
  double margin = 0;

  json_array_foreach (trees, i, tree)
  {
    json_int_t node = 0;
    json_t *conditions = json_object_get (tree, "split_conditions");
    json_t *left = json_object_get (tree, "left_children");
    json_t *right = json_object_get (tree, "right_children");
    json_t *defaults = json_object_get (tree, "default_left");
    json_t *splits = json_object_get (tree, "split_indices");
    while (json_integer_value (json_array_get (left, (gsize) node)) >= 0)
      {
        float value = features[json_integer_value (json_array_get (splits, (gsize) node))];
        float limit = (float) json_number_value (json_array_get (conditions, (gsize) node));
        gboolean goes_left = isnan (value)
                                 ? json_integer_value (json_array_get (defaults, (gsize) node)) != 0
                                 : value < limit;
        node = json_integer_value (json_array_get (goes_left ? left : right, (gsize) node));
      }
    margin += json_number_value (json_array_get (conditions, (gsize) node));
  }
  return margin;
}

static void
test_walked (void)
{
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = rw_test_read_sample (N_ALONE);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwScores) scores = rw_test_score (model, table);
  const RwManifest *manifest = rw_model_get_manifest (model);
  g_autoptr (RwMapping) mapping = rw_test_match (manifest, table);
  g_autoptr (RwEncoder) encoder = rw_encoder_new (manifest, mapping, table, NULL);
  json_auto_t *document = rw_test_parse_model ();
  json_t *trees = rw_test_get (document, RW_TEST_TREES "trees");

  for (guint row = 0; row < N_ALONE; row++)
    {
      float features[45];
      RwInputCounts counts[19] = { { 0 } };
      rw_encoder_encode (encoder, row, 1, features, counts);
      double probability = 1 / (1 + exp (-walk_trees (trees, features)));
      g_assert_cmpfloat_with_epsilon ((double) rw_scores_get_probabilities (scores)[row],
                                      probability, 1e-6);
    }
}

static void
test_threads (void)
{
  static const guint n_threads[] = { 2, 8, 0 };
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = rw_test_read_sample (0);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);
  g_autoptr (RwScores) one = rw_test_score (model, table);

  g_assert_cmpuint (rw_scores_get_n_rows (one), ==, N_SAMPLE);
  for (guint i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RwScores) several =
          rw_scores_compute (table, model, mapping, n_threads[i], NULL, NULL, &error);
      g_assert_no_error (error);
      assert_same (one, several);
      g_assert_cmpmem (rw_scores_get_counts (one), 19 * sizeof (RwInputCounts),
                       rw_scores_get_counts (several), 19 * sizeof (RwInputCounts));
    }
}

/* Each row in a file of its own. */
static void
test_rows_alone (void)
{
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = rw_test_read_sample (0);
  g_autoptr (RwScores) scores = score_text (model, text);
  g_auto (GStrv) lines = read_lines (N_ALONE);

  for (guint row = 0; row < N_ALONE; row++)
    {
      g_autofree char *one = g_strdup_printf ("%s\n%s\n", lines[0], lines[row + 1]);
      g_autoptr (RwScores) alone = score_text (model, one);
      g_assert_cmpmem (rw_scores_get_probabilities (alone), sizeof (float),
                       rw_scores_get_probabilities (scores) + row, sizeof (float));
    }
}

static void
test_rows_reversed (void)
{
  g_autoptr (RwModel) model = load_model ();
  g_auto (GStrv) lines = read_lines (N_TURNED);
  g_autoptr (GString) reversed = g_string_new (lines[0]);
  g_autofree char *text = rw_test_read_sample (N_TURNED);
  g_autoptr (RwScores) scores = score_text (model, text);

  for (guint row = N_TURNED; row > 0; row--)
    {
      g_string_append_c (reversed, '\n');
      g_string_append (reversed, lines[row]);
    }
  g_autoptr (RwScores) turned = score_text (model, reversed->str);
  g_assert_cmpuint (rw_scores_get_n_rows (turned), ==, N_TURNED);
  for (guint row = 0; row < N_TURNED; row++)
    g_assert_cmpmem (rw_scores_get_probabilities (turned) + row, sizeof (float),
                     rw_scores_get_probabilities (scores) + (N_TURNED - 1 - row), sizeof (float));
}

/* The sample with its columns in another order, each cell through @format, an own column first. */
static char *
rewrite (const guint *order, const char *delimiter, const char *before, const char *after)
{
  g_auto (GStrv) lines = read_lines (N_WRITTEN);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      g_string_append_printf (text, "own %u", i % 7);
      for (guint k = 0; k < N_COLUMNS; k++)
        g_string_append_printf (text, "%s%s%s%s", delimiter, before, cells[order[k]], after);
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
shuffle (guint *order)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = N_COLUMNS; i > 1; i--)
    {
      guint k = (guint) g_rand_int_range (rand, 0, (gint32) i);
      guint swap = order[k];
      order[k] = order[i - 1];
      order[i - 1] = swap;
    }
}

/* However the file is written down. */
static void
test_columns_shuffled (void)
{
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = rw_test_read_sample (N_WRITTEN);
  g_autoptr (RwScores) scores = score_text (model, text);
  guint order[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    order[i] = i;
  shuffle (order);
  g_assert_cmpuint (order[0], !=, 0);
  g_autofree char *commas = rewrite (order, ",", "", "");
  g_autofree char *quoted = rewrite (order, ";", "\" ", "  \"");
  g_autoptr (RwScores) shuffled = score_text (model, commas);
  g_autoptr (RwScores) other = score_text (model, quoted);
  assert_same (scores, shuffled);
  assert_same (scores, other);
}

/* Rows of the sample with some cells replaced. */
static char *
make_odd_rows (void)
{
  g_auto (GStrv) lines = read_lines (4);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      if (i > 0)
        {
          g_free (cells[1]);
          cells[1] = g_strdup (i == 1 ? "" : i == 2 ? "xyz" : i == 3 ? "Other" : "Female");
          g_free (cells[5]);
          cells[5] = g_strdup (i < 3 ? "NA" : "12");
        }
      g_autofree char *line = g_strjoinv (",", cells);
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_counts (void)
{
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = make_odd_rows ();
  g_autoptr (RwScores) scores = score_text (model, text);
  const RwManifest *manifest = rw_model_get_manifest (model);
  const RwInputCounts *counts = rw_scores_get_counts (scores);

  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      gboolean gender = strcmp (input->name, "gender") == 0;
      gboolean tenure = strcmp (input->name, "tenure") == 0;
      g_assert_cmpuint (counts[i].n_unseen, ==, gender ? 2 : 0);
      g_assert_cmpuint (counts[i].n_missing, ==, gender ? 1 : tenure ? 2 : 0);
    }
}

/* New customers have a blank as TotalCharges; nothing else is missing in the sample. */
static void
test_sample_counts (void)
{
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = rw_test_read_sample (0);
  g_autoptr (RwScores) scores = score_text (model, text);
  const RwInputCounts *counts = rw_scores_get_counts (scores);
  guint64 n_missing = 0;
  guint64 n_unseen = 0;
  guint n_blanks = 0;

  for (const char *at = strstr (text, ", \n"); at != NULL; at = strstr (at + 1, ", \n"))
    n_blanks++;
  for (guint i = 0; i < 19; i++)
    {
      n_missing += counts[i].n_missing;
      n_unseen += counts[i].n_unseen;
    }
  g_assert_cmpuint (n_blanks, >, 0);
  g_assert_cmpuint (n_missing, ==, n_blanks);
  g_assert_cmpuint (counts[18].n_missing, ==, n_blanks);
  g_assert_cmpuint (n_unseen, ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = rw_test_read_sample (10);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_scores_compute (table, model, mapping, 2, progress, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpint (rw_progress_get (progress).stage, ==, RW_STAGE_WAITING);
}

static void
test_progress (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (RwModel) model = load_model ();
  g_autofree char *text = rw_test_read_sample (10);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);
  g_autoptr (RwScores) scores = rw_scores_compute (table, model, mapping, 2, progress, NULL, NULL);
  RwProgressState state = rw_progress_get (progress);

  g_assert_nonnull (scores);
  g_assert_cmpint (state.stage, ==, RW_STAGE_WAITING);
  g_assert_cmpfloat (state.seconds[RW_STAGE_SCORING], >, 0);
}

/* An input without a column is missing in every row. */
static void
test_missing_columns (void)
{
  g_autoptr (RwModel) model = load_model ();
  g_autoptr (RwTable) table = rw_test_load_for (model, "gender,tenure\nMale,1\nFemale,70\n");
  g_autoptr (RwTable) blank =
      rw_test_load_for (model, "gender,tenure,MonthlyCharges,Contract\nMale,1,,\nFemale,70,NA,\n");
  g_autoptr (RwScores) scores = rw_test_score (model, table);
  g_autoptr (RwScores) same = rw_test_score (model, blank);

  g_assert_cmpmem (rw_scores_get_probabilities (scores), 2 * sizeof (float),
                   rw_scores_get_probabilities (same), 2 * sizeof (float));
  g_assert_cmpuint (rw_scores_get_counts (scores)[0].n_missing, ==, 0);
  g_assert_cmpuint (rw_scores_get_counts (scores)[1].n_missing, ==, 2);
}

static void
test_new_take (void)
{
  static const float probabilities[] = { 0.5f, 0.25f };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, 2);

  g_assert_cmpuint (rw_scores_get_n_rows (scores), ==, 2);
  g_assert_cmpfloat (rw_scores_get_probabilities (scores)[1], ==, 0.25f);
  g_assert_null (rw_scores_get_model (scores));
  g_assert_null (rw_scores_get_counts (scores));
}

static void
test_descending (void)
{
  static const float probabilities[] = { 0.25f, 0.75f, 0, 0.75f, 1 };
  static const guint32 expected[] = { 4, 1, 3, 0, 2 };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, 5);
  const RwRows *rows = rw_scores_get_descending (scores);

  g_assert_cmpmem (rw_rows_get (rows), rw_rows_get_n (rows) * sizeof (guint32), expected,
                   sizeof expected);
}

/* Decided on the millionths that are shown. */
static void
test_count_from (void)
{
  static const float probabilities[] = { 0.39999998f, 0.75f, 0, 0.75f, 1, 0.3999994f };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, 6);
  g_autoptr (RwScores) none = rw_test_scores (NULL, 0);

  g_assert_cmpuint (rw_scores_count_from (scores, 0), ==, 6);
  g_assert_cmpuint (rw_scores_count_from (scores, 1), ==, 5);
  g_assert_cmpuint (rw_scores_count_from (scores, 399999), ==, 5);
  g_assert_cmpuint (rw_scores_count_from (scores, 400000), ==, 4);
  g_assert_cmpuint (rw_scores_count_from (scores, 750000), ==, 3);
  g_assert_cmpuint (rw_scores_count_from (scores, 750001), ==, 1);
  g_assert_cmpuint (rw_scores_count_from (scores, 1000000), ==, 1);
  g_assert_cmpuint (rw_scores_count_from (scores, 1000001), ==, 0);
  g_assert_cmpuint (rw_scores_count_from (none, 0), ==, 0);
}

/* Scores keep their model, not the table. */
static void
test_model_is_kept (void)
{
  RwModel *model = load_model ();
  g_autofree char *text = rw_test_read_sample (2);
  RwTable *table = rw_test_load_for (model, text);
  RwScores *scores = rw_test_score (model, table);

  g_assert_finalize_object (table);
  g_assert_true (rw_scores_get_model (scores) == model);
  g_object_unref (scores);
  g_assert_finalize_object (model);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scores/walked", test_walked);
  g_test_add_func ("/scores/threads", test_threads);
  g_test_add_func ("/scores/rows-alone", test_rows_alone);
  g_test_add_func ("/scores/rows-reversed", test_rows_reversed);
  g_test_add_func ("/scores/columns-shuffled", test_columns_shuffled);
  g_test_add_func ("/scores/counts", test_counts);
  g_test_add_func ("/scores/sample-counts", test_sample_counts);
  g_test_add_func ("/scores/cancelled", test_cancelled);
  g_test_add_func ("/scores/progress", test_progress);
  g_test_add_func ("/scores/missing-columns", test_missing_columns);
  g_test_add_func ("/scores/new-take", test_new_take);
  g_test_add_func ("/scores/descending", test_descending);
  g_test_add_func ("/scores/count-from", test_count_from);
  g_test_add_func ("/scores/model-is-kept", test_model_is_kept);
  return g_test_run ();
}
