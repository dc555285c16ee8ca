/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "rw-input.h"

G_BEGIN_DECLS

/* The booster attribute a manifest travels in. */
#define RW_MANIFEST_ATTRIBUTE "retainwise"
#define RW_MANIFEST_VERSION   1

/* A number of the model's row: an input's value, or 1 where the input is at @level and else 0. */
typedef struct
{
  char *name;
  guint input;   /* index into the inputs */
  guint32 level; /* number of the input's level; RW_LEVEL_NONE for a number */
} RwFeature;

/**
 * RwManifest: how columns become a model's features, and where the model comes from. As JSON:
 * { "version": 1, "title": "…", "label": { "column": "Churn", "positive": "Yes" },
 *   "id": { "name": "customerID", "aliases": ["customer number", …] },
 *   "inputs": [ … as in rw-input.h … ],
 *   "features": [ { "name": "tenure", "input": "tenure" },
 *                 { "name": "Contract_One year", "input": "Contract", "level": "One year" }, … ],
 *   "training": { … figures, recipe, data … } }
 */
typedef struct
{
  char *title;
  char *label;         /* NULL: not told */
  char *positive;      /* NULL: not told */
  char *id;            /* the column that names a customer; NULL: not told */
  GStrv id_aliases;    /* other names of it, as people write them; maybe empty */
  GPtrArray *inputs;   /* RwInput */
  GPtrArray *features; /* RwFeature, in the model's order */
  json_t *training;    /* an object */
} RwManifest;

RwManifest *rw_manifest_new (void);
void rw_manifest_free (RwManifest *manifest);

/* Adds an input and the features it becomes: itself, or one for each level, named "input_level". */
void rw_manifest_add_number (RwManifest *manifest, const char *name);
void rw_manifest_add_category (RwManifest *manifest, const char *name, GPtrArray *levels);

/* Adds a feature called @name: a number input's value, or 1 where a category is at @level. */
void rw_manifest_add_feature (RwManifest *manifest, const char *name, guint input, guint32 level);

/* The input of that name; NULL: the model reads none. */
RwInput *rw_manifest_find_input (const RwManifest *manifest, const char *name);

/* Makes required which inputs carry a twentieth of the model's @importance (of each, together 1),
 * and the most important one; the others are not. */
void rw_manifest_mark_required (RwManifest *manifest, const double *importance);

/* Takes the column that names a customer from { "name": …, "aliases": […] }. NULL, or what is wrong
 * there, in the reader's language. */
const char *rw_manifest_take_id (RwManifest *manifest, const json_t *json);

/* Errors: RW_ERROR_MODEL, saying which member is missing or wrong. */
RwManifest *rw_manifest_parse (const char *json, GError **error);

/* All that it says, as above. */
json_t *rw_manifest_to_object (const RwManifest *manifest);

/* The same text for the same manifest, always (transfer full). */
char *rw_manifest_to_json (const RwManifest *manifest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwManifest, rw_manifest_free)

G_END_DECLS
