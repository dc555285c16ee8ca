/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cli.h"
#include "rw-mapping-check.h"

G_BEGIN_DECLS

/* Prints for people which column of @table each of the model's inputs is read from, what its values
 * say of that, and what somebody must decide. */
void rw_cli_print_mapping (RwTable *table, RwModel *model, const RwMapping *mapping,
                           const RwMappingCheck *check);

/* Adds the same to @object as "mapping" and "coverage". */
void rw_cli_add_mapping (json_t *object, RwModel *model, const RwMapping *mapping,
                         const RwMappingCheck *check);

/* Writes what @mapping says to @path, for a person to edit. */
gboolean rw_cli_save_mapping (RwCli *cli, RwTable *table, const RwMapping *mapping,
                              const char *path, GError **error);

/* "18 of 19 (93.1 % of the model's importance)": inputs that have a column, and the share if some
 * have none (transfer full). */
char *rw_cli_format_coverage (RwModel *model, const RwMapping *mapping);

G_END_DECLS
