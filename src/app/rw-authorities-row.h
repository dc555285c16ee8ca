/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* RwAuthoritiesRow: a row of the preferences with the file of authorities that may vouch for the
 * queue server, kept in the settings. */
#define RW_TYPE_AUTHORITIES_ROW (rw_authorities_row_get_type ())
G_DECLARE_FINAL_TYPE (RwAuthoritiesRow, rw_authorities_row, RW, AUTHORITIES_ROW, AdwActionRow)

G_END_DECLS
