/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-queue.h"

G_BEGIN_DECLS

/**
 * RwSqliteQueue: RwQueue in an SQLite file, which other processes may have open too. Whoever waits
 * for a message looks every half second at least.
 */
#define RW_TYPE_SQLITE_QUEUE (rw_sqlite_queue_get_type ())
G_DECLARE_FINAL_TYPE (RwSqliteQueue, rw_sqlite_queue, RW, SQLITE_QUEUE, GObject)

/* Opens or makes the file at @path. Errors: RW_ERROR_DATABASE. */
RwQueue *rw_sqlite_queue_open (const char *path, GError **error);

G_END_DECLS
