/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-chart-style.h"

G_BEGIN_DECLS

/* The colours of the theme that @widget is in: light or dark, normal or high contrast. To be called
 * in css_changed. */
void rw_chart_theme_read (GtkWidget *widget, RwChartStyle *style);

G_END_DECLS
