/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-check.h"

#include "rw-cell.h"
#include "rw-error.h"
#include "rw-manifest.h"
#include "rw-tree-check.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_FEATURES 100000

static const char *
get_name (json_t *object)
{
  const char *name = json_string_value (json_object_get (object, "name"));

  return name != NULL ? name : "";
}

static gboolean
check_kind (json_t *learner, GError **error)
{
  json_t *booster = json_object_get (learner, "gradient_booster");
  json_t *objective = json_object_get (learner, "objective");
  g_autofree char *what = NULL;

  if (!json_is_object (learner) || !json_is_object (booster))
    return rw_error_refuse_model (error, _ ("it is not an XGBoost model"));
  if (strcmp (get_name (booster), "gbtree") != 0)
    what = g_strdup_printf (_ ("its booster is “%s”, not “gbtree”"), get_name (booster));
  else if (strcmp (get_name (objective), "binary:logistic") != 0)
    what =
        g_strdup_printf (_ ("its objective is “%s”, not “binary:logistic”"), get_name (objective));
  return what == NULL || rw_error_refuse_model (error, what);
}

/* Takes the brackets off "[2.6E-1]", which libxgboost 1.7 misreads, and leaves nine digits, which
 * are all that tell a float. Several values mean several outputs. */
static gboolean
read_base_score (json_t *parameters, RwModelFacts *facts, GError **error)
{
  const char *text = json_string_value (json_object_get (parameters, "base_score"));
  RwCell cell = { text, text != NULL ? strlen (text) : 0 };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (cell.length > 2 && text[0] == '[' && text[cell.length - 1] == ']')
    cell = (RwCell){ text + 1, cell.length - 2 };
  if (cell.length == 0 || !rw_cell_parse_number (cell, &facts->base_score) ||
      !((float) facts->base_score > 0 && (float) facts->base_score < 1))
    return rw_error_refuse_model (error, _ ("its base score is not one probability"));
  g_ascii_formatd (digits, sizeof digits, "%.9g", facts->base_score);
  json_object_set_new (parameters, "base_score", json_string (digits));
  return TRUE;
}

static gboolean
check_parameters (json_t *learner, RwModelFacts *facts, GError **error)
{
  json_t *parameters = json_object_get (learner, "learner_model_param");
  gint64 n_features = rw_tree_get_parameter (parameters, "num_feature");
  gint64 n_classes = rw_tree_get_parameter (parameters, "num_class");
  gboolean has_targets = json_object_get (parameters, "num_target") != NULL;

  if (n_features < 1 || n_features > MAX_FEATURES)
    return rw_error_refuse_model (error, _ ("its number of features is out of range"));
  if (n_classes != 0 || (has_targets && rw_tree_get_parameter (parameters, "num_target") != 1))
    return rw_error_refuse_model (error, _ ("it has several outputs"));
  facts->n_features = (guint) n_features;
  return read_base_score (parameters, facts, error);
}

/* "cats", from XGBoost 3.1 on, is an object of lists that are empty without native categories; then
 * libxgboost does without it. */
static gboolean
check_no_encoder (json_t *model, GError **error)
{
  const char *key;
  json_t *value;

  json_object_foreach (json_object_get (model, "cats"), key, value) if (
      json_array_size (value) != 0 &&
      strcmp (key, "feature_segments") !=
          0) return rw_error_refuse_model (error,
                                           _ ("it has native categories, which are not supported"));
  json_object_del (model, "cats");
  return TRUE;
}

/* From XGBoost 2 on: the first tree of each round, and the number of trees. libxgboost follows it
 * without a look. */
static gboolean
are_rounds_in_order (json_t *rounds, gsize n_trees)
{
  json_int_t last = -1;

  if (rounds == NULL)
    return TRUE;
  for (gsize i = 0; i < json_array_size (rounds); i++)
    {
      json_t *start = json_array_get (rounds, i);
      if (!json_is_integer (start) || json_integer_value (start) <= last ||
          (i == 0 && json_integer_value (start) != 0))
        return FALSE;
      last = json_integer_value (start);
    }
  return last == (json_int_t) n_trees;
}

/* libxgboost puts each tree where its id says, on several threads: two of one id would crash it. */
static gboolean
check_tree (json_t *tree, gsize place, json_t *group, const RwModelFacts *facts, GError **error)
{
  json_t *id = json_object_get (tree, "id");

  if (!json_is_integer (group) || json_integer_value (group) != 0)
    return rw_error_refuse_model (error, _ ("it has several outputs"));
  if (!json_is_integer (id) || json_integer_value (id) != (json_int_t) place)
    return rw_error_refuse_model (error, _ ("its trees are not numbered in their order"));
  return rw_tree_check (tree, facts->n_features, error);
}

static gboolean
check_trees (json_t *learner, RwModelFacts *facts, GError **error)
{
  json_t *model = json_object_get (json_object_get (learner, "gradient_booster"), "model");
  json_t *parameters = json_object_get (model, "gbtree_model_param");
  json_t *trees = json_object_get (model, "trees");
  json_t *info = json_object_get (model, "tree_info");
  gsize n = json_array_size (trees);

  if (!json_is_array (trees) || json_array_size (info) != n ||
      rw_tree_get_parameter (parameters, "num_trees") != (gint64) n ||
      !are_rounds_in_order (json_object_get (model, "iteration_indptr"), n))
    return rw_error_refuse_model (error, _ ("its number of trees is not what it says"));
  if (n == 0)
    return rw_error_refuse_model (error, _ ("it has no trees"));
  /* libxgboost divides by it */
  if (json_object_get (parameters, "num_parallel_tree") != NULL &&
      rw_tree_get_parameter (parameters, "num_parallel_tree") < 1)
    return rw_error_refuse_model (error, _ ("its number of parallel trees is out of range"));
  if (!check_no_encoder (model, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!check_tree (json_array_get (trees, i), i, json_array_get (info, i), facts, error))
      return FALSE;
  facts->n_trees = (guint) n;
  return TRUE;
}

gboolean
rw_model_check (json_t *document, RwModelFacts *facts, GError **error)
{
  json_t *learner = json_object_get (document, "learner");
  json_t *attributes = json_object_get (learner, "attributes");

  *facts = (RwModelFacts){ 0 };
  if (!check_kind (learner, error) || !check_parameters (learner, facts, error) ||
      !check_trees (learner, facts, error))
    return FALSE;
  facts->manifest = json_string_value (json_object_get (attributes, RW_MANIFEST_ATTRIBUTE));
  facts->feature_names = json_object_get (learner, "feature_names");
  if (json_array_size (facts->feature_names) != 0 &&
      json_array_size (facts->feature_names) != facts->n_features)
    return rw_error_refuse_model (error, _ ("its feature names are not as many as its features"));
  return TRUE;
}
