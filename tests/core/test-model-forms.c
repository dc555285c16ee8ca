/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same model in other forms gives the same bits; forms that only libxgboost or we could
 * misunderstand do no harm. */
#include "rw-model.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define N_KEPT_TREES 2

static const char wrapped_score[] = "\"[5E-1]\"";

static RwModel *
load_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  RwModel *model = rw_model_load_bytes (bytes, &error);

  g_assert_no_error (error);
  return model;
}

static void
assert_same_as_shipped (GBytes *bytes)
{
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);
  g_autoptr (RwModel) model = load_bytes (bytes);

  g_assert_cmpuint (rw_model_get_n_trees (model), ==, 129);
  g_assert_cmpmem (rw_model_get_importance (model), 19 * sizeof (double),
                   rw_model_get_importance (shipped), 19 * sizeof (double));
  rw_test_assert_same_scores (model, shipped);
}

/* The bytes of the model that ships with this value in place of its base score "5E-1". */
static GBytes *
replace_base_score (const char *score)
{
  g_autoptr (GBytes) bytes = rw_test_read_model ();
  g_autoptr (GString) text =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  g_assert_cmpuint (g_string_replace (text, "\"5E-1\"", score, 0), ==, 1);
  return g_bytes_new (text->str, text->len);
}

static void
test_wrapped (void)
{
  g_autoptr (GBytes) bytes = replace_base_score (wrapped_score);

  assert_same_as_shipped (bytes);
}

/* XGBoost 3 writes such numbers; they are floats to XGBoost, so they come out the same. */
static void
test_long_numbers (void)
{
  json_auto_t *document = rw_test_parse_model ();
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);

  g_assert_cmpuint (g_bytes_get_size (bytes), >, 62000);
  assert_same_as_shipped (bytes);
}

static void
test_ubj (void)
{
  g_autoptr (GBytes) json = rw_test_read_model ();
  g_autoptr (GBytes) bytes = rw_test_convert (json, "ubj");

  g_assert_cmpint (((const char *) g_bytes_get_data (bytes, NULL))[1], ==, 'L');
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);
  g_autoptr (RwModel) model = load_bytes (bytes);
  g_assert_cmpuint (rw_model_get_n_trees (model), ==, 129);
  g_assert_cmpstr (rw_model_get_sha256 (model), !=, rw_model_get_sha256 (shipped));
  for (guint i = 0; i < 19; i++)
    g_assert_cmpfloat_with_epsilon (rw_model_get_importance (model)[i],
                                    rw_model_get_importance (shipped)[i], 1e-6);
  rw_test_assert_same_scores (model, shipped);
}

/* "[5E-1]" as UBJ, with brackets that make the text two bytes longer. */
static void
test_wrapped_ubj (void)
{
  static const char plain[] = "SL\0\0\0\0\0\0\0\4"
                              "5E-1";
  static const char wrapped[] = "SL\0\0\0\0\0\0\0\6"
                                "[5E-1]";
  g_autoptr (GBytes) json = rw_test_read_model ();
  g_autoptr (GBytes) ubj = rw_test_convert (json, "ubj");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (ubj, &length);
  const guint8 *place = memmem (start, length, plain, sizeof plain - 1);

  g_assert_nonnull (place);
  g_byte_array_append (bytes, start, (guint) (place - start));
  g_byte_array_append (bytes, (const guint8 *) wrapped, sizeof wrapped - 1);
  place += sizeof plain - 1;
  g_byte_array_append (bytes, place, (guint) (start + length - place));
  g_autoptr (GBytes) changed = g_bytes_new (bytes->data, bytes->len);
  g_autoptr (RwModel) model = load_bytes (changed);
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);
  rw_test_assert_same_scores (model, shipped);
}

/* As an editor lays it out: a line end behind the first brace. */
static void
test_indented (void)
{
  json_auto_t *document = rw_test_parse_model ();
  g_autoptr (GBytes) bytes = rw_test_dump (document, FALSE);

  assert_same_as_shipped (bytes);
}

/* Any float above 0 and below 1. */
static void
test_base_scores (void)
{
  static const char *const scores[] = { "\"2.6536992E-1\"", "\"[2.6536992E-1]\"", "\"1E-30\"",
                                        "\"0.999999\"" };

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_autoptr (GBytes) bytes = replace_base_score (scores[i]);
      g_autoptr (RwModel) model = load_bytes (bytes);
      g_autofree char *text = rw_test_read_sample (5);
      g_autoptr (RwTable) table = rw_test_load_for (model, text);
      g_autoptr (RwScores) probabilities = rw_test_score (model, table);
      for (guint row = 0; row < 5; row++)
        g_assert_true (isfinite (rw_scores_get_probabilities (probabilities)[row]));
    }
}

/* The shipped model without most of its trees: fast to load a thousand times. */
static json_t *
make_small_model (void)
{
  json_t *document = rw_test_parse_model ();
  json_t *trees = rw_test_get (document, RW_TEST_TREES "trees");
  json_t *info = rw_test_get (document, RW_TEST_TREES "tree_info");

  while (json_array_size (trees) > N_KEPT_TREES)
    {
      json_array_remove (trees, N_KEPT_TREES);
      json_array_remove (info, N_KEPT_TREES);
    }
  rw_test_set (document, RW_TEST_TREES "gbtree_model_param/num_trees", "\"2\"");
  return document;
}

/* The paths of all values below @value, without the names of features. */
static void
collect_paths (json_t *value, const char *path, GPtrArray *paths)
{
  const char *key;
  json_t *child;
  size_t i;

  if (json_is_object (value))
    json_object_foreach (value, key, child)
    {
      g_autofree char *below = g_strdup_printf ("%s%s%s", path, path[0] != '\0' ? "/" : "", key);
      g_ptr_array_add (paths, g_strdup (below));
      collect_paths (child, below, paths);
    }
  else if (!g_str_has_prefix (path, "learner/feature_"))
    json_array_foreach (value, i, child)
    {
      g_autofree char *below = g_strdup_printf ("%s/%zu", path, i);
      g_ptr_array_add (paths, g_strdup (below));
      collect_paths (child, below, paths);
    }
}

/* The model gives probabilities for rows of zeros and of missing numbers. */
static void
assert_predicts (RwModel *model)
{
  g_autoptr (GError) error = NULL;
  guint n_features = rw_model_get_manifest (model)->features->len;
  g_autofree float *features = g_new0 (float, (gsize) 2 * n_features);
  RwMatrix matrix = { .values = features, .n_rows = 2, .n_features = n_features };
  float probabilities[2] = { NAN, NAN };

  for (guint i = n_features; i < 2 * n_features; i++)
    features[i] = NAN;
  g_assert_true (rw_booster_predict (rw_model_get_booster (model), &matrix, probabilities, &error));
  g_assert_no_error (error);
  for (guint row = 0; row < 2; row++)
    g_assert_true (probabilities[row] >= 0 && probabilities[row] <= 1);
}

/* Whatever the change is: the model is refused, or gives probabilities. */
static void
assert_harmless (json_t *good, const char *path, const char *json)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *document = json_deep_copy (good);

  rw_test_set (document, path, json);
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_test_message ("%s: %s", path, json != NULL ? json : "removed");
  g_autoptr (RwModel) model = rw_model_load_bytes (bytes, &error);
  if (model != NULL)
    assert_predicts (model);
  else
    rw_test_assert_error (&error, RW_ERROR_MODEL, NULL);
}

/* Each value of the model is removed or becomes another. */
static void
change_all (json_t *document)
{
  static const char *const values[] = {
    NULL, "null", "{}", "[]", "-1", "2147483647", "1.5", "\"x\"", "\"-1\"", "\"2147483647\"",
  };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  collect_paths (document, "", paths);
  g_assert_cmpuint (paths->len, >, 60);
  for (guint i = 0; i < paths->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (values); k++)
      assert_harmless (document, paths->pdata[i], values[k]);
}

static void
test_any_change (void)
{
  json_auto_t *document = make_small_model ();

  change_all (document);
}

/* The same as the libxgboost that is here writes it: newer ones write more. */
static void
test_any_change_written (void)
{
  json_auto_t *small = make_small_model ();
  g_autoptr (GBytes) bytes = rw_test_dump (small, TRUE);
  g_autoptr (GBytes) written = rw_test_convert (bytes, "json");
  json_auto_t *document =
      json_loadb (g_bytes_get_data (written, NULL), g_bytes_get_size (written), 0, NULL);

  change_all (document);
}

/* A node that no node leads to, with a parent that is no node: libxgboost 1.7 would look it up. */
static void
refuse_unused_node (void)
{
  static const char *const lists[] = { "base_weights",     "default_left",  "left_children",
                                       "loss_changes",     "parents",       "right_children",
                                       "split_conditions", "split_indices", "split_type",
                                       "sum_hessian" };
  static const char *const values[] = { "0.0", "0",   "-1", "0.0", "2147483647",
                                        "-1",  "0.0", "0",  "0",   "0.0" };
  json_auto_t *document = make_small_model ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strdup_printf (RW_TEST_TREES "trees/0/%s/3", lists[i]);
      rw_test_set (document, path, values[i]);
    }
  rw_test_set (document, RW_TEST_TREES "trees/0/tree_param/num_nodes", "\"4\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_assert_null (rw_model_load_bytes (bytes, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "The model is damaged");
}

static void
test_unused_node (void)
{
  if (g_test_subprocess ())
    {
      refuse_unused_node ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* libxgboost reads long numbers with strtof(), which wants a comma in German. */
static void
test_german (void)
{
  json_auto_t *document = rw_test_parse_model ();
  g_autoptr (GBytes) long_numbers = rw_test_dump (document, TRUE);
  g_autoptr (GBytes) wrapped = replace_base_score (wrapped_score);

  if (!rw_test_speak_german ())
    {
      g_test_skip ("this machine has no locale de_DE.UTF-8");
      return;
    }
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  assert_same_as_shipped (wrapped);
  assert_same_as_shipped (long_numbers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-forms/wrapped", test_wrapped);
  g_test_add_func ("/model-forms/long-numbers", test_long_numbers);
  g_test_add_func ("/model-forms/ubj", test_ubj);
  g_test_add_func ("/model-forms/wrapped-ubj", test_wrapped_ubj);
  g_test_add_func ("/model-forms/indented", test_indented);
  g_test_add_func ("/model-forms/base-scores", test_base_scores);
  g_test_add_func ("/model-forms/any-change", test_any_change);
  g_test_add_func ("/model-forms/any-change-written", test_any_change_written);
  g_test_add_func ("/model-forms/unused-node", test_unused_node);
  g_test_add_func ("/model-forms/german", test_german);
  return g_test_run ();
}
