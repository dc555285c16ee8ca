/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-postgres-pool.h"
#include "rw-queue.h"

G_BEGIN_DECLS

/* The dead letters that are noted beside the jobs: what RwJobs says of note_letter, list_letters
 * and remove_letter. */
gboolean rw_postgres_letters_note (RwPostgresPool *pool, const RwDeadLetter *letter,
                                   GError **error);
GPtrArray *rw_postgres_letters_list (RwPostgresPool *pool, GError **error);
gboolean rw_postgres_letters_remove (RwPostgresPool *pool, const char *id, GError **error);

G_END_DECLS
