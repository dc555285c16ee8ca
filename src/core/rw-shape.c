/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-shape.h"

#define FEW_FEATURES  5u
#define MANY_FEATURES 60u

static const RwShape shapes[RW_N_SHAPES] = {
  { "depth-1", 1, 64, "0.3", "5", "0.5", "3", "1" },
  { "depth-3", 3, 256, "0.1", "1", "0.8", "1", "0" },
  { "depth-4", 4, 256, "0.1", "1", "0.8", "1", "0" },
  { "depth-6", 6, 256, "0.1", "1", "0.8", "1", "0" },
  { "depth-8", 8, 256, "0.1", "1", "0.8", "1", "0" },
};

const RwShape *
rw_shape_get (guint number)
{
  return &shapes[number];
}

/* nthread is 1: folds run beside one another, and one thread gives the same bytes anywhere. */
void
rw_recipe_init (RwRecipe *recipe, const RwShape *shape, guint n_features, guint64 seed)
{
  gboolean sees_all = shape->depth > 1 && n_features <= FEW_FEATURES;
  gboolean is_free = shape->depth == 1 && n_features > MANY_FEATURES;
  const RwBoosterParameter parameters[RW_N_RECIPE_PARAMETERS] = {
    { "objective", "binary:logistic" },
    { "booster", "gbtree" },
    { "tree_method", "hist" },
    { "max_bin", recipe->max_bin },
    { "max_depth", recipe->depth },
    { "eta", shape->eta },
    { "min_child_weight", is_free ? "1" : shape->min_child_weight },
    { "subsample", "0.9" },
    { "colsample_bytree", sees_all ? "1" : shape->colsample_bytree },
    { "lambda", is_free ? "1" : shape->lambda },
    { "alpha", is_free ? "0" : shape->alpha },
    { "base_score", "0.5" },
    { "seed", recipe->seed },
    { "nthread", "1" },
  };

  for (guint i = 0; i < RW_N_RECIPE_PARAMETERS; i++)
    recipe->parameters[i] = parameters[i];
  g_snprintf (recipe->seed, sizeof recipe->seed, "%" G_GUINT64_FORMAT, seed);
  g_snprintf (recipe->depth, sizeof recipe->depth, "%u", shape->depth);
  g_snprintf (recipe->max_bin, sizeof recipe->max_bin, "%u", shape->max_bin);
}

json_t *
rw_recipe_to_json (const RwRecipe *recipe, guint n_rounds)
{
  json_t *object = json_object ();

  for (guint i = 0; i < RW_N_RECIPE_PARAMETERS; i++)
    json_object_set_new (object, recipe->parameters[i].name,
                         json_string (recipe->parameters[i].value));
  json_object_set_new (object, "rounds", json_integer (n_rounds));
  return object;
}
