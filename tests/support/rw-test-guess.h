/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-manifest.h"

G_BEGIN_DECLS

/* A split of one feature in a tree of its own. */
typedef struct
{
  guint feature;
  double condition;
} RwTestSplit;

/* The part of a model's document that says what its features are called, "a|b|c", and how they are
 * split. */
json_t *rw_test_make_document (const char *names, const RwTestSplit *splits, guint n_splits);

/* "tenure; Contract{One year|Two year}: Contract_One year=0 …": the inputs with their levels, and
 * the features that are levels with these numbers (transfer full). */
char *rw_test_show_manifest (const RwManifest *manifest);

G_END_DECLS
