/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-chart-style.h"

G_BEGIN_DECLS

/* Px between a label and what is beside it. */
#define RW_CHART_LABEL_GAP 8

/* Texts of one line in the font of @context, in the reader's language (transfer full). */
PangoLayout *rw_chart_label_new (PangoContext *context, const char *text);

/* "7,043" */
PangoLayout *rw_chart_label_new_count (PangoContext *context, guint64 count);

/* "0.42" with so many decimals */
PangoLayout *rw_chart_label_new_decimal (PangoContext *context, double number, guint n_decimals);

/* "50 %" */
PangoLayout *rw_chart_label_new_percent (PangoContext *context, guint percent);

/* In whole px. */
double rw_chart_label_get_width (PangoLayout *label);
double rw_chart_label_get_height (PangoLayout *label);

/* @x, @y: its left top, moved to a whole px so that letters are crisp. */
void rw_chart_label_draw (PangoLayout *label, const RwChartColor *color, double x, double y,
                          cairo_t *cairo);

G_END_DECLS
