/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session-box.h"

G_BEGIN_DECLS

/* RwSummaryBar: how many customers are in each risk band, and the threshold with the counts on
 * either side of it. */
#define RW_TYPE_SUMMARY_BAR (rw_summary_bar_get_type ())
G_DECLARE_FINAL_TYPE (RwSummaryBar, rw_summary_bar, RW, SUMMARY_BAR, RwSessionBox)

void rw_summary_bar_focus_threshold (RwSummaryBar *self);

G_END_DECLS
