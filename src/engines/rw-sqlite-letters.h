/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-database.h"
#include "rw-queue.h"

G_BEGIN_DECLS

/* The dead letters that are noted beside the jobs: what RwJobs says of note_letter, list_letters
 * and remove_letter. */
gboolean rw_sqlite_letters_note (RwDatabase *database, const RwDeadLetter *letter, GError **error);
GPtrArray *rw_sqlite_letters_list (RwDatabase *database, GError **error);
gboolean rw_sqlite_letters_remove (RwDatabase *database, const char *id, GError **error);

G_END_DECLS
