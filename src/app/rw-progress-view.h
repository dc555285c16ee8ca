/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session-box.h"

G_BEGIN_DECLS

/* RwProgressView: how far opening or exporting is, in its own units, with a button to cancel it. */
#define RW_TYPE_PROGRESS_VIEW (rw_progress_view_get_type ())
G_DECLARE_FINAL_TYPE (RwProgressView, rw_progress_view, RW, PROGRESS_VIEW, RwSessionBox)

G_END_DECLS
