/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is remembered between runs: the one GSettings object of the application (borrowed). The
 * schema says keys, defaults and ranges. */
GSettings *rw_settings_get (void);

/* Whether the reader has shown or hidden columns of that name; @otherwise if neither. */
gboolean rw_settings_is_column_visible (const char *name, gboolean otherwise);
void rw_settings_set_column_visible (const char *name, gboolean visible);

G_END_DECLS
