/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-import.h"

#include "rw-manifest-guess.h"
#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

/* The model that ships as Python would write it: without a description of ours. */
static json_t *
make_foreign (void)
{
  json_t *document = rw_test_parse_model ();

  rw_test_set (document, RW_TEST_MANIFEST, NULL);
  return document;
}

static RwModelImport *
open_document (json_t *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_autofree char *path =
      rw_test_write ("my.model.json", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  RwModelImport *import = rw_model_import_open (path, NULL, &error);

  g_assert_no_error (error);
  return import;
}

/* A table of the sample, loaded for the import. */
static RwTable *
load_sample (RwModelImport *import)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *csv = rw_test_read_sample (0);
  g_autoptr (RwSource) source = rw_test_source (csv, strlen (csv));
  RwTableOptions options = { .hint = rw_manifest_guess_hint, .hint_data = import->document };
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static RwModel *
finish (RwModelImport *import, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rw_model_import_finish (import, label, "Yes", &error);

  g_assert_no_error (error);
  RwModel *model = rw_model_load_bytes (bytes, &error);
  g_assert_no_error (error);
  return model;
}

static void
test_ready (void)
{
  json_auto_t *document = rw_test_parse_model ();
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_autoptr (RwModelImport) import = open_document (document);

  g_assert_true (rw_model_import_is_ready (import));
  g_assert_true (g_bytes_equal (import->bytes, bytes));
  g_assert_cmpstr (import->title, ==, "my.model");
  g_assert_null (import->manifest);
}

/* By a file all inputs are what they were, and the scores the same bits. */
static void
test_table (void)
{
  json_auto_t *document = make_foreign ();
  g_autoptr (RwModelImport) import = open_document (document);
  g_autoptr (RwTable) table = load_sample (import);
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_model_import_is_ready (import));
  rw_model_import_guess (import, table, &error);
  g_assert_no_error (error);
  g_autoptr (RwModel) model = finish (import, "Churn");
  const RwManifest *manifest = rw_model_get_manifest (model);
  const RwManifest *wanted = rw_model_get_manifest (shipped);
  g_assert_cmpuint (manifest->inputs->len, ==, wanted->inputs->len);
  for (guint i = 0; i < wanted->inputs->len; i++)
    {
      const RwInput *input = wanted->inputs->pdata[i];
      const RwInput *found = rw_manifest_find_input (manifest, input->name);
      g_assert_nonnull (found);
      g_assert_cmpint (found->kind, ==, input->kind);
      g_assert_true (found->required == input->required);
    }
  g_assert_cmpstr (manifest->title, ==, "my.model");
  g_assert_cmpstr (manifest->label, ==, "Churn");
  g_assert_cmpstr (manifest->positive, ==, "Yes");
  rw_test_assert_same_scores (model, shipped);
}

/* By the names alone, too, for no column of the sample has a "_" in its name. */
static void
test_names (void)
{
  json_auto_t *document = make_foreign ();
  g_autoptr (RwModelImport) import = open_document (document);
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);
  g_autoptr (GError) error = NULL;

  rw_model_import_guess (import, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RwModel) model = finish (import, NULL);
  g_assert_null (rw_model_get_manifest (model)->label);
  g_assert_null (rw_model_get_manifest (model)->positive);
  rw_test_assert_same_scores (model, shipped);
}

/* What XGBoost 3.1 writes comes out as every XGBoost reads it. */
static void
test_wrapped (void)
{
  json_auto_t *document = make_foreign ();
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);
  g_autoptr (GError) error = NULL;

  rw_test_set (document, RW_TEST_PARAMETERS "base_score", "\"[5E-1]\"");
  rw_test_set (document, RW_TEST_TREES "cats", "{\"enc\":[],\"feature_segments\":[]}");
  rw_test_set (document, "learner/attributes", NULL);
  g_autoptr (RwModelImport) import = open_document (document);
  rw_model_import_guess (import, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RwModel) model = finish (import, NULL);
  rw_test_assert_same_scores (model, shipped);
  g_assert_cmpstr (
      json_string_value (rw_test_get (import->document, RW_TEST_PARAMETERS "base_score")), ==,
      "0.5");
}

static void
set_best (json_t *document, const char *best)
{
  json_t *learner = json_object_get (document, "learner");

  json_object_set_new (learner, "attributes", json_pack ("{s:s}", "best_iteration", best));
}

static guint
count_left_out (json_t *document, gint64 best)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, best);

  set_best (document, text);
  g_autoptr (RwModelImport) import = open_document (document);
  return import->n_left_out;
}

/* The trees behind the best round go, and what says how many there are. */
static void
test_best_round (void)
{
  json_auto_t *document = make_foreign ();
  guint n = (guint) json_array_size (rw_test_get (document, RW_TEST_TREES "trees"));
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_left_out (document, n - 1), ==, 0);
  g_assert_cmpuint (count_left_out (document, n), ==, 0);
  g_assert_cmpuint (count_left_out (document, -1), ==, 0);
  g_assert_cmpuint (count_left_out (document, G_MAXINT64), ==, 0);
  g_assert_cmpuint (count_left_out (document, 0), ==, n - 1);
  set_best (document, "x");
  g_autoptr (RwModelImport) import = open_document (document);
  g_assert_cmpuint (import->n_left_out, ==, 0);
  set_best (document, "11");
  g_autoptr (RwModelImport) cut = open_document (document);
  rw_model_import_guess (cut, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RwModel) model = finish (cut, NULL);
  g_assert_cmpuint (rw_model_get_n_trees (model), ==, 12);
}

/* Rounds of several trees, and the list of where each begins. */
static void
test_best_round_of_several (void)
{
  json_auto_t *document = make_foreign ();
  json_t *starts = json_array ();
  gsize n = json_array_size (rw_test_get (document, RW_TEST_TREES "trees"));
  gsize width = n % 3 == 0 ? 3 : n; /* as many as divide them */
  g_autofree char *text = g_strdup_printf ("\"%" G_GSIZE_FORMAT "\"", width);
  g_autoptr (GError) error = NULL;

  for (gsize start = 0; start <= n; start += width)
    json_array_append_new (starts, json_integer ((json_int_t) start));
  json_object_set_new (rw_test_get (document, "learner/gradient_booster/model"), "iteration_indptr",
                       starts);
  rw_test_set (document, RW_TEST_TREES "gbtree_model_param/num_parallel_tree", text);
  set_best (document, "0");
  g_autoptr (RwModelImport) import = open_document (document);
  g_assert_cmpuint (import->n_left_out, ==, n - width);
  rw_model_import_guess (import, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RwModel) model = finish (import, NULL);
  g_assert_cmpuint (rw_model_get_n_trees (model), ==, width);
}

/* A guess that fails leaves the one before it. */
static void
test_guess_again (void)
{
  json_auto_t *document = make_foreign ();
  g_autoptr (RwModelImport) import = open_document (document);
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("a,b\n1,2\n"));
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_model_import_guess (import, NULL, &error));
  g_assert_false (rw_model_import_guess (import, table, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "is neither a column of “customers.csv”");
  g_assert_cmpuint (import->manifest->inputs->len, ==, 19);
}

static void
test_refused (void)
{
  json_auto_t *document = make_foreign ();
  g_autofree char *gone = rw_test_dup_path ("gone.json");
  g_autofree char *pickle = rw_test_write ("m.pkl", RW_TEST_BYTES ("\x80\x04\x95"));
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_model_import_open (gone, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "gone.json");
  g_assert_null (rw_model_import_open (pickle, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "m.pkl: "));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "it is a pickle");
  rw_test_set (document, "learner/objective/name", "\"multi:softprob\"");
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_autofree char *foreign =
      rw_test_write ("m.json", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (rw_model_import_open (foreign, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "its objective is “multi:softprob”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-import/ready", test_ready);
  g_test_add_func ("/model-import/table", test_table);
  g_test_add_func ("/model-import/names", test_names);
  g_test_add_func ("/model-import/wrapped", test_wrapped);
  g_test_add_func ("/model-import/best-round", test_best_round);
  g_test_add_func ("/model-import/best-round-of-several", test_best_round_of_several);
  g_test_add_func ("/model-import/guess-again", test_guess_again);
  g_test_add_func ("/model-import/refused", test_refused);
  return g_test_run ();
}
