/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cli.h"

G_BEGIN_DECLS

/* Prints for people what is wrong in @table's file: how often each cause is there, and the first
 * rows of each in the order of their lines; rows that were set aside are among them. */
void rw_cli_print_problems (RwTable *table);

/* The same as { "rows": …, "counts": { cause: … }, "first": [ … ] } (transfer full). */
json_t *rw_cli_problems_to_json (RwTable *table);

G_END_DECLS
