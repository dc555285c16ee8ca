/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-tree-check.h"

#include "rw-error.h"

#include <float.h>
#include <glib/gi18n.h>
#include <math.h>

#define LEAF    (-1)
#define NO_NODE G_MAXINT32 /* the parent of the root */

typedef struct
{
  json_t *left;
  json_t *right;
  json_t *parents;
  json_t *features;
  gsize n;
  guint64 n_features;
} Tree;

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL, _ ("The model is damaged: %s."), what);
  return FALSE;
}

static gint64
get_integer (json_t *array, gsize i)
{
  json_t *value = json_array_get (array, i);

  return json_is_integer (value) ? json_integer_value (value) : G_MININT64;
}

static gboolean
are_finite (json_t *array, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      json_t *value = json_array_get (array, i);
      if (!json_is_number (value) || !(fabs (json_number_value (value)) <= (double) FLT_MAX))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_numbers (json_t *object, gsize n, GError **error)
{
  static const char *const names[] = { "base_weights", "split_conditions", "sum_hessian",
                                       "loss_changes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_t *array = json_object_get (object, names[i]);
      if (json_array_size (array) != n || !are_finite (array, n))
        return refuse (error, _ ("a tree has numbers that are missing or not finite"));
    }
  return TRUE;
}

/* default_left is 0 or 1, in old files false or true. */
static gboolean
check_defaults (json_t *object, gsize n, GError **error)
{
  json_t *array = json_object_get (object, "default_left");

  for (gsize i = 0; i < n; i++)
    {
      json_t *value = json_array_get (array, i);
      if (!json_is_boolean (value) && get_integer (array, i) != 0 && get_integer (array, i) != 1)
        return refuse (error, _ ("a tree has no direction for missing values"));
    }
  return json_array_size (array) == n || refuse (error, _ ("a tree's lists differ in length"));
}

static gboolean
check_no_categories (json_t *object, gsize n, GError **error)
{
  static const char *const names[] = { "categories", "categories_nodes", "categories_segments",
                                       "categories_sizes" };
  json_t *types = json_object_get (object, "split_type");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_array_size (json_object_get (object, names[i])) != 0)
      return refuse (error, _ ("it has categorical splits, which are not supported"));
  for (gsize i = 0; i < json_array_size (types); i++)
    if (get_integer (types, i) != 0)
      return refuse (error, _ ("it has categorical splits, which are not supported"));
  return types == NULL || json_array_size (types) == n ||
         refuse (error, _ ("a tree's lists differ in length"));
}

/* Visits the children of @node, putting them on @stack. */
static gboolean
visit (const Tree *tree, gint64 node, GArray *stack, guint8 *seen, GError **error)
{
  gint64 children[2] = { get_integer (tree->left, (gsize) node),
                         get_integer (tree->right, (gsize) node) };
  gint64 feature = get_integer (tree->features, (gsize) node);

  if (children[0] == LEAF && children[1] == LEAF)
    return TRUE;
  if (feature < 0 || (guint64) feature >= tree->n_features)
    return refuse (error, _ ("a tree splits on a feature that does not exist"));
  for (guint i = 0; i < 2; i++)
    {
      gint64 child = children[i];
      if (child <= 0 || (guint64) child >= tree->n || seen[child] != 0 ||
          get_integer (tree->parents, (gsize) child) != node)
        return refuse (error, _ ("a tree's nodes do not form a tree"));
      seen[child] = 1;
      g_array_append_val (stack, child);
    }
  return TRUE;
}

/* libxgboost looks up the parent of every node, of unused ones too. */
static gboolean
check_parents (const Tree *tree, GError **error)
{
  if (get_integer (tree->parents, 0) != NO_NODE)
    return refuse (error, _ ("a tree has no root"));
  for (gsize i = 1; i < tree->n; i++)
    {
      gint64 parent = get_integer (tree->parents, i);
      if (parent < 0 || (guint64) parent >= tree->n)
        return refuse (error, _ ("a tree's nodes do not form a tree"));
    }
  return TRUE;
}

static gboolean
check_shape (const Tree *tree, GError **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree guint8 *seen = g_malloc0 (tree->n);
  gint64 node = 0;

  if (!check_parents (tree, error))
    return FALSE;
  g_array_append_val (stack, node);
  while (stack->len > 0)
    {
      node = g_array_index (stack, gint64, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      if (!visit (tree, node, stack, seen, error))
        return FALSE;
    }
  return TRUE;
}

/* Leaves of several values, from XGBoost 2 on, are read from lists of another shape. */
static gboolean
has_single_values (json_t *parameters)
{
  gint64 size = rw_tree_get_parameter (parameters, "size_leaf_vector");

  return json_object_get (parameters, "size_leaf_vector") == NULL || size == 0 || size == 1;
}

gint64
rw_tree_get_parameter (json_t *object, const char *name)
{
  const char *text = json_string_value (json_object_get (object, name));
  gint64 value = -1;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &value, NULL))
    return -1;
  return value;
}

gboolean
rw_tree_check (json_t *object, guint64 n_features, GError **error)
{
  json_t *parameters = json_object_get (object, "tree_param");
  gint64 n = rw_tree_get_parameter (parameters, "num_nodes");
  Tree tree = { .left = json_object_get (object, "left_children"),
                .right = json_object_get (object, "right_children"),
                .parents = json_object_get (object, "parents"),
                .features = json_object_get (object, "split_indices"),
                .n = (gsize) MAX (n, 0),
                .n_features = n_features };

  if (n < 1 || json_array_size (tree.left) != tree.n || json_array_size (tree.right) != tree.n ||
      json_array_size (tree.parents) != tree.n || json_array_size (tree.features) != tree.n)
    return refuse (error, _ ("a tree's lists differ in length"));
  if (rw_tree_get_parameter (parameters, "num_feature") != (gint64) n_features)
    return refuse (error, _ ("a tree is made for another number of features"));
  if (!has_single_values (parameters))
    return rw_error_refuse_model (error, _ ("it has several outputs"));
  return check_numbers (object, tree.n, error) && check_defaults (object, tree.n, error) &&
         check_no_categories (object, tree.n, error) && check_shape (&tree, error);
}
