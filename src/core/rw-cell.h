/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text of one cell, as read: not NUL-terminated, not owned. */
typedef struct
{
  const char *text;
  gsize length;
} RwCell;

/* @cell without blanks and tabs at its ends. */
RwCell rw_cell_trim (RwCell cell);

/* Whether a trimmed cell means "no value": empty, or one of NA, N/A, #N/A, NaN, null, none, nil, ?
 * and - in any case. */
gboolean rw_cell_is_missing (RwCell trimmed);

/* Whether a trimmed cell is a finite decimal number ("-1", ".5", "1e3"; no hexadecimal, no
 * grouping: rw_number_format_parse() reads that, not far more digits than a number has); the same
 * in every locale. @number is set only then, to the nearest double. */
gboolean rw_cell_parse_number (RwCell trimmed, double *number);

/* Whether all bytes are below 128 and none is 0. */
gboolean rw_bytes_are_ascii (const char *bytes, gsize length);

G_END_DECLS
