/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model.h"

#include "rw-piece.h"
#include "rw-test-io.h"
#include "rw-test-model.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define N_CUTS   20
#define N_INPUTS 19

static RwModel *
load_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  RwModel *model = rw_model_load_bytes (bytes, &error);

  g_assert_no_error (error);
  return model;
}

static RwModel *
load_default (void)
{
  g_autoptr (GError) error = NULL;
  RwModel *model = rw_model_load_default (&error);

  g_assert_no_error (error);
  return model;
}

static void
assert_refused (GBytes *bytes, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_model_load_bytes (bytes, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, part);
}

static void
assert_text_refused (const char *text, const char *part)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  assert_refused (bytes, part);
}

/* That the model is refused when one member of it is changed. */
static void
assert_change_refused (const char *path, const char *json, const char *part)
{
  json_auto_t *document = rw_test_parse_model ();

  rw_test_set (document, path, json);
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_test_message ("%s: %s", path, json != NULL ? json : "removed");
  assert_refused (bytes, part);
}

static void
test_default (void)
{
  g_autoptr (RwModel) model = load_default ();
  g_autoptr (GBytes) bytes = rw_test_read_model ();
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  const RwManifest *manifest = rw_model_get_manifest (model);

  g_assert_cmpstr (rw_model_get_sha256 (model), ==, sha256);
  g_assert_cmpuint (rw_model_get_n_trees (model), ==, 129);
  g_assert_nonnull (rw_model_get_booster (model));
  g_assert_cmpuint (manifest->inputs->len, ==, N_INPUTS);
  g_assert_cmpuint (manifest->features->len, ==, 45);
  g_assert_cmpstr (manifest->label, ==, "Churn");
  g_assert_cmpstr (manifest->positive, ==, "Yes");
  g_assert_cmpstr (((RwInput *) manifest->inputs->pdata[0])->name, ==, "gender");
  g_assert_cmpstr (((RwFeature *) manifest->features->pdata[2])->name, ==, "SeniorCitizen");
}

/* The gains of all trees, added up for each input by the names of the features. */
static void
add_up_gains (const RwManifest *manifest, double *gains)
{
  json_auto_t *document = rw_test_parse_model ();
  json_t *names = rw_test_get (document, "learner/feature_names");
  json_t *tree;
  size_t i;
  double sum = 0;

  json_array_foreach (rw_test_get (document, RW_TEST_TREES "trees"), i, tree)
  {
    json_int_t feature = json_integer_value (rw_test_get (tree, "split_indices/0"));
    const char *name = json_string_value (json_array_get (names, (gsize) feature));
    double gain = json_number_value (rw_test_get (tree, "loss_changes/0"));
    g_auto (GStrv) parts = g_strsplit (name, "_", 2);
    for (guint k = 0; k < manifest->inputs->len; k++)
      gains[k] += strcmp (((RwInput *) manifest->inputs->pdata[k])->name, parts[0]) == 0 ? gain : 0;
    sum += gain;
  }
  for (guint k = 0; k < manifest->inputs->len; k++)
    gains[k] /= sum;
}

static void
test_importance (void)
{
  g_autoptr (RwModel) model = load_default ();
  const double *importance = rw_model_get_importance (model);
  g_autoptr (GArray) ranks = rw_model_rank_inputs (model);
  double gains[N_INPUTS] = { 0 };
  double sum = 0;

  add_up_gains (rw_model_get_manifest (model), gains);
  for (guint i = 0; i < N_INPUTS; i++)
    {
      g_assert_cmpfloat_with_epsilon (importance[i], gains[i], 1e-12);
      sum += importance[i];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  g_assert_cmpuint (ranks->len, ==, N_INPUTS);
  for (guint i = 1; i < N_INPUTS; i++)
    {
      guint before = g_array_index (ranks, guint, i - 1);
      guint here = g_array_index (ranks, guint, i);
      g_assert_true (importance[before] > importance[here] ||
                     (importance[before] >= importance[here] && before < here));
    }
}

/* A model whose trees split on nothing has no important inputs, not NaN. */
static void
test_no_importance (void)
{
  json_auto_t *document = rw_test_parse_model ();

  for (guint i = 0; i < 129; i++)
    {
      g_autofree char *path = g_strdup_printf (RW_TEST_TREES "trees/%u/loss_changes/0", i);
      rw_test_set (document, path, "0.0");
    }
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_autoptr (RwModel) model = load_bytes (bytes);
  g_autoptr (GArray) ranks = rw_model_rank_inputs (model);
  for (guint i = 0; i < N_INPUTS; i++)
    {
      g_assert_cmpfloat (rw_model_get_importance (model)[i], ==, 0);
      g_assert_cmpuint (g_array_index (ranks, guint, i), ==, i);
    }
}

static void
test_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rw_test_read_model ();
  g_autofree char *path =
      rw_test_write ("model.json", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (RwModel) model = rw_model_load (path, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (RwModel) shipped = load_default ();
  g_assert_cmpstr (rw_model_get_sha256 (model), ==, rw_model_get_sha256 (shipped));
  rw_test_assert_same_scores (model, shipped);
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("no-model.json");

  g_assert_null (rw_model_load (path, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "no-model.json");
  g_assert_null (rw_model_load (g_get_tmp_dir (), NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, NULL);
}

/* The message begins with the name of the file. */
static void
test_damaged_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("damaged.json", RW_TEST_BYTES ("{\"learner\":"));

  g_assert_null (rw_model_load (path, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "damaged.json: The model file is damaged"));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "line 1");
}

static void
test_large_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("large.json", RW_TEST_BYTES ("{\""));

  g_assert_cmpint (truncate (path, (off_t) 300 << 20), ==, 0);
  g_assert_null (rw_model_load (path, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "too large for a model");
}

static void
test_read_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("unreadable.json", RW_TEST_BYTES ("{\"learner\":{}}"));

  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = 1, .error_number = EIO });
  g_assert_null (rw_model_load (path, NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "unreadable.json");
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = rw_test_read_model ();
  g_autoptr (GBytes) ubj = rw_test_convert (bytes, "ubj");
  gsize length = g_bytes_get_size (bytes);

  for (guint i = 0; i < N_CUTS; i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length * i / N_CUTS);
      g_autoptr (GBytes) ubj_part =
          g_bytes_new_from_bytes (ubj, 0, g_bytes_get_size (ubj) * i / N_CUTS);
      assert_refused (part, i == 0 ? "not an XGBoost model in JSON or UBJ" : "damaged");
      assert_refused (ubj_part, i == 0 ? "not an XGBoost model in JSON or UBJ" : "damaged");
    }
  g_autoptr (GBytes) all_but_one = g_bytes_new_from_bytes (bytes, 0, length - 1);
  assert_refused (all_but_one, "damaged");
}

static void
test_other_files (void)
{
  static const char *const strangers[] = {
    "", "{", "[]", "customerID,gender\n", "\"x\"", "PK\3\4{}", " {\"learner\":{}}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    assert_text_refused (strangers[i], "it is not an XGBoost model in JSON or UBJ");
  assert_text_refused ("{}", "it is not an XGBoost model");
  assert_text_refused ("{ }", "it is not an XGBoost model");
  assert_text_refused ("{\"a\":1}", "it is not an XGBoost model");
  assert_text_refused ("{\"learner\":{}}", "it is not an XGBoost model");
  assert_text_refused ("{\"a\":1}x", "damaged or not JSON (line 1");
  assert_text_refused ("{\"a\":1,\n\"a\":1}", "damaged or not JSON (line 2");
  assert_text_refused ("{\"a\":NaN}", "damaged or not JSON");
  assert_text_refused ("{\"a\":1e999}", "damaged or not JSON");
  assert_text_refused ("{\"a\":\"\xff\"}", "damaged or not JSON");
  assert_text_refused ("{x", "damaged or cut short");
}

/* Deeper than any stack. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  assert_text_refused (text->str, "damaged or not JSON");
}

static void
test_check_is_asked (void)
{
  assert_change_refused ("learner/objective/name", "\"rank:pairwise\"", "“rank:pairwise”");
  assert_change_refused (RW_TEST_PARAMETERS "base_score", "\"1\"", "base score");
  assert_change_refused (RW_TEST_TREES "trees/3/split_indices/0", "100000000", "does not exist");
  assert_change_refused (RW_TEST_TREES "trees/3/split_indices/0", "45", "does not exist");
  assert_change_refused (RW_TEST_TREES "trees/99/right_children/0", "0", "do not form a tree");
  assert_change_refused (RW_TEST_TREES "trees/0/split_conditions/0", "1e39", "not finite");
}

static void
test_manifest (void)
{
  assert_change_refused (RW_TEST_MANIFEST, NULL, "which columns it was trained on");
  assert_change_refused ("learner/attributes", NULL, "which columns it was trained on");
  assert_change_refused (RW_TEST_MANIFEST, "7", "which columns it was trained on");
  assert_change_refused (RW_TEST_MANIFEST, "\"\"", "description of its columns is damaged");
  assert_change_refused (RW_TEST_MANIFEST, "\"{}\"", "a version this program does not know");
  assert_change_refused ("learner/feature_names/0", "\"sex_Female\"", "names other features");
  assert_change_refused ("learner/feature_names/44", "\"\"", "names other features");
  assert_change_refused ("learner/feature_names/44", "7", "names other features");
  assert_change_refused ("learner/feature_names/44", NULL, "not as many as its features");
}

/* The description has a feature less than the trees. */
static void
test_fewer_features (void)
{
  json_auto_t *document = rw_test_parse_model ();
  json_t *attribute = rw_test_get (document, RW_TEST_MANIFEST);
  json_auto_t *manifest = json_loads (json_string_value (attribute), 0, NULL);

  rw_test_set (manifest, "features/44", NULL);
  char *text = json_dumps (manifest, JSON_COMPACT);
  json_string_set (attribute, text);
  free (text);
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  assert_refused (bytes, "has another number of features than its trees");
}

/* A base score that is no float above 0 and below 1 is the model's fault, not libxgboost's. */
static void
test_base_score (void)
{
  assert_change_refused (RW_TEST_PARAMETERS "base_score", "\"0.99999999999\"", "base score");
  assert_change_refused (RW_TEST_PARAMETERS "base_score", "\"1e-46\"", "base");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/default", test_default);
  g_test_add_func ("/model/importance", test_importance);
  g_test_add_func ("/model/no-importance", test_no_importance);
  g_test_add_func ("/model/load", test_load);
  g_test_add_func ("/model/no-file", test_no_file);
  g_test_add_func ("/model/damaged-file", test_damaged_file);
  g_test_add_func ("/model/large-file", test_large_file);
  g_test_add_func ("/model/read-error", test_read_error);
  g_test_add_func ("/model/truncated", test_truncated);
  g_test_add_func ("/model/other-files", test_other_files);
  g_test_add_func ("/model/deep", test_deep);
  g_test_add_func ("/model/check-is-asked", test_check_is_asked);
  g_test_add_func ("/model/manifest", test_manifest);
  g_test_add_func ("/model/fewer-features", test_fewer_features);
  g_test_add_func ("/model/base-score", test_base_score);
  return g_test_run ();
}
