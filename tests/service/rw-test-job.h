/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

G_BEGIN_DECLS

/* Adds a job of RW_TEST_USER with its input and its message, as the server does. Returns its id. */
char *rw_test_submit (RwBackend *backend, const char *file_name, const char *text);

/* What must come of a file of this text, scored with the model that ships (transfer full). */
char *rw_test_dup_scored (const char *text);

/* That the job is COMPLETED and its result is this one, with the size and SHA-256 it names. */
void rw_test_assert_completed (RwBackend *backend, const char *id, const char *scored);

/* That it is FAILED, with @part in its error. */
void rw_test_assert_failed (RwBackend *backend, const char *id, const char *part);

/* Files in the spool, and results in the storage. */
guint rw_test_count_spool (RwBackend *backend);
guint rw_test_count_results (RwBackend *backend);

/* Dead letters, which are settled first. */
guint rw_test_count_dead (RwBackend *backend);

G_END_DECLS
