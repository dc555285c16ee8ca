/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-sniff.h"
#include "rw-source.h"

G_BEGIN_DECLS

/**
 * rw_dialect_detect: looks at the first 64 KiB of @source, refuses what is no CSV text
 * (RW_ERROR_EMPTY, RW_ERROR_FORMAT, with what it is instead where that can be told) and finds out
 * what was not @given (RW_ERROR_DIALECT).
 */
gboolean rw_dialect_detect (RwSource *source, const RwDialectGiven *given, RwDialect *dialect,
                            GError **error);

/* The delimiter's name in the reader's language. */
const char *rw_dialect_get_title (const RwDialect *dialect);

G_END_DECLS
