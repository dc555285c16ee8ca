/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-postgres-pool.h"

G_BEGIN_DECLS

/* ms. Shorter than rw_postgres_patience, so that an answer that was waited for in vain is told to
 * whoever waits, too. Tests make it shorter; programs never touch it. */
extern gint64 rw_postgres_persistence;

/* What a transaction does. It may be run several times, each time as if it had never been. */
typedef gboolean (*RwPostgresWork) (RwPostgres *connection, gpointer data, GError **error);

/**
 * Runs @work in a transaction (READ COMMITTED). What was undone for the sake of another transaction
 * and what a lost connection undid is done again, for rw_postgres_persistence. When the connection
 * is lost while it is committed, the server is asked afterwards what came of it, so nothing is done
 * twice.
 * The tables of rw-postgres-schema.h must be there.
 * With @error nothing happened, unless the server cannot be asked for so long: then nobody knows.
 */
gboolean rw_postgres_change (RwPostgresPool *pool, RwPostgresWork work, gpointer data,
                             GError **error);

/* Inside a change: forgets the connections that have not been used for a day. */
gboolean rw_postgres_change_forget (RwPostgres *connection, GError **error);

/* A transaction of one statement. Returns how many rows it changed, -1 with @error set. */
int rw_postgres_change_rows (RwPostgresPool *pool, GError **error, const char *sql,
                             const char *types, ...);

/* The same for what it returns. */
RwPostgresRows *rw_postgres_change_query (RwPostgresPool *pool, GError **error, const char *sql,
                                          const char *types, ...);

/* Rows of one statement that changes nothing, so that it may be repeated whatever happens. */
RwPostgresRows *rw_postgres_read (RwPostgresPool *pool, GError **error, const char *sql,
                                  const char *types, ...);

G_END_DECLS
