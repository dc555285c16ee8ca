/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-manifest.h"

G_BEGIN_DECLS

#define RW_MAPPING_VERSION 1

/* How a column, or a level, was found. */
typedef enum
{
  RW_MATCH_NONE,
  RW_MATCH_GUESS,   /* a similar name, or an alias that several inputs share */
  RW_MATCH_SIMILAR, /* the same name but for case, blanks and signs, or an alias of the model's */
  RW_MATCH_EXACT,   /* the same name */
  RW_MATCH_GIVEN,   /* somebody said so, also that there is none */
} RwMatch;

/* What is read as one of a model's inputs. */
typedef struct
{
  char *input; /* its name in the model */
  RwMatch match;
  char *column;      /* the column's name in the file; NULL: none */
  GPtrArray *rivals; /* char: other columns that fit as well */
  GPtrArray *likely; /* char: where there is none, the columns with the nearest names, best first */
  gboolean is_shared; /* another input reads the same column, and nobody said so of both */
  double factor;      /* the file's numbers × @factor are the model's; 1 unless given */
  GHashTable *levels; /* char → char: texts of the file and the model's level, "" for missing */
} RwInputMapping;

/**
 * RwMapping: from which column of a file each of a model's inputs is read. Made by
 * rw_mapping_match() it has all inputs of the model in their order; one that somebody gives
 * (rw_mapping_new(), rw_mapping_parse()) has those of which something is said. As JSON:
 * { "version": 1, "id": { "column": "customer name" },
 *   "inputs": { "tenure": { "column": "Days active", "factor": 0.0328542 },
 *               "Contract": { "column": "plan", "levels": { "annual": "One year", "?": "" } },
 *               "Partner": { "column": null } } }
 * Without "column" the column is found by its name. Reference counted; not changed any more once
 * it is shared.
 */
typedef struct
{
  gatomicrefcount n_references;
  GPtrArray *inputs;  /* RwInputMapping */
  RwInputMapping *id; /* the column that names a customer; NULL: not told */
} RwMapping;

RwMapping *rw_mapping_new (void);
RwMapping *rw_mapping_ref (const RwMapping *mapping);
void rw_mapping_unref (RwMapping *mapping);

/* What is said or found of @input; NULL: nothing. */
const RwInputMapping *rw_mapping_find (const RwMapping *mapping, const char *input);

/* The first input that is read from @column; NULL: none is. */
const RwInputMapping *rw_mapping_find_reader (const RwMapping *mapping, const char *column);

/* How many inputs have a column. */
guint rw_mapping_count_found (const RwMapping *mapping);

/* Says that @input is read from @column; NULL: from none. */
void rw_mapping_give_column (RwMapping *mapping, const char *input, const char *column);

/* Says what the file's numbers are to be multiplied with. */
void rw_mapping_give_factor (RwMapping *mapping, const char *input, double factor);

/* Says which level a text of the file is; "": missing. */
void rw_mapping_give_level (RwMapping *mapping, const char *input, const char *text,
                            const char *level);

/* Says which column names a customer; NULL: none does. */
void rw_mapping_give_id (RwMapping *mapping, const char *column);

/* What was given. Errors: RW_ERROR_FORMAT, saying what is wrong and where. */
RwMapping *rw_mapping_parse (const char *json, GError **error);

/* A text that gives all that @mapping says, guesses too; of an input without a column it says
 * nothing, unless that was given (transfer full). */
char *rw_mapping_to_json (const RwMapping *mapping);

/**
 * rw_mapping_match: finds the columns of @manifest's inputs among @names (char; all different) by
 * these alone, and what @given (NULL: nothing) says of them. Given columns come first, then exact
 * names, the same names folded, aliases, similar names; what is found in one step is not looked
 * for in the next. Columns given or found are not guessed again. Errors: RW_ERROR_MISMATCH when
 * @given names an input or a level that the model has not, or a column that the file has not.
 */
RwMapping *rw_mapping_match (const RwManifest *manifest, const GPtrArray *names,
                             const RwMapping *given, GError **error);

/**
 * rw_mapping_is_settled: whether rows may be scored by @mapping, which was matched for @manifest,
 * without asking anybody. Errors: RW_ERROR_MISMATCH, naming @file, for a required input without a
 * column, a guess, columns that fit as well, one column for two inputs, and no column at all.
 */
gboolean rw_mapping_is_settled (const RwMapping *mapping, const RwManifest *manifest,
                                const char *file, GError **error);

/* Whether @input needs a column: it is required, or the model, an older one, does not say which of
 * its inputs are and nobody said that it has none. */
gboolean rw_mapping_needs (const RwManifest *manifest, const RwInput *input,
                           const RwInputMapping *mapping);

/* The word in the reader's language, e.g. "Exact", and for JSON. */
const char *rw_match_get_title (RwMatch match);
const char *rw_match_get_id (RwMatch match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwMapping, rw_mapping_unref)

G_END_DECLS
