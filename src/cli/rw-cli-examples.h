/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cli.h"

G_BEGIN_DECLS

/* Prints for people how each column is written, with its first values as they are in the file and
 * as they were read. */
gboolean rw_cli_print_examples (RwTable *table, GError **error);

/* The same as "examples" and, for numbers, "format" of each object in @columns. */
gboolean rw_cli_add_examples (RwTable *table, json_t *columns, GError **error);

/* A value as it was read, as the file would write it; NULL where it is missing (transfer full). */
char *rw_cli_dup_value (const RwColumn *column, guint32 row);

G_END_DECLS
