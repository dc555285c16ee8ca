/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the file at @path came through a portal: its folder is none of the user's. */
gboolean rw_host_path_is_portal (const char *path);

/* The folder in which the user has the file at @path (transfer full); NULL when it came through a
 * portal that does not tell, as xdg-desktop-portal 1.16. */
char *rw_host_path_dup_folder (const char *path);

G_END_DECLS
