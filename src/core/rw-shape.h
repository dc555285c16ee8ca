/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>

#include "rw-boosting.h"

G_BEGIN_DECLS

/**
 * RwShape: how the trees of a model are built. From the simplest one, trees of one split each,
 * whose effects only add up, to trees of eight splits in a row. Each tree sees nine tenths of the
 * rows and a part of the features; no class weights, no scaling, base score 0.5: probabilities are
 * calibrated as they come. Trees of one split take larger steps: a third as many of them do as
 * well.
 */
typedef struct
{
  const char *id; /* "depth-1": for JSON */
  guint depth;
  guint max_bin;   /* a number is cut into so many values */
  const char *eta; /* the part of what a tree would change that it does */
  const char *min_child_weight;
  const char *colsample_bytree;
  const char *lambda;
  const char *alpha;
} RwShape;

#define RW_N_SHAPES 5u

/* The simplest first. */
const RwShape *rw_shape_get (guint number);

#define RW_N_RECIPE_PARAMETERS 14u

/* A shape with a seed, as libxgboost takes it. Not to be copied: it points into itself. */
typedef struct
{
  RwBoosterParameter parameters[RW_N_RECIPE_PARAMETERS];
  char seed[24];
  char depth[12];
  char max_bin[12];
} RwRecipe;

/* Trees of several splits see all of few (up to five) features: a part of them would leave none to
 * go together. Trees of one split over many (more than 60) features, which are mostly rare levels
 * of categories, may follow few rows, with less regularization: they would not tell such levels
 * apart otherwise (log loss 2 % lower with 200 levels that matter). */
void rw_recipe_init (RwRecipe *recipe, const RwShape *shape, guint n_features, guint64 seed);

/* { "objective": "binary:logistic", …, "rounds": @n_rounds } */
json_t *rw_recipe_to_json (const RwRecipe *recipe, guint n_rounds);

G_END_DECLS
