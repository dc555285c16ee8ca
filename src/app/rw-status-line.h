/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session-box.h"

G_BEGIN_DECLS

/* RwStatusLine: the file, its rows, those with problems, and the model; or how far a running task
 * is. */
#define RW_TYPE_STATUS_LINE (rw_status_line_get_type ())
G_DECLARE_FINAL_TYPE (RwStatusLine, rw_status_line, RW, STATUS_LINE, RwSessionBox)

G_END_DECLS
