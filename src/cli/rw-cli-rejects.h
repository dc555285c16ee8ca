/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cli.h"

G_BEGIN_DECLS

/* Writes the rows that were set aside as rw_rejects_write() does. */
gboolean rw_cli_write_rejects (RwCli *cli, RwTable *table, const char *path, GError **error);

/* Fails with RW_ERROR_FORMAT and the first line of @table that has any problem. */
gboolean rw_cli_check_strictly (RwTable *table, GError **error);

G_END_DECLS
