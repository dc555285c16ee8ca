/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-tokens.h"

G_BEGIN_DECLS

/**
 * RwSqliteTokens: RwTokens in an SQLite file, which other processes may have open too.
 */
#define RW_TYPE_SQLITE_TOKENS (rw_sqlite_tokens_get_type ())
G_DECLARE_FINAL_TYPE (RwSqliteTokens, rw_sqlite_tokens, RW, SQLITE_TOKENS, GObject)

/* Opens or makes the file at @path. Errors: RW_ERROR_DATABASE. */
RwTokens *rw_sqlite_tokens_open (const char *path, GError **error);

G_END_DECLS
