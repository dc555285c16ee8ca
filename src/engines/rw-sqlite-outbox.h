/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-database.h"
#include "rw-jobs.h"

G_BEGIN_DECLS

/* What RwJobs says of take_outbox and clear_outbox. */
GPtrArray *rw_sqlite_outbox_take (RwDatabase *database, guint limit, GError **error);
gboolean rw_sqlite_outbox_clear (RwDatabase *database, gint64 number, GError **error);

/* Asks for another message for each job that waits longer than RW_JOBS_RESEND_AFTER. Returns how
 * many, -1 on error. */
int rw_sqlite_outbox_resend (RwDatabase *database, GError **error);

G_END_DECLS
