/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-tree-check.h"

#include "rw-test-model.h"
#include "rw-test.h"

#define N_FEATURES 3
#define N_DEEP     20000 /* splits of a tree that is one long branch */

/* Node 0 splits on feature 2, its right child 2 on feature 0. */
static const char good_tree[] =
    "{\"base_weights\":[0.5,-0.5,0.25,1,-1],\"categories\":[],\"categories_nodes\":[],"
    "\"categories_segments\":[],\"categories_sizes\":[],\"default_left\":[0,0,1,0,0],\"id\":0,"
    "\"left_children\":[1,-1,3,-1,-1],\"loss_changes\":[9,0,4,0,0],"
    "\"parents\":[2147483647,0,0,2,2],\"right_children\":[2,-1,4,-1,-1],"
    "\"split_conditions\":[1.5,-0.5,0.5,1,-1],\"split_indices\":[2,0,0,0,0],"
    "\"split_type\":[0,0,0,0,0],\"sum_hessian\":[10,5,5,2,3],\"tree_param\":{\"num_deleted\":\"0\","
    "\"num_feature\":\"3\",\"num_nodes\":\"5\",\"size_leaf_vector\":\"0\"}}";

/* One member of the tree is changed (to NULL: removed); what the message says then. */
typedef struct
{
  const char *path;
  const char *json;
  const char *part;
} Case;

#define LENGTHS  "a tree's lists differ in length"
#define NUMBERS  "a tree has numbers that are missing or not finite"
#define DEFAULTS "a tree has no direction for missing values"
#define CATEGORY "it has categorical splits, which are not supported"
#define FEATURE  "a tree splits on a feature that does not exist"
#define SHAPE    "a tree's nodes do not form a tree"
#define ROOT     "a tree has no root"
#define WIDTH    "a tree is made for another number of features"
#define OUTPUTS  "it has several outputs"

static const Case shape_cases[] = {
  /* splits */
  { "split_indices/0", "3", FEATURE },
  { "split_indices/0", "100000000", FEATURE },
  { "split_indices/0", "4294967296", FEATURE },
  { "split_indices/0", "-1", FEATURE },
  { "split_indices/2", "3", FEATURE },
  { "split_indices/0", "2.0", FEATURE },
  { "split_indices/0", "\"2\"", FEATURE },
  { "split_indices/0", "null", FEATURE },
  /* children */
  { "left_children/0", "5", SHAPE },
  { "right_children/2", "1000000000", SHAPE },
  { "right_children/2", "4294967300", SHAPE },
  { "left_children/0", "-2", SHAPE },
  { "left_children/0", "-1", SHAPE },
  { "right_children/0", "-1", SHAPE },
  { "left_children/2", "2", SHAPE },
  { "left_children/2", "0", SHAPE },
  { "left_children/0", "0", SHAPE },
  { "left_children/2", "1", SHAPE },
  { "left_children/0", "2", SHAPE },
  { "right_children/2", "3", SHAPE },
  { "left_children/0", "3", SHAPE },
  { "left_children/1", "3", SHAPE },
  { "left_children/0", "1.0", SHAPE },
  { "left_children/0", "true", SHAPE },
  { "left_children/0", "\"1\"", SHAPE },
  /* parents */
  { "parents/1", "2", SHAPE },
  { "parents/2", "2", SHAPE },
  { "parents/4", "0", SHAPE },
  { "parents/4", "2147483647", SHAPE },
  { "parents/4", "2.0", SHAPE },
  { "parents/0", "0", ROOT },
  { "parents/0", "-1", ROOT },
  { "parents/0", "1", ROOT },
  { "parents/0", "null", ROOT },
};

static const Case list_cases[] = {
  { "left_children/5", "-1", LENGTHS },
  { "left_children/4", NULL, LENGTHS },
  { "left_children", NULL, LENGTHS },
  { "left_children", "{\"0\":1}", LENGTHS },
  { "right_children/5", "-1", LENGTHS },
  { "right_children/0", NULL, LENGTHS },
  { "right_children", "[]", LENGTHS },
  { "parents/5", "0", LENGTHS },
  { "parents/4", NULL, LENGTHS },
  { "parents", "null", LENGTHS },
  { "split_indices/5", "0", LENGTHS },
  { "split_indices/4", NULL, LENGTHS },
  { "split_indices", "\"20000\"", LENGTHS },
  { "default_left/5", "0", LENGTHS },
  { "default_left/4", NULL, DEFAULTS },
  { "default_left", NULL, DEFAULTS },
  { "default_left/0", "2", DEFAULTS },
  { "default_left/4", "-1", DEFAULTS },
  { "default_left/0", "0.0", DEFAULTS },
  { "default_left/0", "\"0\"", DEFAULTS },
  { "default_left/0", "null", DEFAULTS },
  { "split_type/5", "0", LENGTHS },
  { "split_type/4", NULL, LENGTHS },
  { "split_type/2", "1", CATEGORY },
  { "split_type/4", "1", CATEGORY },
  { "split_type/0", "\"0\"", CATEGORY },
  { "categories/0", "1", CATEGORY },
  { "categories_nodes/0", "0", CATEGORY },
  { "categories_segments/0", "0", CATEGORY },
  { "categories_sizes/0", "1", CATEGORY },
};

static const Case parameter_cases[] = {
  { "tree_param", NULL, LENGTHS },
  { "tree_param", "[]", LENGTHS },
  { "tree_param/num_nodes", NULL, LENGTHS },
  { "tree_param/num_nodes", "5", LENGTHS },
  { "tree_param/num_nodes", "\"4\"", LENGTHS },
  { "tree_param/num_nodes", "\"6\"", LENGTHS },
  { "tree_param/num_nodes", "\"0\"", LENGTHS },
  { "tree_param/num_nodes", "\"-5\"", LENGTHS },
  { "tree_param/num_nodes", "\"4294967301\"", LENGTHS },
  { "tree_param/num_nodes", "\"5x\"", LENGTHS },
  { "tree_param/num_feature", NULL, WIDTH },
  { "tree_param/num_feature", "3", WIDTH },
  { "tree_param/num_feature", "\"2\"", WIDTH },
  { "tree_param/num_feature", "\"4\"", WIDTH },
  { "tree_param/num_feature", "\"100000000\"", WIDTH },
  { "tree_param/size_leaf_vector", "\"2\"", OUTPUTS },
  { "tree_param/size_leaf_vector", "\"-1\"", OUTPUTS },
  { "tree_param/size_leaf_vector", "\"x\"", OUTPUTS },
  { "tree_param/size_leaf_vector", "1", OUTPUTS },
};

static const Case good_cases[] = {
  { "split_indices/0", "0", NULL },
  { "default_left/0", "1", NULL },
  { "default_left/0", "true", NULL },
  { "default_left", "[false,false,true,false,false]", NULL },
  { "split_type", NULL, NULL },
  { "categories", NULL, NULL },
  { "tree_param/size_leaf_vector", "\"1\"", NULL },
  { "tree_param/size_leaf_vector", NULL, NULL },
  { "split_conditions/0", "3.4028234663852886e38", NULL },
  { "split_conditions/0", "-3.4028234663852886e38", NULL },
  { "split_conditions/0", "1e-46", NULL },
  { "split_conditions/0", "-7", NULL },
};

static void
assert_case (const Case *test)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *tree = json_loads (good_tree, 0, NULL);

  rw_test_set (tree, test->path, test->json);
  g_test_message ("%s: %s", test->path, test->json != NULL ? test->json : "removed");
  g_assert_true (rw_tree_check (tree, N_FEATURES, &error) == (test->part == NULL));
  if (test->part != NULL)
    rw_test_assert_error (&error, RW_ERROR_MODEL, test->part);
  g_assert_no_error (error);
}

static void
test_good (void)
{
  json_auto_t *tree = json_loads (good_tree, 0, NULL);
  json_auto_t *leaf = json_loads (
      "{\"base_weights\":[0],\"default_left\":[0],\"left_children\":[-1],\"loss_changes\":[0],"
      "\"parents\":[2147483647],\"right_children\":[-1],\"split_conditions\":[0.5],"
      "\"split_indices\":[0],\"sum_hessian\":[1],"
      "\"tree_param\":{\"num_feature\":\"1\",\"num_nodes\":\"1\"}}",
      0, NULL);

  g_assert_true (rw_tree_check (tree, N_FEATURES, NULL));
  g_assert_true (rw_tree_check (leaf, 1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (good_cases); i++)
    assert_case (&good_cases[i]);
}

static void
test_shape (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shape_cases); i++)
    assert_case (&shape_cases[i]);
}

static void
test_lists (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_cases); i++)
    assert_case (&list_cases[i]);
}

static void
test_parameters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameter_cases); i++)
    assert_case (&parameter_cases[i]);
}

static void
test_numbers (void)
{
  static const char *const lists[] = { "base_weights", "split_conditions", "sum_hessian",
                                       "loss_changes" };
  static const char *const values[] = { "1e39", "-1e39", "3.4028236e38", "1e308",
                                        "null", "\"1\"", "true",         NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *longer = g_strdup_printf ("%s/5", lists[i]);
      g_autofree char *last = g_strdup_printf ("%s/4", lists[i]);
      assert_case (&(Case){ lists[i], NULL, NUMBERS });
      assert_case (&(Case){ longer, "0", NUMBERS });
      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        assert_case (&(Case){ last, values[k], NUMBERS });
    }
}

/* What is no object has no lists. */
static void
test_no_object (void)
{
  static const char *const texts[] = { "[]", "{}", "null", "1", "\"tree\"" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      json_auto_t *tree = json_loads (texts[i], JSON_DECODE_ANY, NULL);
      g_assert_false (rw_tree_check (tree, N_FEATURES, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, LENGTHS);
    }
}

/* A node 5 that no node leads to. */
static json_t *
make_tree_with_unused_node (const char *parent)
{
  static const char *const lists[] = { "base_weights",     "default_left",  "left_children",
                                       "loss_changes",     "parents",       "right_children",
                                       "split_conditions", "split_indices", "split_type",
                                       "sum_hessian" };
  json_t *tree = json_loads (good_tree, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/5", lists[i]);
      gboolean child = g_str_has_suffix (lists[i], "children");
      rw_test_set (tree, path, child ? "-1" : "0");
    }
  rw_test_set (tree, "parents/5", parent);
  rw_test_set (tree, "tree_param/num_nodes", "\"6\"");
  return tree;
}

/* libxgboost 1.7 looks up the parent of each node, of unused ones too: it must be a node. */
static void
test_unused_nodes (void)
{
  static const char *const wild[] = { "6", "1000000000", "2147483647", "-5", "4294967296", "null" };
  json_auto_t *unused = make_tree_with_unused_node ("2");

  g_assert_true (rw_tree_check (unused, N_FEATURES, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wild); i++)
    {
      g_autoptr (GError) error = NULL;
      json_auto_t *tree = make_tree_with_unused_node (wild[i]);
      g_test_message ("parent %s", wild[i]);
      g_assert_false (rw_tree_check (tree, N_FEATURES, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, "The model is damaged");
    }
}

static void
append_node (json_t *tree, int left, int right, int parent)
{
  static const char *const lists[] = { "base_weights",     "default_left",  "loss_changes",
                                       "split_conditions", "split_indices", "sum_hessian" };

  json_array_append_new (json_object_get (tree, "left_children"), json_integer (left));
  json_array_append_new (json_object_get (tree, "right_children"), json_integer (right));
  json_array_append_new (json_object_get (tree, "parents"), json_integer (parent));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    json_array_append_new (json_object_get (tree, lists[i]), json_integer (0));
}

/* A branch of N_DEEP splits; each one's left child is a leaf, its right child the next split. */
static void
test_deep (void)
{
  json_auto_t *tree = json_pack ("{s:[],s:[],s:[],s:[],s:[],s:[],s:[],s:[],s:[],s:{s:s}}",
                                 "base_weights", "default_left", "left_children", "loss_changes",
                                 "parents", "right_children", "split_conditions", "split_indices",
                                 "sum_hessian", "tree_param", "num_feature", "1");
  g_autofree char *n_nodes = g_strdup_printf ("\"%d\"", 2 * N_DEEP + 1);

  rw_test_set (tree, "tree_param/num_nodes", n_nodes);
  for (int i = 0; i < N_DEEP; i++)
    {
      append_node (tree, 2 * i + 1, 2 * i + 2, i > 0 ? 2 * i - 2 : G_MAXINT32);
      append_node (tree, -1, -1, 2 * i);
    }
  append_node (tree, -1, -1, 2 * N_DEEP - 2);
  /* node 2 i + 1 is the leaf of split 2 i, node 2 i + 2 the next split */
  g_assert_true (rw_tree_check (tree, 1, NULL));
}

static void
test_get_parameter (void)
{
  json_auto_t *object = json_loads ("{\"a\":\"45\",\"b\":45,\"c\":\"-1\",\"d\":\"2147483647\","
                                    "\"e\":\"2147483648\",\"f\":\"4x\",\"g\":\"\",\"h\":\"4.0\","
                                    "\"i\":\"0\",\"j\":\" 4\"}",
                                    0, NULL);
  static const struct
  {
    const char *name;
    gint64 value;
  } values[] = { { "a", 45 }, { "b", -1 }, { "c", -1 }, { "d", G_MAXINT32 },
                 { "e", -1 }, { "f", -1 }, { "g", -1 }, { "h", -1 },
                 { "i", 0 },  { "j", -1 }, { "k", -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpint (rw_tree_get_parameter (object, values[i].name), ==, values[i].value);
  g_assert_cmpint (rw_tree_get_parameter (NULL, "a"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tree-check/good", test_good);
  g_test_add_func ("/tree-check/shape", test_shape);
  g_test_add_func ("/tree-check/lists", test_lists);
  g_test_add_func ("/tree-check/parameters", test_parameters);
  g_test_add_func ("/tree-check/numbers", test_numbers);
  g_test_add_func ("/tree-check/no-object", test_no_object);
  g_test_add_func ("/tree-check/deep", test_deep);
  g_test_add_func ("/tree-check/get-parameter", test_get_parameter);
  g_test_add_func ("/tree-check/unused-nodes", test_unused_nodes);
  return g_test_run ();
}
