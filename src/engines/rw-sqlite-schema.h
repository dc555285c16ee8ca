/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tables of jobs and queue, for rw_database_open(). Jobs and messages are in one file, but no
 * statement touches both: each could move to another system. */
extern const char *const rw_sqlite_schema[];

G_END_DECLS
