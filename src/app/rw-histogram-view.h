/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-session.h"

G_BEGIN_DECLS

/**
 * RwHistogramView: the churn probabilities of all customers of a session (property "session"). The
 * threshold's line can be dragged; dragging elsewhere, a click, or Enter on a bar picks a range,
 * which the table follows; Shift with arrows widens it, Escape gives it up.
 */
#define RW_TYPE_HISTOGRAM_VIEW (rw_histogram_view_get_type ())
G_DECLARE_FINAL_TYPE (RwHistogramView, rw_histogram_view, RW, HISTOGRAM_VIEW, GtkWidget)

G_END_DECLS
