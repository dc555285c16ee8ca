/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-table.h"

G_BEGIN_DECLS

/* RwProblemsWindow: the rows of a file with problems: how many of each cause, and the first ones by
 * line, column and text; and those that were set aside. */
#define RW_TYPE_PROBLEMS_WINDOW (rw_problems_window_get_type ())
G_DECLARE_FINAL_TYPE (RwProblemsWindow, rw_problems_window, RW, PROBLEMS_WINDOW, AdwWindow)

GtkWidget *rw_problems_window_new (GtkWindow *parent, RwTable *table);

G_END_DECLS
