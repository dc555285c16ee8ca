/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-import.h"

G_BEGIN_DECLS

/* RwImportWindow: the import page: how a file is read, its first rows, and what is to be decided
 * before it is scored. Signal "score" (RwImport, whether it is to be remembered): it was decided.
 * Closed without that, nothing changes. */
#define RW_TYPE_IMPORT_WINDOW (rw_import_window_get_type ())
G_DECLARE_FINAL_TYPE (RwImportWindow, rw_import_window, RW, IMPORT_WINDOW, AdwWindow)

RwImportWindow *rw_import_window_new (GtkWindow *parent, RwImport *import);

G_END_DECLS
