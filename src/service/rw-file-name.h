/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of the longest name that is kept. */
#define RW_FILE_NAME_MOST 200

/* The name of an uploaded file as it is shown (transfer full): valid UTF-8 of one line, without
 * folders and without control, direction and other invisible characters; what is too long loses its
 * middle. It is never part of a path. NULL: it does not end in ".csv", in any case of letters, or
 * that is all of it. */
char *rw_file_name_dup_clean (const char *name);

/* "customers-scored.csv" for a clean "customers.csv" (transfer full). */
char *rw_file_name_dup_scored (const char *name);

G_END_DECLS
