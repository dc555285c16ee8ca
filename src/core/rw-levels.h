/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cell.h"

G_BEGIN_DECLS

/**
 * RwLevels: distinct texts, numbered from 0 in order of first appearance, with how often each
 * appeared. A hash table made for some hundred million short look-ups.
 */
typedef struct _RwLevels RwLevels;

#define RW_LEVEL_NONE G_MAXUINT32

RwLevels *rw_levels_new (void);
void rw_levels_free (RwLevels *levels);

/* The number of @cell's text, added if it is new; counts it @times. */
guint32 rw_levels_add (RwLevels *levels, RwCell cell, guint64 times);

/* The number of @cell's text, which is counted once, or RW_LEVEL_NONE. */
guint32 rw_levels_count_known (RwLevels *levels, RwCell cell);

/* The number of @cell's text, or RW_LEVEL_NONE. */
guint32 rw_levels_find (const RwLevels *levels, RwCell cell);

guint32 rw_levels_get_n (const RwLevels *levels);
guint64 rw_levels_get_count (const RwLevels *levels, guint32 level);

/* NUL-terminated; valid until the next text is added. */
const char *rw_levels_get_text (const RwLevels *levels, guint32 level);
RwCell rw_levels_get_cell (const RwLevels *levels, guint32 level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwLevels, rw_levels_free)

G_END_DECLS
