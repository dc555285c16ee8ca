/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-levels.h"
#include "rw-reference.h"

G_BEGIN_DECLS

typedef enum
{
  RW_INPUT_NUMBER,
  RW_INPUT_CATEGORY,
} RwInputKind;

/**
 * RwInput: a column of a customer file that a model reads. All but the first three members may be
 * missing in JSON:
 * { "name": "tenure", "kind": "number", "aliases": ["months"], "required": true, "unit": "months",
 *   "reference": {…} }
 * { "name": "Contract", "kind": "category", "levels": ["One year", …],
 *   "level_aliases": { "One year": ["annual"] }, … }
 */
typedef struct
{
  char *name;
  RwInputKind kind;
  RwLevels *levels;       /* of a category; NULL for a number */
  GStrv aliases;          /* other names of such a column, as people write them; maybe empty */
  GStrv *level_aliases;   /* of a category: other texts of each level, each never NULL; or NULL */
  gboolean required;      /* a file without it is not scored */
  char *unit;             /* of a number: "months", "currency"; NULL: not told */
  RwReference *reference; /* its values in the training data, or NULL */
} RwInput;

RwInput *rw_input_new_number (const char *name);
/* @levels: texts. */
RwInput *rw_input_new_category (const char *name, const GPtrArray *levels);
void rw_input_free (RwInput *input);

/* Errors: RW_ERROR_MODEL, saying which member is missing or wrong. */
RwInput *rw_input_parse (const json_t *json, GError **error);
/* Sets aliases, unit and aliases of levels to those of @json; none where they are left out. NULL,
 * or what is wrong there, in the reader's language. */
const char *rw_input_take_names (RwInput *input, const json_t *json);

json_t *rw_input_to_json (const RwInput *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwInput, rw_input_free)

G_END_DECLS
