/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cli.h"
#include "rw-data-check.h"

G_BEGIN_DECLS

/* Prints for people how the values of each of @model's inputs differ from those in training, and
 * whether the ids of @table tell its customers apart. */
void rw_cli_print_data_check (RwTable *table, RwModel *model, const RwDataCheck *check);

/* The same for programs (transfer full). */
json_t *rw_cli_data_check_to_json (RwTable *table, RwModel *model, const RwDataCheck *check);

G_END_DECLS
