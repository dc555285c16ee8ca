/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cell.h"

G_BEGIN_DECLS

#define RW_UNIT_MAX 7u /* bytes */

/* A number as it stands in a cell, without what is around its digits. */
typedef struct
{
  RwCell digits;    /* digits with marks between them, perhaps an exponent */
  gboolean is_bare; /* nothing was around them */
  gboolean is_negative;
  char unit[RW_UNIT_MAX + 1]; /* percent, a currency's sign or code; "" for none */
} RwNumberParts;

/* Takes sign (before or behind; parentheses are a minus), unit and blanks off a trimmed cell. FALSE
 * if something else than digits is left at an end, or something is there twice. */
gboolean rw_number_parts_take (RwCell trimmed, RwNumberParts *parts);

/* The bytes at the start of @text that are one mark between digits, or 0. @mark: '.', ',', '\'' for
 * an apostrophe, ' ' for a blank, also one that does not break. */
gsize rw_number_mark_length (RwCell text, char *mark);

G_END_DECLS
