/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-view.h"

#include "rw-histogram-view-private.h"
#include "rw-chart-theme.h"
#include "rw-format.h"
#include "rw-histogram-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MIN_HEIGHT 110
#define NAT_HEIGHT 170
#define MIN_WIDTH  240

G_DEFINE_FINAL_TYPE (RwHistogramView, rw_histogram_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static RwHistogramChart
get_chart (RwHistogramView *self)
{
  RwRange range = rw_session_get_request (self->session)->range;
  RwHistogramChart chart = { .histogram = self->histogram,
                             .threshold =
                                 rw_session_get_threshold (self->session) / (double) RW_MILLION,
                             .has_range = !rw_range_is_all (range),
                             .range_low = range.low / (double) RW_MILLION,
                             .range_high = range.high / (double) RW_MILLION,
                             .hovered = self->hovered };

  return chart;
}

guint
rw_histogram_view_find_bin (RwHistogramView *self, double x)
{
  return rw_histogram_find_bin (self->histogram,
                                rw_histogram_layout_get_probability (&self->layout, x));
}

static guint32
get_border (RwHistogramView *self, guint bin)
{
  return bin * (RW_MILLION / self->histogram->n_bins);
}

void
rw_histogram_view_pick (RwHistogramView *self, guint bin)
{
  guint first = MIN (self->anchor, bin);
  guint last = MAX (self->anchor, bin);

  rw_session_set_range (self->session,
                        (RwRange){ get_border (self, first), get_border (self, last + 1) });
}

char *
rw_histogram_view_describe_bin (RwHistogramView *self, guint bin)
{
  guint64 count = self->histogram->counts[bin];
  double all = MAX ((double) self->histogram->n, 1);
  g_autofree char *customers = rw_format_customers (count);
  g_autofree char *share = rw_format_percent ((double) count / all);

  /* Translators: a bar of the histogram: “70 to 72 %: 1,204 customers, 3.1 % of all” */
  return g_strdup_printf (_ ("%u to %u %%: %s, %s of all"), bin * 100 / self->histogram->n_bins,
                          (bin + 1) * 100 / self->histogram->n_bins, customers, share);
}

void
rw_histogram_view_set_hovered (RwHistogramView *self, guint bin)
{
  if (self->hovered == bin)
    return;
  self->hovered = bin;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
describe_bars (RwHistogramView *self)
{
  RwRange range = rw_session_get_request (self->session)->range;

  for (guint i = 0; i < self->bars->len; i++)
    {
      g_autofree char *text = rw_histogram_view_describe_bin (self, i);
      gboolean picked = !rw_range_is_all (range) && get_border (self, i) >= range.low &&
                        get_border (self, i + 1) <= range.high;
      rw_histogram_bar_describe (self->bars->pdata[i], text, picked);
    }
}

static void
remove_bars (RwHistogramView *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    gtk_widget_unparent (self->bars->pdata[i]);
  g_ptr_array_set_size (self->bars, 0);
}

static void
make_bars (RwHistogramView *self)
{
  guint n = self->histogram->n_bins;

  if (self->bars->len != n)
    remove_bars (self);
  for (guint i = self->bars->len; i < n; i++)
    {
      GtkWidget *bar = rw_histogram_bar_new (i);
      gtk_widget_set_parent (bar, GTK_WIDGET (self));
      g_ptr_array_add (self->bars, bar);
    }
  describe_bars (self);
}

static void
data_changed_cb (RwHistogramView *self)
{
  RwAnalysis *analysis = rw_session_get_analysis (self->session);

  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (analysis == NULL)
    return;
  g_clear_pointer (&self->histogram, rw_histogram_free);
  self->histogram = rw_histogram_new_merged (rw_analysis_get_histogram (analysis),
                                             rw_session_get_n_bins (self->session));
  self->hovered = RW_HISTOGRAM_NO_BIN;
  make_bars (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
request_changed_cb (RwHistogramView *self)
{
  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (self->histogram != NULL)
    describe_bars (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_session (RwHistogramView *self, RwSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::analysis", G_CALLBACK (data_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-bins", G_CALLBACK (data_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::request", G_CALLBACK (request_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::threshold", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  data_changed_cb (self);
}

static void
rw_histogram_view_measure (GtkWidget *widget G_GNUC_UNUSED, GtkOrientation orientation,
                           int for_size G_GNUC_UNUSED, int *minimum, int *natural,
                           int *minimum_baseline G_GNUC_UNUSED, int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NAT_HEIGHT;
}

static void
allocate_bar (RwHistogramView *self, guint bin)
{
  double x = 0;
  double width = 0;

  rw_histogram_layout_get_column (&self->layout, self->histogram->n_bins, bin, &x, &width);
  GtkAllocation place = { (int) x, (int) self->layout.plot_y, MAX ((int) width, 1),
                          MAX ((int) self->layout.plot_height, 1) };
  gtk_widget_size_allocate (self->bars->pdata[bin], &place, -1);
}

static void
rw_histogram_view_size_allocate (GtkWidget *widget, int width, int height,
                                 int baseline G_GNUC_UNUSED)
{
  RwHistogramView *self = RW_HISTOGRAM_VIEW (widget);

  if (self->histogram == NULL)
    return;
  RwHistogramChart chart = get_chart (self);
  rw_histogram_layout_compute (&self->layout, &chart, gtk_widget_get_pango_context (widget), width,
                               height);
  for (guint i = 0; i < self->bars->len; i++)
    {
      gtk_widget_measure (self->bars->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL,
                          NULL);
      allocate_bar (self, i);
    }
}

static void
rw_histogram_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RwHistogramView *self = RW_HISTOGRAM_VIEW (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));

  if (self->histogram == NULL)
    return;
  RwHistogramChart chart = get_chart (self);
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &area);
  rw_histogram_chart_draw (&chart, &self->layout, &self->style,
                           gtk_widget_get_pango_context (widget), cairo);
  cairo_destroy (cairo);
  GTK_WIDGET_CLASS (rw_histogram_view_parent_class)->snapshot (widget, snapshot);
}

static void
rw_histogram_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  RwHistogramView *self = RW_HISTOGRAM_VIEW (widget);

  GTK_WIDGET_CLASS (rw_histogram_view_parent_class)->css_changed (widget, change);
  rw_chart_theme_read (widget, &self->style);
  gtk_widget_queue_allocate (widget);
}

/* Tab comes to one bar and leaves from any; arrows go from bar to bar. */
static gboolean
rw_histogram_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RwHistogramView *self = RW_HISTOGRAM_VIEW (widget);
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (self->bars->len == 0 || !is_tab || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  guint bin = self->hovered != RW_HISTOGRAM_NO_BIN ? self->hovered : 0;
  return gtk_widget_grab_focus (self->bars->pdata[bin]);
}

static void
rw_histogram_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, RW_HISTOGRAM_VIEW (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_histogram_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_SESSION)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_value_get_object (value) != NULL)
    set_session (RW_HISTOGRAM_VIEW (object), g_value_get_object (value));
}

static void
rw_histogram_view_dispose (GObject *object)
{
  RwHistogramView *self = RW_HISTOGRAM_VIEW (object);

  if (self->bars != NULL)
    remove_bars (self);
  g_clear_pointer (&self->bars, g_ptr_array_unref);
  g_clear_pointer (&self->histogram, rw_histogram_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rw_histogram_view_parent_class)->dispose (object);
}

static void
rw_histogram_view_class_init (RwHistogramViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rw_histogram_view_get_property;
  object_class->set_property = rw_histogram_view_set_property;
  object_class->dispose = rw_histogram_view_dispose;
  widget_class->measure = rw_histogram_view_measure;
  widget_class->size_allocate = rw_histogram_view_size_allocate;
  widget_class->snapshot = rw_histogram_view_snapshot;
  widget_class->css_changed = rw_histogram_view_css_changed;
  widget_class->focus = rw_histogram_view_focus;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, RW_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_BOX);
}

static void
rw_histogram_view_init (RwHistogramView *self)
{
  self->bars = g_ptr_array_new ();
  self->hovered = RW_HISTOGRAM_NO_BIN;
  rw_histogram_view_add_pointer (self);
  rw_histogram_view_add_keys (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Customers by churn probability"), -1);
}
