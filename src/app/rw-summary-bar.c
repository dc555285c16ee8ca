/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-summary-bar.h"

#include "rw-format.h"
#include "rw-risk-cell.h"

#include <glib/gi18n.h>
#include <math.h>

struct _RwSummaryBar
{
  RwSessionBox parent_instance;

  /* template */
  GtkBox *bands;
  GtkSpinButton *threshold;
  GtkLabel *above;
  GtkLabel *below;

  GtkWidget *counts[RW_N_RISKS];
};

G_DEFINE_FINAL_TYPE (RwSummaryBar, rw_summary_bar, RW_TYPE_SESSION_BOX)

static void
show_counts (RwSummaryBar *self)
{
  RwAnalysis *analysis = rw_session_get_analysis (rw_session_box_get_session (self));

  if (analysis == NULL)
    return;
  guint32 n = rw_analysis_get_summary (analysis)->n_rows;
  guint32 n_above = rw_session_count_above (rw_session_box_get_session (self));
  g_autofree char *above_count = rw_format_customers (n_above);
  g_autofree char *share = rw_format_percent ((double) n_above / n);
  g_autofree char *below_count = rw_format_count (n - n_above);
  /* Translators: “1,530 customers (21.7 %)”: those at or above the threshold */
  g_autofree char *above = g_strdup_printf (_ ("%s (%s)"), above_count, share);
  /* Translators: how many customers are below the threshold */
  g_autofree char *below = g_strdup_printf (_ ("%s below"), below_count);

  gtk_label_set_text (self->above, above);
  gtk_label_set_text (self->below, below);
}

static void
show_bands (RwSummaryBar *self)
{
  const RwSummary *summary =
      rw_analysis_get_summary (rw_session_get_analysis (rw_session_box_get_session (self)));

  for (guint risk = 0; risk < RW_N_RISKS; risk++)
    {
      g_autofree char *count = rw_format_count (summary->n_of_risk[risk]);
      gtk_label_set_text (GTK_LABEL (self->counts[risk]), count);
    }
}

static void
analysis_changed_cb (RwSummaryBar *self)
{
  g_assert (RW_IS_SUMMARY_BAR (self));
  if (rw_session_get_analysis (rw_session_box_get_session (self)) == NULL)
    return;
  show_bands (self);
  show_counts (self);
}

static void
threshold_changed_cb (RwSummaryBar *self)
{
  double percent =
      rw_session_get_threshold (rw_session_box_get_session (self)) / (RW_MILLION / 100.0);

  g_assert (RW_IS_SUMMARY_BAR (self));
  if (fabs (gtk_spin_button_get_value (self->threshold) - percent) > 1e-6)
    gtk_spin_button_set_value (self->threshold, percent);
  show_counts (self);
}

static void
value_changed_cb (RwSummaryBar *self)
{
  double percent = gtk_spin_button_get_value (self->threshold);

  g_assert (RW_IS_SUMMARY_BAR (self));
  if (rw_session_box_get_session (self) != NULL)
    rw_session_set_threshold (rw_session_box_get_session (self),
                              (guint32) lrint (percent * (RW_MILLION / 100)));
}

/* The reader types with or without “%”, before or after, with the decimal mark of the language.
 * What is no number changes nothing. */
static int
input_cb (RwSummaryBar *self, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->threshold));
  char *end = NULL;

  while (*text == '%' || g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  *value = g_strtod (text, &end);
  if (end == text || isnan (*value))
    *value = gtk_spin_button_get_value (self->threshold);
  return TRUE;
}

static gboolean
output_cb (RwSummaryBar *self)
{
  g_autofree char *text = rw_format_percent (gtk_spin_button_get_value (self->threshold) / 100);

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->threshold))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->threshold), text);
  return TRUE;
}

static void
start (RwSessionBox *box, RwSession *session G_GNUC_UNUSED)
{
  RwSummaryBar *self = RW_SUMMARY_BAR (box);

  rw_session_box_watch (box, "analysis", G_CALLBACK (analysis_changed_cb));
  rw_session_box_watch (box, "threshold", G_CALLBACK (threshold_changed_cb));
  analysis_changed_cb (self);
  threshold_changed_cb (self);
}

/* Icon, word and count of a band. */
static void
add_band (RwSummaryBar *self, RwRisk risk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", rw_risk_get_icon_name (risk),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->counts[risk] = gtk_label_new (NULL);
  gtk_widget_add_css_class (icon, "risk");
  gtk_widget_add_css_class (icon, rw_risk_get_css_class (risk));
  gtk_widget_add_css_class (self->counts[risk], "heading");
  gtk_widget_add_css_class (self->counts[risk], "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (rw_risk_get_title (risk)));
  gtk_box_append (GTK_BOX (box), self->counts[risk]);
  gtk_box_append (self->bands, box);
}

void
rw_summary_bar_focus_threshold (RwSummaryBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->threshold));
  gtk_editable_select_region (GTK_EDITABLE (self->threshold), 0, -1);
}

static void
rw_summary_bar_dispose (GObject *object)
{
  rw_session_box_clear (RW_SESSION_BOX (object), RW_TYPE_SUMMARY_BAR);
  G_OBJECT_CLASS (rw_summary_bar_parent_class)->dispose (object);
}

static void
rw_summary_bar_class_init (RwSummaryBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_summary_bar_dispose;
  RW_SESSION_BOX_CLASS (klass)->start = start;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/summary-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RwSummaryBar, bands);
  gtk_widget_class_bind_template_child (widget_class, RwSummaryBar, threshold);
  gtk_widget_class_bind_template_child (widget_class, RwSummaryBar, above);
  gtk_widget_class_bind_template_child (widget_class, RwSummaryBar, below);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
}

static void
rw_summary_bar_init (RwSummaryBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_band (self, RW_RISK_HIGH);
  add_band (self, RW_RISK_MEDIUM);
  add_band (self, RW_RISK_LOW);
}
