/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"

G_BEGIN_DECLS

/* What a column is looked for: an input, or the id. */
typedef struct
{
  RwInputMapping *entry; /* what is found */
  const char *name;
  const char *const *aliases;
} RwMatchTarget;

/* A mapping while it is matched. */
typedef struct
{
  const RwManifest *manifest;
  const GPtrArray *names; /* of the columns */
  RwMapping *mapping;
  GArray *targets;     /* RwMatchTarget; the id, if it is told, is the last one */
  GPtrArray *folded;   /* name of each column, folded */
  GHashTable *by_name; /* name → column + 1 */
  GHashTable *by_fold; /* folded name → GArray of columns, ascending */
  gboolean *claimed;   /* of each column: something is read from it */
} RwMatcher;

/* Takes what @given says. Errors: RW_ERROR_MISMATCH. */
gboolean rw_matcher_give (const RwMatcher *matcher, const RwMapping *given, GError **error);

/* Guesses columns that nothing claims for inputs without one, or lists the likely ones. */
void rw_matcher_guess (const RwMatcher *matcher);

/* Nothing is known of @input but its name. */
RwInputMapping *rw_input_mapping_new (const char *input);

/* Says that @column (NULL: none) is read. */
void rw_input_mapping_give (RwInputMapping *entry, const char *column);

G_END_DECLS
