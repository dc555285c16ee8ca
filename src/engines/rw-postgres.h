/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-postgres-rows.h"
#include "rw-postgres-values.h"

G_BEGIN_DECLS

/**
 * RwPostgres: one connection to a PostgreSQL server, for one thread at a time. No call waits for
 * ever: what a server does not answer within rw_postgres_patience is an error, and the connection
 * is broken then. All errors are RW_ERROR_DATABASE.
 *
 * Statements are prepared once for each connection. Their values are $1, $2…, and @types is that of
 * rw-postgres-values.h.
 */
typedef struct _RwPostgres RwPostgres;

/* ms until an answer is missed. A connection must be there after half of it. The server stops a
 * statement after three quarters of it, and ends who does nothing inside a transaction after half.
 * Tests shorten it; programs never do. */
extern gint64 rw_postgres_patience;

/* @uri: what libpq takes, postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=…; it is never
 * shown. */
RwPostgres *rw_postgres_open (const char *uri, GError **error);
void rw_postgres_free (RwPostgres *self);

/* Waits as long as it takes from now on, and so does the server. It will not be lent again. */
gboolean rw_postgres_be_patient (RwPostgres *self, GError **error);

/* Runs one statement. Returns how many rows it changed, -1 with @error set. */
int rw_postgres_run (RwPostgres *self, GError **error, const char *sql, const char *types, ...);

/* The rows that one statement returns. */
RwPostgresRows *rw_postgres_query (RwPostgres *self, GError **error, const char *sql,
                                   const char *types, ...);
RwPostgresRows *rw_postgres_query_values (RwPostgres *self, const char *sql,
                                          const RwPostgresValues *values, GError **error);

/* Runs a script of any number of statements. Returns what the last one returns. */
RwPostgresRows *rw_postgres_run_script (RwPostgres *self, const char *script, GError **error);

/* Of the last error. broken: the connection is of no more use, and whether the server did what it
 * was asked for is not known. passing: the transaction did not happen, and may be tried again. */
gboolean rw_postgres_is_broken (const RwPostgres *self);
gboolean rw_postgres_is_passing (const RwPostgres *self);

/* Whether it may be lent again: no transaction is open, and nothing is heard from the server. */
gboolean rw_postgres_is_idle (RwPostgres *self);

/* What nobody else is called: 32 hexadecimal digits; and 1, 2, 3… for what it changes. */
const char *rw_postgres_get_id (const RwPostgres *self);
gint64 rw_postgres_count_change (RwPostgres *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwPostgres, rw_postgres_free)

G_END_DECLS
