/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-check.h"

#include "rw-test-model.h"
#include "rw-test.h"

#define BOOSTER  "learner/gradient_booster/"
#define SHIPPED  129 /* trees of the model that ships */
#define FEATURES 45

/* One member of the model is changed (to NULL: removed); what the message says then. */
typedef struct
{
  const char *path;
  const char *json;
  const char *part;
} Case;

#define NOT_OURS  "it is not an XGBoost model"
#define BASE      "its base score is not one probability"
#define OUTPUTS   "it has several outputs"
#define N_TREES   "its number of trees is not what it says"
#define NUMBERING "its trees are not numbered in their order"
#define PARALLEL  "its number of parallel trees is out of range"
#define RANGE     "its number of features is out of range"

static const Case kind_cases[] = {
  { "learner", NULL, NOT_OURS },
  { "learner", "[]", NOT_OURS },
  { "learner", "\"x\"", NOT_OURS },
  { "learner/gradient_booster", NULL, NOT_OURS },
  { "learner/gradient_booster", "[1]", NOT_OURS },
  { BOOSTER "name", "\"gblinear\"", "its booster is “gblinear”, not “gbtree”" },
  { BOOSTER "name", "\"dart\"", "its booster is “dart”, not “gbtree”" },
  { BOOSTER "name", "\"\"", "its booster is “”, not “gbtree”" },
  { BOOSTER "name", "1", "its booster is “”, not “gbtree”" },
  { BOOSTER "name", NULL, "its booster is “”, not “gbtree”" },
  { "learner/objective/name", "\"reg:squarederror\"", "objective is “reg:squarederror”, not" },
  { "learner/objective/name", "\"multi:softprob\"", "objective is “multi:softprob”, not" },
  { "learner/objective/name", "\"binary:logitraw\"", "objective is “binary:logitraw”, not" },
  { "learner/objective/name", NULL, "objective is “”, not “binary:logistic”" },
  { "learner/objective", NULL, "objective is “”, not “binary:logistic”" },
  { "learner/objective", "\"binary:logistic\"", "objective is “”, not “binary:logistic”" },
};

static const Case parameter_cases[] = {
  { "learner/learner_model_param", NULL, RANGE },
  { RW_TEST_PARAMETERS "num_feature", NULL, RANGE },
  { RW_TEST_PARAMETERS "num_feature", "\"0\"", RANGE },
  { RW_TEST_PARAMETERS "num_feature", "\"-1\"", RANGE },
  { RW_TEST_PARAMETERS "num_feature", "\"100001\"", RANGE },
  { RW_TEST_PARAMETERS "num_feature", "\"x\"", RANGE },
  { RW_TEST_PARAMETERS "num_feature", "45", RANGE },
  { RW_TEST_PARAMETERS "num_class", "\"3\"", OUTPUTS },
  { RW_TEST_PARAMETERS "num_class", "\"1\"", OUTPUTS },
  { RW_TEST_PARAMETERS "num_class", "0", OUTPUTS },
  { RW_TEST_PARAMETERS "num_class", NULL, OUTPUTS },
  { RW_TEST_PARAMETERS "num_target", "\"2\"", OUTPUTS },
  { RW_TEST_PARAMETERS "num_target", "\"0\"", OUTPUTS },
  { RW_TEST_PARAMETERS "num_target", "1", OUTPUTS },
  { RW_TEST_PARAMETERS "base_score", NULL, BASE },
  { RW_TEST_PARAMETERS "base_score", "0.5", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"0\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"1\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"1.5\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"-0.5\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"abc\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"nan\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"0,5\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"[]\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"[0]\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"[5E-1,5E-1]\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"[5E-1\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"5E-1]\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "\"[[5E-1]]\"", BASE },
  { RW_TEST_PARAMETERS "base_score", "[\"5E-1\"]", BASE },
};

static const Case tree_cases[] = {
  { RW_TEST_TREES "trees", NULL, N_TREES },
  { RW_TEST_TREES "trees", "{}", N_TREES },
  { RW_TEST_TREES "trees", "[]", N_TREES },
  { RW_TEST_TREES "trees/99", NULL, N_TREES },
  { RW_TEST_TREES "tree_info", NULL, N_TREES },
  { RW_TEST_TREES "tree_info/99", NULL, N_TREES },
  { RW_TEST_TREES "tree_info/129", "0", N_TREES },
  { RW_TEST_TREES "tree_info/0", "7", OUTPUTS },
  { RW_TEST_TREES "tree_info/99", "1", OUTPUTS },
  { RW_TEST_TREES "tree_info/0", "-1", OUTPUTS },
  { RW_TEST_TREES "tree_info/0", "\"0\"", OUTPUTS },
  { RW_TEST_TREES "tree_info/0", "null", OUTPUTS },
  { RW_TEST_TREES "gbtree_model_param", NULL, N_TREES },
  { RW_TEST_TREES "gbtree_model_param/num_trees", "\"99\"", N_TREES },
  { RW_TEST_TREES "gbtree_model_param/num_trees", "\"101\"", N_TREES },
  { RW_TEST_TREES "gbtree_model_param/num_trees", "\"0\"", N_TREES },
  { RW_TEST_TREES "gbtree_model_param/num_trees", "100", N_TREES },
  { RW_TEST_TREES "gbtree_model_param/num_parallel_tree", "\"0\"", PARALLEL },
  { RW_TEST_TREES "gbtree_model_param/num_parallel_tree", "\"-1\"", PARALLEL },
  { RW_TEST_TREES "gbtree_model_param/num_parallel_tree", "1", PARALLEL },
  { RW_TEST_TREES "iteration_indptr", "[]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "null", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "{\"0\":129}", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0,99]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0,101]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[1,129]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0,-1,129]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0,50,50,129]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0,200,129]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0,50.0,129]", N_TREES },
  { RW_TEST_TREES "iteration_indptr", "[0,\"50\",129]", N_TREES },
  { RW_TEST_TREES "trees/1/id", "0", NUMBERING },
  { RW_TEST_TREES "trees/0/id", "1", NUMBERING },
  { RW_TEST_TREES "trees/128/id", "129", NUMBERING },
  { RW_TEST_TREES "trees/0/id", "\"0\"", NUMBERING },
  { RW_TEST_TREES "trees/0/id", NULL, NUMBERING },
  { RW_TEST_TREES "trees/5", "null", NUMBERING },
  { RW_TEST_TREES "cats", "{\"enc\":[1]}", "native categories, which are not supported" },
  { RW_TEST_TREES "cats", "{\"sorted_idx\":[0]}", "native categories, which are not supported" },
  { "learner/feature_names/44", NULL, "feature names are not as many as its features" },
  { "learner/feature_names/45", "\"x\"", "feature names are not as many as its features" },
};

/* A tree's own checks are rw_tree_check()'s; here that every tree is looked at. */
static const Case one_tree_cases[] = {
  { RW_TEST_TREES "trees/0/split_indices/0", "45", "a feature that does not exist" },
  { RW_TEST_TREES "trees/99/split_indices/0", "100000000", "a feature that does not exist" },
  { RW_TEST_TREES "trees/50/tree_param/num_feature", "\"44\"", "another number of features" },
  { RW_TEST_TREES "trees/7/split_conditions/1", "1e39", "not finite" },
  { RW_TEST_TREES "trees/98/left_children/0", "0", "do not form a tree" },
};

static const Case good_cases[] = {
  { RW_TEST_PARAMETERS "num_target", NULL, NULL },
  { RW_TEST_PARAMETERS "boost_from_average", NULL, NULL },
  { RW_TEST_TREES "gbtree_model_param/num_parallel_tree", NULL, NULL },
  { RW_TEST_TREES "cats", "{\"enc\":[],\"feature_segments\":[0],\"sorted_idx\":[]}", NULL },
  { RW_TEST_TREES "iteration_indptr", "[0,50,129]", NULL },
  { "learner/feature_names", NULL, NULL },
  { "learner/feature_names", "[]", NULL },
  { "learner/feature_types", NULL, NULL },
  { "learner/attributes", NULL, NULL },
};

static void
assert_case (const Case *test)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *document = rw_test_parse_model ();
  RwModelFacts facts;

  rw_test_set (document, test->path, test->json);
  g_test_message ("%s: %s", test->path, test->json != NULL ? test->json : "removed");
  g_assert_true (rw_model_check (document, &facts, &error) == (test->part == NULL));
  if (test->part != NULL)
    rw_test_assert_error (&error, RW_ERROR_MODEL, test->part);
  g_assert_no_error (error);
}

static void
test_facts (void)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *document = rw_test_parse_model ();
  RwModelFacts facts;

  g_assert_true (rw_model_check (document, &facts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (facts.n_features, ==, FEATURES);
  g_assert_cmpuint (facts.n_trees, ==, SHIPPED);
  g_assert_cmpfloat (facts.base_score, ==, 0.5);
  g_assert_true (g_str_has_prefix (facts.manifest, "{\"version\":1,"));
  g_assert_true (facts.feature_names == rw_test_get (document, "learner/feature_names"));
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_cases); i++)
    assert_case (&good_cases[i]);
}

static void
test_no_manifest (void)
{
  json_auto_t *document = rw_test_parse_model ();
  RwModelFacts facts;

  rw_test_set (document, RW_TEST_MANIFEST, NULL);
  rw_test_set (document, "learner/feature_names", NULL);
  g_assert_true (rw_model_check (document, &facts, NULL));
  g_assert_null (facts.manifest);
  g_assert_cmpuint (json_array_size (facts.feature_names), ==, 0);
}

static void
test_kind (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_cases); i++)
    assert_case (&kind_cases[i]);
}

static void
test_parameters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameter_cases); i++)
    assert_case (&parameter_cases[i]);
}

static void
test_trees (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tree_cases); i++)
    assert_case (&tree_cases[i]);
  for (guint i = 0; i < G_N_ELEMENTS (one_tree_cases); i++)
    assert_case (&one_tree_cases[i]);
}

static void
test_no_trees (void)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *document = rw_test_parse_model ();
  RwModelFacts facts;

  rw_test_set (document, RW_TEST_TREES "trees", "[]");
  rw_test_set (document, RW_TEST_TREES "tree_info", "[]");
  rw_test_set (document, RW_TEST_TREES "gbtree_model_param/num_trees", "\"0\"");
  g_assert_false (rw_model_check (document, &facts, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "it has no trees");
}

/* Its features are as many as the manifest says, not as many as can be counted to. */
static void
test_many_features (void)
{
  json_auto_t *document = rw_test_parse_model ();
  RwModelFacts facts;

  rw_test_set (document, RW_TEST_PARAMETERS "num_feature", "\"100000\"");
  rw_test_set (document, "learner/feature_names", NULL);
  for (guint i = 0; i < SHIPPED; i++)
    {
      g_autofree char *path = g_strdup_printf (RW_TEST_TREES "trees/%u/tree_param/num_feature", i);
      rw_test_set (document, path, "\"100000\"");
    }
  g_assert_true (rw_model_check (document, &facts, NULL));
  g_assert_cmpuint (facts.n_features, ==, 100000);
}

static void
test_unwrap (void)
{
  static const struct
  {
    const char *json;
    const char *text;
    double base_score;
  } cases[] = { { "\"5E-1\"", "0.5", 0.5 },
                { "\"[5E-1]\"", "0.5", 0.5 },
                { "\"[2.6537E-1]\"", "0.26537", 0.26537 },
                { "\"0.26536986231803894\"", "0.265369862", 0.26536986231803894 },
                { "\"0.25\"", "0.25", 0.25 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      json_auto_t *document = rw_test_parse_model ();
      RwModelFacts facts;
      rw_test_set (document, RW_TEST_PARAMETERS "base_score", cases[i].json);
      g_assert_true (rw_model_check (document, &facts, NULL));
      g_assert_cmpfloat (facts.base_score, ==, cases[i].base_score);
      json_t *text = rw_test_get (document, RW_TEST_PARAMETERS "base_score");
      g_assert_cmpstr (json_string_value (text), ==, cases[i].text);
    }
}

static void
test_no_document (void)
{
  static const char *const texts[] = {
    "null", "[]", "{}", "3", "\"learner\"", "[{\"learner\":{}}]"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      json_auto_t *document = json_loads (texts[i], JSON_DECODE_ANY, NULL);
      RwModelFacts facts;
      g_assert_false (rw_model_check (document, &facts, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, NOT_OURS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-check/facts", test_facts);
  g_test_add_func ("/model-check/good", test_good);
  g_test_add_func ("/model-check/no-manifest", test_no_manifest);
  g_test_add_func ("/model-check/kind", test_kind);
  g_test_add_func ("/model-check/parameters", test_parameters);
  g_test_add_func ("/model-check/trees", test_trees);
  g_test_add_func ("/model-check/no-trees", test_no_trees);
  g_test_add_func ("/model-check/many-features", test_many_features);
  g_test_add_func ("/model-check/unwrap", test_unwrap);
  g_test_add_func ("/model-check/no-document", test_no_document);
  return g_test_run ();
}
