/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-postgres.h"

G_BEGIN_DECLS

/* Connections that a pool has at most, and so each server and each worker. */
#define RW_POSTGRES_POOL_SIZE 8

/**
 * RwPostgresPool: connections to one database, lent to one thread at a time and made when they are
 * needed. Thread-safe; counted references. All errors are RW_ERROR_DATABASE.
 */
typedef struct _RwPostgresPool RwPostgresPool;

/* Makes one connection, to see that it can be done. @uri: see rw_postgres_open(). */
RwPostgresPool *rw_postgres_pool_open (const char *uri, GError **error);
RwPostgresPool *rw_postgres_pool_ref (RwPostgresPool *self);
void rw_postgres_pool_unref (RwPostgresPool *self);

/* Lends a connection, waiting for one if all are in use; a broken one is never lent. */
RwPostgres *rw_postgres_pool_take (RwPostgresPool *self, GError **error);

/* Takes it back. One that is broken or inside a transaction is closed, which undoes the latter. */
void rw_postgres_pool_give_back (RwPostgresPool *self, RwPostgres *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwPostgresPool, rw_postgres_pool_unref)

G_END_DECLS
