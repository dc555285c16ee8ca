/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-sniff.h"

G_BEGIN_DECLS

/**
 * rw_header_find: where the header is in @text, which starts @offset bytes and @lines lines behind
 * @dialect's start: sets what @dialect says of header, preamble, index column and trailing
 * delimiter. A header is text above columns of numbers, or above texts that are not the same; what
 * is narrower than the table and stands above it is preamble. Of several header rows the last one
 * names the columns.
 */
void rw_header_find (const RwDialectGiven *given, const char *text, gsize length, gsize offset,
                     guint lines, RwDialect *dialect);

G_END_DECLS
