/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Content-Disposition of a file to be saved as @name: "attachment; filename=…" in ASCII, and as it
 * is behind that. Source: RFC 6266. */
char *rw_disposition_dup (const char *name);

G_END_DECLS
