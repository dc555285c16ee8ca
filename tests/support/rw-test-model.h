/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"
#include "rw-scores.h"

#include <jansson.h>

G_BEGIN_DECLS

/* Members of a model's document. */
#define RW_TEST_PARAMETERS "learner/learner_model_param/"
#define RW_TEST_TREES      "learner/gradient_booster/model/"
#define RW_TEST_MANIFEST   "learner/attributes/retainwise"

/* The model that ships: its bytes, and its document (both transfer full). */
GBytes *rw_test_read_model (void);
json_t *rw_test_parse_model (void);

/* The value at @path, names and numbers with "/" between them; NULL if there is none (borrowed). */
json_t *rw_test_get (json_t *root, const char *path);

/* Puts the value that @json is at @path; NULL: removes what is there. The last name may be new, and
 * the last number that behind the end of a list. */
void rw_test_set (json_t *root, const char *path, const char *json);

/* The text of @root, compact or with line ends. */
GBytes *rw_test_dump (json_t *root, gboolean compact);

/* What libxgboost writes of this model: "json" or "ubj". */
GBytes *rw_test_convert (GBytes *model, const char *format);

/* The first rows of the sample that ships, or all of them (0), as CSV (transfer full). */
char *rw_test_read_sample (guint n_rows);

/* How @manifest's columns are found in @table, which nobody said anything of. */
RwMapping *rw_test_match (const RwManifest *manifest, RwTable *table);

/* A table of this text, loaded as @model wants it, and its scores. */
RwTable *rw_test_load_for (RwModel *model, const char *text);
RwScores *rw_test_score (RwModel *model, RwTable *table);

/* A scores object of numbers given as they are. */
RwScores *rw_test_scores (const float *probabilities, guint32 n);

/* That two models give the same bits for 300 rows of the sample. */
void rw_test_assert_same_scores (RwModel *a, RwModel *b);

/* Makes German with its commas and its alphabet the language of this process; FALSE if this machine
 * does not have it. */
gboolean rw_test_speak_german (void);

G_END_DECLS
