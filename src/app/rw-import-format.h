/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-import.h"

G_BEGIN_DECLS

/* RwImportFormat: how a file is written: what was found out, and what somebody chose instead. Reads
 * the import again at every choice. */
#define RW_TYPE_IMPORT_FORMAT (rw_import_format_get_type ())
G_DECLARE_FINAL_TYPE (RwImportFormat, rw_import_format, RW, IMPORT_FORMAT, GtkBox)

/* Shows what the import has read last. */
void rw_import_format_show (RwImportFormat *self, RwImport *import);

G_END_DECLS
