/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-postgres-pool.h"

G_BEGIN_DECLS

/* The server that with-postgres.py started; the test ends without it. */
const char *rw_test_postgres_get_uri (void);

/* A place of its own there, without tables, as an URI (transfer full); @port: of a proxy before the
 * server, 0: none. */
char *rw_test_postgres_dup_place (guint16 port);
guint16 rw_test_postgres_get_port (void);

/* A pool on this URI, and one on a new place with all tables. Once rw_test_stop_clock() was called
 * the server of new tables tells that time. */
RwPostgresPool *rw_test_postgres_pool (const char *uri);
char *rw_test_postgres_dup_tables (void);

/* Runs a script on a connection of the tests' own; what it says of a number (0: no row). */
gint64 rw_test_postgres_ask (const char *uri, const char *script);

/* That the servers' clock is this, for all tables that are told it. */
void rw_test_postgres_set_clock (gint64 now);

G_END_DECLS
