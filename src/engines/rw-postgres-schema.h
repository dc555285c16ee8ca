/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-postgres-pool.h"

G_BEGIN_DECLS

/* The tables of this version of RetainWise. They are made and changed only when somebody asks for
 * it (“retainwise-server database migrate”), for servers and workers of two versions may be at
 * work at the same time. */
#define RW_POSTGRES_SCHEMA_VERSION 2

/* Which version the tables have, 0: there are none. -1 with @error set. */
int rw_postgres_schema_get_version (RwPostgresPool *pool, GError **error);

/* That it is ours; else the error names the command that makes it so. */
gboolean rw_postgres_schema_check (RwPostgresPool *pool, GError **error);

/* Takes the tables to version @target, one after the other up or down, all of it in one
 * transaction; who else does the same at that time waits. Rows that would be lost on the way down
 * are an error, unless @discards. */
gboolean rw_postgres_schema_migrate (RwPostgresPool *pool, int target, gboolean discards,
                                     GError **error);

/* What the version is for, for people; @version from 1. */
const char *rw_postgres_schema_get_name (int version);

G_END_DECLS
