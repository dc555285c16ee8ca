/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "rw-progress.h"

G_BEGIN_DECLS

/* Shows @progress on standard error while that is a terminal, ten times a second. */
typedef struct _RwCliProgress RwCliProgress;

RwCliProgress *rw_cli_progress_start (RwProgress *progress);
void rw_cli_progress_stop (RwCliProgress *display);

/* Prints @object on standard output, with a line end, and frees it. Errors: RW_ERROR_FILE. */
gboolean rw_cli_print_json (json_t *object, GError **error);

/* Fails with RW_ERROR_FILE when something printed to standard output did not arrive. */
gboolean rw_cli_flush (GError **error);

/* @text as valid UTF-8 on one line, with U+FFFD for control characters, which would command the
 * terminal (transfer full). */
char *rw_cli_make_printable (const char *text);

/* Prints @text, made printable, padded with blanks to @width columns, cut with "…" where it is
 * wider; right-aligned when @width is negative. */
void rw_cli_print_cell (FILE *file, const char *text, int width);

G_END_DECLS
