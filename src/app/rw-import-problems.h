/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-import.h"

G_BEGIN_DECLS

/* RwImportProblems: what is to be decided before a file is scored, and what is wrong with its rows.
 * Signals "go-to-row" (uint) and "go-to-column" (string): where it is. An answer is chosen in the
 * import at once. */
#define RW_TYPE_IMPORT_PROBLEMS (rw_import_problems_get_type ())
G_DECLARE_FINAL_TYPE (RwImportProblems, rw_import_problems, RW, IMPORT_PROBLEMS, GtkBox)

/* @questions: RwQuestion. */
void rw_import_problems_show (RwImportProblems *self, RwImport *import, GPtrArray *questions);

G_END_DECLS
