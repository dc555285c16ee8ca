/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * A spool: a folder of this computer with files that are being written, or that were fetched for a
 * short time. Their names mean nothing. Any number of processes may share it.
 */

/* Makes the folder (mode 0700) if need be. Errors: RW_ERROR_FILE. */
gboolean rw_spool_open (const char *folder, GError **error);

/* Path of a new empty file in it (mode 0600, transfer full). Errors: RW_ERROR_FILE. */
char *rw_spool_dup_path (const char *folder, GError **error);

/* Removes what was last written before @before (rw_clock_now()). Errors: RW_ERROR_FILE. */
gboolean rw_spool_clean (const char *folder, gint64 before, GError **error);

/* Whether there is a file at @path that was last written before @before. */
gboolean rw_spool_is_older (const char *path, gint64 before);

/* Sets @error to RW_ERROR_FILE: why @folder cannot be used; returns FALSE. */
gboolean rw_spool_fail (const char *folder, int error_number, GError **error);

G_END_DECLS
