/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the file at @path is called without folders and ending: "customers.2026" for
 * "/data/customers.2026.csv" (valid UTF-8, transfer full). */
char *rw_file_stem_dup (const char *path);

G_END_DECLS
