/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-sql-row.h"

G_BEGIN_DECLS

/**
 * RwPostgresRows: all rows that a statement returned; a snapshot that needs no connection any more.
 */
typedef struct _RwPostgresRows RwPostgresRows;

/* @result: a PGresult of libpq (transfer full). */
RwPostgresRows *rw_postgres_rows_new (gpointer result);
void rw_postgres_rows_free (RwPostgresRows *self);

/* Goes to the first row, then to the next; FALSE behind the last one. */
gboolean rw_postgres_rows_next (RwPostgresRows *self);

/* Rows that were changed; those that were returned where none could be. */
int rw_postgres_rows_count_changed (RwPostgresRows *self);

/* Of the row: NULL or 0 for null. The text lives as long as the rows. */
const char *rw_postgres_rows_get_text (RwPostgresRows *self, int column);
gint64 rw_postgres_rows_get_int (RwPostgresRows *self, int column);

/* What @make makes of each row, to be freed with @free_item; of the first one. Frees @self; for
 * NULL, which is a query that failed, returns NULL. take_one: NULL also when there is no row. */
GPtrArray *rw_postgres_rows_take_all (RwPostgresRows *self, RwSqlRowFunc make,
                                      GDestroyNotify free_item);
gpointer rw_postgres_rows_take_one (RwPostgresRows *self, RwSqlRowFunc make);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwPostgresRows, rw_postgres_rows_free)

G_END_DECLS
