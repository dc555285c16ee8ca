/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"

G_BEGIN_DECLS

/**
 * RwLevelMatcher: which of a category's levels a text of a file is: as it was given, the same text,
 * the same folded (rw_name_fold()), or folded an alias of the model's. What fits two levels in the
 * same way is none of them. Immutable and thread-safe.
 */
typedef struct _RwLevelMatcher RwLevelMatcher;

/* Borrows @input, a category. */
RwLevelMatcher *rw_level_matcher_new (const RwInput *input, const RwInputMapping *mapping);
void rw_level_matcher_free (RwLevelMatcher *matcher);

/* The level's number. RW_LEVEL_NONE is a missing value: @match is RW_MATCH_GIVEN where somebody
 * said so, RW_MATCH_NONE where the model does not know @text. */
guint32 rw_level_matcher_find (const RwLevelMatcher *matcher, RwCell text, RwMatch *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwLevelMatcher, rw_level_matcher_free)

G_END_DECLS
