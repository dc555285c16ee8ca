/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-bar.h"

struct _RwHistogramBar
{
  GtkWidget parent_instance;

  guint bin;
};

G_DEFINE_FINAL_TYPE (RwHistogramBar, rw_histogram_bar, GTK_TYPE_WIDGET)

static void
rw_histogram_bar_class_init (RwHistogramBarClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "bar");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_OPTION);
}

static void
rw_histogram_bar_init (RwHistogramBar *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
rw_histogram_bar_new (guint bin)
{
  RwHistogramBar *self = g_object_new (RW_TYPE_HISTOGRAM_BAR, NULL);

  self->bin = bin;
  return GTK_WIDGET (self);
}

guint
rw_histogram_bar_get_bin (RwHistogramBar *self)
{
  return self->bin;
}

void
rw_histogram_bar_describe (RwHistogramBar *self, const char *text, gboolean picked)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, picked, -1);
}
