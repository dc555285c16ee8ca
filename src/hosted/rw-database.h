/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-sql-row.h"

G_BEGIN_DECLS

/**
 * RwDatabase: one SQLite file, one connection. Write-ahead log, every commit on the disk before it
 * returns; other processes may have the same file open. Thread-safe: a query or transaction keeps
 * other threads out until it is freed, so neither is kept for long.
 *
 * Values are given by @types, one letter each: 's' const char * (NULL is null), 'i' gint64.
 * All errors are RW_ERROR_DATABASE and name the file.
 */
typedef struct _RwDatabase RwDatabase;
typedef struct _RwQuery RwQuery;
typedef struct _RwTransaction RwTransaction;

/* Opens or makes @path (mode 0600). @migrations: SQL that makes version 1 of the tables, then
 * version 2 of them…, ended by NULL; those that are missing are applied. A file of a later version
 * than the last one is refused and not changed. */
RwDatabase *rw_database_open (const char *path, const char *const *migrations, GError **error);
void rw_database_free (RwDatabase *self);

/* Runs one statement. Returns the number of rows it changed, -1 with @error set. */
int rw_database_run (RwDatabase *self, GError **error, const char *sql, const char *types, ...);

/* Begins a query; rw_query_next() goes to its first row. */
RwQuery *rw_database_query (RwDatabase *self, GError **error, const char *sql, const char *types,
                            ...);

/* FALSE behind the last row, and with @error set when reading fails. */
gboolean rw_query_next (RwQuery *query, GError **error);

/* Of the row: NULL or 0 for null. The text stays until the next call of rw_query_next(). */
const char *rw_query_get_text (RwQuery *query, int column);
gint64 rw_query_get_int (RwQuery *query, int column);
void rw_query_free (RwQuery *query);

/* What @make makes of each row, to be freed with @free_item. Frees @query; for NULL, which is a
 * query that could not begin, returns NULL. To be used with a statement that changes rows and
 * returns them: the change has happened unless this fails. */
GPtrArray *rw_query_take_all (RwQuery *query, RwSqlRowFunc make, GDestroyNotify free_item,
                              GError **error);

/* The same of the first row. NULL without @error: there is none. */
gpointer rw_query_take_one (RwQuery *query, RwSqlRowFunc make, GDestroyNotify free_item,
                            GError **error);

/* Takes the right to write, waiting for other processes. Freed without a commit before it, nothing
 * has happened. Transactions do not nest. */
RwTransaction *rw_database_begin (RwDatabase *self, GError **error);
gboolean rw_transaction_commit (RwTransaction *transaction, GError **error);
void rw_transaction_free (RwTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwDatabase, rw_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwQuery, rw_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTransaction, rw_transaction_free)

G_END_DECLS
