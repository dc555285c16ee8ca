/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-booster.h"

#include "rw-boosting.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define N_ROWS    64
#define N_COLUMNS 3
#define N_THREADS 4

static const RwBoosterParameter stumps[] = {
  { "objective", "binary:logistic" },
  { "tree_method", "hist" },
  { "max_depth", "1" },
  { "eta", "1" },
  { "lambda", "0" },
  { "min_child_weight", "0" },
  { "base_score", "0.5" },
  { "seed", "1" },
  { "nthread", "1" },
};

/* Column 0 is the label, column 1 the row, column 2 is missing in all rows. */
typedef struct
{
  float values[N_ROWS * N_COLUMNS];
  float labels[N_ROWS];
  RwMatrix matrix;
} Data;

static Data *
data_new (void)
{
  Data *data = g_new0 (Data, 1);

  for (guint row = 0; row < N_ROWS; row++)
    {
      data->labels[row] = row % 2;
      data->values[row * N_COLUMNS] = row % 2;
      data->values[row * N_COLUMNS + 1] = (float) row;
      data->values[row * N_COLUMNS + 2] = NAN;
    }
  data->matrix = (RwMatrix){ data->values, data->labels, N_ROWS, N_COLUMNS };
  return data;
}

static RwBooster *
train_with (const RwMatrix *matrix, const RwBoosterParameter *parameters, guint n_rounds)
{
  g_autoptr (GError) error = NULL;
  RwBoosting *boosting =
      rw_boosting_new_dense (matrix, NULL, parameters, G_N_ELEMENTS (stumps), &error);

  g_assert_no_error (error);
  g_assert_true (rw_boosting_advance (boosting, n_rounds, NULL, NULL));
  return rw_boosting_end (boosting, NULL);
}

static RwBooster *
train (const RwMatrix *matrix, guint n_rounds)
{
  return train_with (matrix, stumps, n_rounds);
}

static float
predict_one (RwBooster *booster, float a, float b, float c)
{
  g_autoptr (GError) error = NULL;
  float row[N_COLUMNS] = { a, b, c };
  float probability = NAN;
  RwMatrix matrix = { .values = row, .n_rows = 1, .n_features = N_COLUMNS };

  g_assert_true (rw_booster_predict (booster, &matrix, &probability, &error));
  g_assert_no_error (error);
  return probability;
}

static RwManifest *
make_manifest (void)
{
  RwManifest *manifest = rw_manifest_new ();

  manifest->title = g_strdup ("Test");
  manifest->label = g_strdup ("left");
  manifest->positive = g_strdup ("1");
  rw_manifest_add_number (manifest, "a");
  rw_manifest_add_number (manifest, "b");
  rw_manifest_add_number (manifest, "c");
  return manifest;
}

static GBytes *
save (RwBooster *booster, const RwManifest *manifest)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = rw_booster_save (booster, manifest, &error);

  g_assert_no_error (error);
  return bytes;
}

/* A leaf of rows with label 1 has a gradient of -0.5 and a hessian of 0.25 a row: its weight is 2,
 * the probability 1 / (1 + e^-2). */
static void
test_one_round (void)
{
  g_autofree Data *data = data_new ();
  g_autoptr (RwBooster) booster = train (&data->matrix, 1);

  g_assert_cmpfloat_with_epsilon (predict_one (booster, 1, 0, 0), 0.8807970779778823, 1e-6);
  g_assert_cmpfloat_with_epsilon (predict_one (booster, 0, 0, 0), 0.1192029220221177, 1e-6);
  g_assert_cmpfloat (predict_one (booster, 1, 0, 0), ==, predict_one (booster, 7, NAN, 3));
  g_assert_cmpfloat (predict_one (booster, 0, 0, 0), ==, predict_one (booster, -7, NAN, NAN));
}

static void
test_rows (void)
{
  g_autofree Data *data = data_new ();
  float probabilities[N_ROWS] = { 0 };
  g_autoptr (RwBooster) booster = train (&data->matrix, 1);

  g_assert_true (rw_booster_predict (booster, &data->matrix, probabilities, NULL));
  for (guint row = 0; row < N_ROWS; row++)
    g_assert_cmpint (probabilities[row] > 0.5f, ==, data->labels[row] > 0);
}

static void
test_more_rounds (void)
{
  g_autofree Data *data = data_new ();
  g_autoptr (RwBooster) one = train (&data->matrix, 1);
  g_autoptr (RwBooster) five = train (&data->matrix, 5);

  g_assert_cmpfloat (predict_one (five, 1, 0, 0), >, predict_one (one, 1, 0, 0));
  g_assert_cmpfloat (predict_one (five, 0, 0, 0), <, predict_one (one, 0, 0, 0));
}

/* The same bytes, on any number of threads. */
static void
test_same_bytes (void)
{
  g_autofree Data *data = data_new ();
  g_autoptr (RwManifest) manifest = make_manifest ();
  g_autoptr (GBytes) first = NULL;

  for (guint i = 0; i < 4; i++)
    {
      RwBoosterParameter parameters[G_N_ELEMENTS (stumps)];
      memcpy (parameters, stumps, sizeof stumps);
      parameters[G_N_ELEMENTS (stumps) - 1].value = i < 2 ? "1" : "2";
      g_autoptr (RwBooster) booster = train_with (&data->matrix, parameters, 5);
      g_autoptr (GBytes) bytes = save (booster, manifest);
      if (first == NULL)
        first = g_bytes_ref (bytes);
      g_assert_true (g_bytes_equal (bytes, first));
    }
}

static void
test_save_and_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree Data *data = data_new ();
  g_autoptr (RwManifest) manifest = make_manifest ();
  g_autoptr (RwBooster) booster = train (&data->matrix, 5);
  g_autoptr (GBytes) bytes = save (booster, manifest);
  float before[N_ROWS];
  float after[N_ROWS];

  g_autoptr (RwBooster) loaded =
      rw_booster_load (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0.5, &error);
  g_assert_no_error (error);
  g_assert_true (rw_booster_predict (booster, &data->matrix, before, NULL));
  g_assert_true (rw_booster_predict (loaded, &data->matrix, after, NULL));
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
}

static void
test_saved_names (void)
{
  g_autofree Data *data = data_new ();
  g_autoptr (RwManifest) manifest = make_manifest ();
  g_autoptr (RwBooster) booster = train (&data->matrix, 1);
  g_autoptr (GBytes) bytes = save (booster, manifest);
  json_auto_t *document =
      json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);
  g_autofree char *json = rw_manifest_to_json (manifest);

  g_assert_cmpstr (json_string_value (rw_test_get (document, RW_TEST_MANIFEST)), ==, json);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      json_t *names = rw_test_get (document, "learner/feature_names");
      json_t *types = rw_test_get (document, "learner/feature_types");
      const RwFeature *feature = manifest->features->pdata[i];
      g_assert_cmpstr (json_string_value (json_array_get (names, i)), ==, feature->name);
      g_assert_cmpstr (json_string_value (json_array_get (types, i)), ==, "float");
    }
}

static void
test_bad_base_score (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rw_test_read_model ();

  g_assert_null (
      rw_booster_load (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0.25, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "base score");
}

static void
test_bad_bytes (void)
{
  static const char *const texts[] = { "{\"learner\":{}}", "{\"", "x", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_booster_load (texts[i], strlen (texts[i]), 0.5, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, "XGBoost cannot read the model: ");
    }
}

/* The first rounds alone are what a model of so many would be. */
static void
test_first_rounds (void)
{
  g_autofree Data *data = data_new ();
  g_autoptr (RwBooster) five = train (&data->matrix, 5);
  g_autoptr (RwBooster) two = train (&data->matrix, 2);
  float part[N_ROWS];
  float whole[N_ROWS];

  g_assert_true (rw_booster_predict_rounds (five, &data->matrix, 2, part, NULL));
  g_assert_true (rw_booster_predict (two, &data->matrix, whole, NULL));
  g_assert_cmpmem (part, sizeof part, whole, sizeof whole);
  g_assert_true (rw_booster_predict (five, &data->matrix, whole, NULL));
  g_assert_cmpfloat (part[0], !=, whole[0]);
}

static void
test_wrong_width (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree Data *data = data_new ();
  g_autoptr (RwBooster) booster = train (&data->matrix, 1);
  float probabilities[N_ROWS];
  RwMatrix wide = { data->values, NULL, N_ROWS / 2, N_COLUMNS * 2 };

  g_assert_false (rw_booster_predict (booster, &wide, probabilities, &error));
  rw_test_assert_error (&error, RW_ERROR_LIBRARY, "XGBoost failed: ");
}

typedef struct
{
  RwBooster *booster;
  const Data *data;
  const float *expected;
} Shared;

static gpointer
predict_often_cb (gpointer data)
{
  const Shared *shared = data;

  for (guint i = 0; i < 50; i++)
    {
      float probabilities[N_ROWS];
      g_assert_true (
          rw_booster_predict (shared->booster, &shared->data->matrix, probabilities, NULL));
      g_assert_cmpmem (probabilities, sizeof probabilities, shared->expected, sizeof probabilities);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autofree Data *data = data_new ();
  g_autoptr (RwBooster) booster = train (&data->matrix, 5);
  float expected[N_ROWS];
  Shared shared = { booster, data, expected };
  GThread *threads[N_THREADS];

  g_assert_true (rw_booster_predict (booster, &data->matrix, expected, NULL));
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("predict", predict_often_cb, &shared);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

/* Whatever a column is called, the file can be read again and says the same. */
static void
assert_name_kept (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree Data *data = data_new ();
  g_autoptr (RwBooster) booster = train (&data->matrix, 1);
  g_autoptr (RwManifest) manifest = make_manifest ();
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  g_ptr_array_set_size (manifest->features, 2);
  g_ptr_array_set_size (manifest->inputs, 2);
  g_ptr_array_add (levels, (char *) name);
  rw_manifest_add_category (manifest, name, levels);
  g_test_message ("“%s”", name);
  g_autoptr (GBytes) bytes = save (booster, manifest);
  g_autoptr (RwModel) model = rw_model_load_bytes (bytes, &error);
  g_assert_no_error (error);
  const RwManifest *found = rw_model_get_manifest (model);
  g_autofree char *before = rw_manifest_to_json (manifest);
  g_autofree char *after = rw_manifest_to_json (found);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (((RwInput *) found->inputs->pdata[2])->name, ==, name);
}

static void
test_names (void)
{
  static const char *const names[] = { "a b",  "a,b;c", "\"quoted\"", "it's", "100 %", "Größe",
                                       "日本", "😀",     "<a&b>",      "[x]",  "a\tb",  "a\nb" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_name_kept (names[i]);
}

/* libxgboost 1.7 leaves a backslash in front of a "u" as it is when it writes JSON. */
static void
test_names_with_backslash (void)
{
  static const char *const names[] = { "C:\\dir", "\\", "DOMAIN\\user", "\\u0041", "a\\\\u" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_name_kept (names[i]);
}

/* They are "\u0001" in the manifest's JSON. */
static void
test_names_with_control_characters (void)
{
  assert_name_kept ("a\001b");
  assert_name_kept ("a\033[31mb\033");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/booster/one-round", test_one_round);
  g_test_add_func ("/booster/rows", test_rows);
  g_test_add_func ("/booster/more-rounds", test_more_rounds);
  g_test_add_func ("/booster/same-bytes", test_same_bytes);
  g_test_add_func ("/booster/save-and-load", test_save_and_load);
  g_test_add_func ("/booster/saved-names", test_saved_names);
  g_test_add_func ("/booster/bad-base-score", test_bad_base_score);
  g_test_add_func ("/booster/bad-bytes", test_bad_bytes);
  g_test_add_func ("/booster/first-rounds", test_first_rounds);
  g_test_add_func ("/booster/wrong-width", test_wrong_width);
  g_test_add_func ("/booster/threads", test_threads);
  g_test_add_func ("/booster/names", test_names);
  g_test_add_func ("/booster/names-with-backslash", test_names_with_backslash);
  g_test_add_func ("/booster/names-with-control-characters", test_names_with_control_characters);
  return g_test_run ();
}
