/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

/* Lines of cells (GStrv, transfer full), all with as many cells. */
GPtrArray *rw_cli_table_new (void);

/* Adds a line of the texts that follow, up to NULL (each transfer full). */
void rw_cli_table_add (GPtrArray *lines, char *first, ...) G_GNUC_NULL_TERMINATED;

/* Prints @lines, two blanks in front of every cell, columns as wide as their widest cell and at
 * most
 * @max_width. @right: a letter for each column, "r" where it is aligned to the right; columns
 * behind its end are not. */
void rw_cli_table_print (const GPtrArray *lines, const char *right, int max_width, FILE *file);
