/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-shape.h"

#include <string.h>

static const char *
get_value (const RwRecipe *recipe, const char *name)
{
  for (guint i = 0; i < RW_N_RECIPE_PARAMETERS; i++)
    if (strcmp (recipe->parameters[i].name, name) == 0)
      return recipe->parameters[i].value;
  return NULL;
}

/* The simplest one first, so that it can be preferred. */
static void
test_order (void)
{
  for (guint i = 1; i < RW_N_SHAPES; i++)
    g_assert_cmpuint (rw_shape_get (i)->depth, >, rw_shape_get (i - 1)->depth);
  g_assert_cmpuint (rw_shape_get (0)->depth, ==, 1);
  g_assert_cmpstr (rw_shape_get (0)->id, ==, "depth-1");
}

static void
test_recipe (void)
{
  RwRecipe recipe;

  rw_recipe_init (&recipe, rw_shape_get (3), 45, 18446744073709551615u);
  g_assert_cmpstr (get_value (&recipe, "max_depth"), ==, "6");
  g_assert_cmpstr (get_value (&recipe, "max_bin"), ==, "256");
  g_assert_cmpstr (get_value (&recipe, "seed"), ==, "18446744073709551615");
  g_assert_cmpstr (get_value (&recipe, "base_score"), ==, "0.5");
  g_assert_null (get_value (&recipe, "scale_pos_weight"));
}

static void
test_few_features (void)
{
  RwRecipe recipe;

  rw_recipe_init (&recipe, rw_shape_get (1), 6, 42);
  g_assert_cmpstr (get_value (&recipe, "colsample_bytree"), ==, "0.8");
  rw_recipe_init (&recipe, rw_shape_get (1), 5, 42);
  g_assert_cmpstr (get_value (&recipe, "colsample_bytree"), ==, "1");
}

static void
assert_freedom (guint shape, guint n_features, const char *child, const char *lambda,
                const char *alpha)
{
  RwRecipe recipe;

  rw_recipe_init (&recipe, rw_shape_get (shape), n_features, 42);
  g_assert_cmpstr (get_value (&recipe, "min_child_weight"), ==, child);
  g_assert_cmpstr (get_value (&recipe, "lambda"), ==, lambda);
  g_assert_cmpstr (get_value (&recipe, "alpha"), ==, alpha);
}

/* One split tells a rare level only when it may follow few rows. */
static void
test_many_features (void)
{
  assert_freedom (0, 60, "5", "3", "1");
  assert_freedom (0, 61, "1", "1", "0");
  assert_freedom (1, 61, "1", "1", "0");
}

static void
test_json (void)
{
  RwRecipe recipe;

  rw_recipe_init (&recipe, rw_shape_get (0), 45, 42);
  json_auto_t *json = rw_recipe_to_json (&recipe, 289);
  g_assert_cmpuint (json_object_size (json), ==, RW_N_RECIPE_PARAMETERS + 1);
  g_assert_cmpstr (json_string_value (json_object_get (json, "max_depth")), ==, "1");
  g_assert_cmpint (json_integer_value (json_object_get (json, "rounds")), ==, 289);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/order", test_order);
  g_test_add_func ("/shape/recipe", test_recipe);
  g_test_add_func ("/shape/few-features", test_few_features);
  g_test_add_func ("/shape/many-features", test_many_features);
  g_test_add_func ("/shape/json", test_json);
  return g_test_run ();
}
