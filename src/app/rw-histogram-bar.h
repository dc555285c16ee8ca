/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* RwHistogramBar: what keyboard and screen reader have of one bin. It draws nothing but the focus:
 * the bars are drawn together. */
#define RW_TYPE_HISTOGRAM_BAR (rw_histogram_bar_get_type ())
G_DECLARE_FINAL_TYPE (RwHistogramBar, rw_histogram_bar, RW, HISTOGRAM_BAR, GtkWidget)

GtkWidget *rw_histogram_bar_new (guint bin);
guint rw_histogram_bar_get_bin (RwHistogramBar *self);

/* @text: "70 to 72 %: 1,204 customers, 3.1 % of all". */
void rw_histogram_bar_describe (RwHistogramBar *self, const char *text, gboolean picked);

G_END_DECLS
