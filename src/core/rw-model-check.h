/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* What a checked model document says of itself. */
typedef struct
{
  guint n_features;
  guint n_trees;
  double base_score;     /* a probability, above 0 and below 1 */
  const char *manifest;  /* the attribute RW_MANIFEST_ATTRIBUTE (borrowed), or NULL */
  json_t *feature_names; /* borrowed; an array, empty when the file has none */
} RwModelFacts;

/**
 * rw_model_check: whether @document is an XGBoost model of ours to load: booster gbtree, objective
 * binary:logistic, one output, and trees that pass rw_tree_check(). Its base_score, which XGBoost
 * 3.1 and later write in brackets, is made one that libxgboost 1.7 reads in @document. Errors:
 * RW_ERROR_MODEL, saying what does not fit.
 */
gboolean rw_model_check (json_t *document, RwModelFacts *facts, GError **error);

G_END_DECLS
