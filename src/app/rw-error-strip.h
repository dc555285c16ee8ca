/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session-box.h"

G_BEGIN_DECLS

/* RwErrorStrip: what went wrong last in a session, with the button that mends it. */
#define RW_TYPE_ERROR_STRIP (rw_error_strip_get_type ())
G_DECLARE_FINAL_TYPE (RwErrorStrip, rw_error_strip, RW, ERROR_STRIP, RwSessionBox)

G_END_DECLS
