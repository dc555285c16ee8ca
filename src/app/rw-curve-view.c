/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-curve-view.h"

#include "rw-chart-theme.h"
#include "rw-curve-chart.h"
#include "rw-format.h"
#include "rw-learning-curve.h"
#include "rw-train-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MIN_HEIGHT 140
#define NAT_HEIGHT 280
#define MIN_WIDTH  240

struct _RwCurveView
{
  GtkWidget parent_instance;

  RwChartStyle style;
  GPtrArray *curves; /* RwCurve, the last one is being tried; or NULL */
  char *now_name;
  char *best_name;
  char *description; /* what was told last */
};

G_DEFINE_FINAL_TYPE (RwCurveView, rw_curve_view, GTK_TYPE_WIDGET)

static RwCurveLine
make_line (const RwCurve *curve, const char *name)
{
  return curve != NULL ? (RwCurveLine){ (const double *) (gconstpointer) curve->losses->data,
                                        curve->losses->len, name }
                       : (RwCurveLine){ NULL, 0, NULL };
}

static const RwCurve *
get_now (RwCurveView *self)
{
  return self->curves != NULL && self->curves->len > 0 ? self->curves->pdata[self->curves->len - 1]
                                                       : NULL;
}

/* The one that gets lowest of those that were tried before; NULL: none was. */
static const RwCurve *
find_best (RwCurveView *self)
{
  const RwCurve *best = NULL;
  double lowest = G_MAXDOUBLE;

  for (guint i = 0; self->curves != NULL && i + 1 < self->curves->len; i++)
    {
      RwCurveLine line = make_line (self->curves->pdata[i], NULL);
      double loss =
          line.n_rounds > 0 ? line.losses[rw_curve_line_find_lowest (&line) - 1] : G_MAXDOUBLE;
      if (loss < lowest)
        {
          lowest = loss;
          best = self->curves->pdata[i];
        }
    }
  return best;
}

static RwCurveChart
make_chart (RwCurveView *self)
{
  return (RwCurveChart){ .now = make_line (get_now (self), self->now_name),
                         .best = make_line (find_best (self), self->best_name) };
}

/* NULL: there is nothing to tell. */
static char *
describe_line (const RwCurveLine *line)
{
  if (line->n_rounds == 0)
    return NULL;
  guint round = rw_curve_line_find_lowest (line);
  g_autofree char *loss = rw_format_decimal (line->losses[round - 1], 4);
  /* Translators: a line of a chart: “Best so far, depth 3: lowest log loss 0.4112 after 120
   * rounds.” */
  return g_strdup_printf (ngettext ("%s: lowest log loss %s after %u round.",
                                    "%s: lowest log loss %s after %u rounds.", round),
                          line->name, loss, round);
}

static void
describe (RwCurveView *self)
{
  RwCurveChart chart = make_chart (self);
  g_autofree char *now = describe_line (&chart.now);
  g_autofree char *best = describe_line (&chart.best);
  g_autofree char *text = best != NULL ? g_strdup_printf ("%s %s", best, now != NULL ? now : "")
                                       : g_strdup (now != NULL ? now : "");

  if (g_strcmp0 (self->description, text) == 0)
    return;
  g_free (self->description);
  self->description = g_steal_pointer (&text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description, -1);
}

static void
rw_curve_view_measure (GtkWidget *widget G_GNUC_UNUSED, GtkOrientation orientation,
                       int for_size G_GNUC_UNUSED, int *minimum, int *natural,
                       int *minimum_baseline G_GNUC_UNUSED, int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NAT_HEIGHT;
}

static void
rw_curve_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RwCurveView *self = RW_CURVE_VIEW (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  RwCurveChart chart = make_chart (self);
  RwCurveLayout layout;

  rw_curve_layout_compute (&layout, &chart, context, width, height);
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &area);
  rw_curve_chart_draw (&chart, &layout, &self->style, context, cairo);
  cairo_destroy (cairo);
}

static void
rw_curve_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rw_curve_view_parent_class)->css_changed (widget, change);
  rw_chart_theme_read (widget, &RW_CURVE_VIEW (widget)->style);
  gtk_widget_queue_draw (widget);
}

static void
rw_curve_view_finalize (GObject *object)
{
  RwCurveView *self = RW_CURVE_VIEW (object);

  g_clear_pointer (&self->curves, g_ptr_array_unref);
  g_free (self->now_name);
  g_free (self->best_name);
  g_free (self->description);
  G_OBJECT_CLASS (rw_curve_view_parent_class)->finalize (object);
}

static void
rw_curve_view_class_init (RwCurveViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rw_curve_view_finalize;
  widget_class->measure = rw_curve_view_measure;
  widget_class->snapshot = rw_curve_view_snapshot;
  widget_class->css_changed = rw_curve_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "curve");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rw_curve_view_init (RwCurveView *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Learning curve: log loss by round"), -1);
}

GtkWidget *
rw_curve_view_new (void)
{
  return g_object_new (RW_TYPE_CURVE_VIEW, NULL);
}

void
rw_curve_view_show (RwCurveView *self, GPtrArray *curves)
{
  g_clear_pointer (&self->curves, g_ptr_array_unref);
  self->curves = curves;
  g_clear_pointer (&self->now_name, g_free);
  g_clear_pointer (&self->best_name, g_free);
  const RwCurve *now = get_now (self);
  const RwCurve *best = find_best (self);
  g_autofree char *now_shape = now != NULL ? rw_train_text_dup_shape (now->depth) : NULL;
  g_autofree char *best_shape = best != NULL ? rw_train_text_dup_shape (best->depth) : NULL;
  if (now != NULL)
    /* Translators: in the legend of a chart; %s is a shape such as “depth 3” */
    self->now_name = g_strdup_printf (_ ("Tried now: %s"), now_shape);
  if (best != NULL)
    /* Translators: in the legend of a chart; %s is a shape such as “depth 3” */
    self->best_name = g_strdup_printf (_ ("Best so far: %s"), best_shape);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
