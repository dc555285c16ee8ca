/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A menu of the customer files that were opened last, which follows the desktop's list of recent
 * files (borrowed). Items activate "win.open-recent" with a URI. */
GMenuModel *rw_recent_get_menu (void);

/* Adds a file (NULL: nothing) unless the reader does not want it. */
void rw_recent_add (const char *path);

/* Forgets all files that this application has opened. */
void rw_recent_clear (void);

G_END_DECLS
