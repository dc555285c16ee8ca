/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-risk.h"

G_BEGIN_DECLS

/* RwRiskCell: a risk band as icon and word; colour is the third sign only. */
#define RW_TYPE_RISK_CELL (rw_risk_cell_get_type ())
G_DECLARE_FINAL_TYPE (RwRiskCell, rw_risk_cell, RW, RISK_CELL, GtkBox)

GtkWidget *rw_risk_cell_new (void);
void rw_risk_cell_set_risk (RwRiskCell *self, RwRisk risk);

/* "risk-high-symbolic" and "risk-high": the icon and the style class of a band. */
const char *rw_risk_get_icon_name (RwRisk risk);
const char *rw_risk_get_css_class (RwRisk risk);

G_END_DECLS
