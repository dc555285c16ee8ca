/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-risk-cell.h"

#define TEXT_CHARS 8

struct _RwRiskCell
{
  GtkBox parent_instance;

  GtkWidget *icon;
  GtkWidget *text;
};

G_DEFINE_FINAL_TYPE (RwRiskCell, rw_risk_cell, GTK_TYPE_BOX)

static const char *const icon_names[RW_N_RISKS] = {
  [RW_RISK_LOW] = "risk-low-symbolic",
  [RW_RISK_MEDIUM] = "risk-medium-symbolic",
  [RW_RISK_HIGH] = "risk-high-symbolic",
};

static const char *const css_classes[RW_N_RISKS] = {
  [RW_RISK_LOW] = "risk-low",
  [RW_RISK_MEDIUM] = "risk-medium",
  [RW_RISK_HIGH] = "risk-high",
};

static void
rw_risk_cell_class_init (RwRiskCellClass *klass G_GNUC_UNUSED)
{
}

static void
rw_risk_cell_init (RwRiskCell *self)
{
  self->icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->text = gtk_inscription_new (NULL);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->text), TEXT_CHARS);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), self->text);
}

GtkWidget *
rw_risk_cell_new (void)
{
  return g_object_new (RW_TYPE_RISK_CELL, NULL);
}

void
rw_risk_cell_set_risk (RwRiskCell *self, RwRisk risk)
{
  const char *classes[] = { "risk", css_classes[risk], NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_names[risk]);
  gtk_widget_set_css_classes (self->icon, classes);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->text), rw_risk_get_title (risk));
}

const char *
rw_risk_get_icon_name (RwRisk risk)
{
  return icon_names[risk];
}

const char *
rw_risk_get_css_class (RwRisk risk)
{
  return css_classes[risk];
}
