/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"
#include "rw-table.h"

G_BEGIN_DECLS

/**
 * RwMatching: how the columns of a file that is being loaded are matched to a model once their
 * names are known, so that they are read as the model wants them: numbers, or texts for a category.
 */
typedef struct
{
  const RwManifest *manifest; /* NULL: no model reads the table */
  const RwMapping *given;     /* or NULL */
  const char *label;          /* NULL, or a column that is read as texts, too */
  gboolean finds_label;       /* what may be the label by its name is read as texts, too */
  const char *file;           /* its name, for messages */
  gboolean to_look_at;        /* nothing is scored: what a person must decide is no error */
  RwMapping *mapping;         /* what was found; freed by rw_matching_clear() */
} RwMatching;

/* An RwHintFunc with the RwMatching as its data. Errors: those of rw_mapping_match() and, but for
 * @to_look_at, of rw_mapping_is_settled(). */
gboolean rw_matching_hint (const GPtrArray *names, RwKindHint *hints, gpointer matching,
                           GError **error);

void rw_matching_clear (RwMatching *matching);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RwMatching, rw_matching_clear)

G_END_DECLS
