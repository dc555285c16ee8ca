/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-manifest-guess.h"

G_BEGIN_DECLS

/* A column of the proposal. */
typedef struct
{
  char *name;
  RwLevels *levels; /* NULL for a number */
} RwGuessColumn;

/* What a feature is said to be. */
typedef struct
{
  const char *feature; /* its name */
  guint column;
  guint32 level; /* RW_LEVEL_NONE: the column's number */
} RwGuessPlace;

/* A proposal that is being made. */
typedef struct
{
  json_t *names;
  gboolean *is_flag;   /* of each feature: no split says that it is other than 0 or 1 */
  GPtrArray *columns;  /* RwGuessColumn */
  GHashTable *by_name; /* a column's name → its number + 1 */
  GArray *places;      /* RwGuessPlace, one a feature */
} RwGuess;

/* Errors: RW_ERROR_MODEL when the features have no names. */
gboolean rw_guess_start (RwGuess *guess, json_t *document, GError **error);
void rw_guess_clear (RwGuess *guess);

const char *rw_guess_get_name (const RwGuess *guess, gsize feature);

/* Says that the next @feature is the number of @column or, if @level is not NULL, whether the
 * column is at it. */
void rw_guess_put (RwGuess *guess, gsize feature, const char *column, const char *level);

/* The proposal, once all features were put. */
RwManifest *rw_guess_finish (const RwGuess *guess, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RwGuess, rw_guess_clear)

G_END_DECLS
