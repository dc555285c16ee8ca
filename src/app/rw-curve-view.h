/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* RwCurveView: how the shapes of a model that is being trained do, round by round: a picture that
 * says in words what it shows. */
#define RW_TYPE_CURVE_VIEW (rw_curve_view_get_type ())
G_DECLARE_FINAL_TYPE (RwCurveView, rw_curve_view, RW, CURVE_VIEW, GtkWidget)

GtkWidget *rw_curve_view_new (void);

/* Shows @curves (RwCurve, transfer full; NULL: none), the last of which is being tried. */
void rw_curve_view_show (RwCurveView *self, GPtrArray *curves);

G_END_DECLS
