/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-tokens.h"
#include "rw-postgres-pool.h"

G_BEGIN_DECLS

/**
 * RwPostgresTokens: RwTokens in a PostgreSQL database, for any number of servers.
 */
#define RW_TYPE_POSTGRES_TOKENS (rw_postgres_tokens_get_type ())
G_DECLARE_FINAL_TYPE (RwPostgresTokens, rw_postgres_tokens, RW, POSTGRES_TOKENS, GObject)

/* The tables must be of this version: rw_postgres_schema_check(). */
RwTokens *rw_postgres_tokens_new (RwPostgresPool *pool);

G_END_DECLS
