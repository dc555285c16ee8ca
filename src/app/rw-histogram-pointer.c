/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-view-private.h"

#include <math.h>

/* How near to the threshold's line the pointer takes hold of it, in px. */
#define GRAB_DISTANCE 6

static gboolean
is_on_threshold (RwHistogramView *self, double x)
{
  double line = rw_histogram_layout_get_x (&self->layout, rw_session_get_threshold (self->session) /
                                                              (double) RW_MILLION);

  return fabs (x - line) <= GRAB_DISTANCE;
}

/* To a tenth of a percent, as it is shown. */
static void
move_threshold (RwHistogramView *self, double x)
{
  double share = rw_histogram_layout_get_probability (&self->layout, x);

  rw_session_set_threshold (self->session, (guint32) lrint (share * 1000) * (RW_MILLION / 1000));
}

static void
drag_begin_cb (RwHistogramView *self, double x, double y G_GNUC_UNUSED, GtkGestureDrag *gesture)
{
  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (self->histogram == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->drag = RW_DRAG_CLICK;
  self->anchor = rw_histogram_view_find_bin (self, x);
}

/* No hand is so still that the pointer never moves in a click. */
static gboolean
is_beyond_click (RwHistogramView *self, double x, double dx)
{
  return gtk_drag_check_threshold (GTK_WIDGET (self), (int) x, 0, (int) (x + dx), 0);
}

static void
drag_update_cb (RwHistogramView *self, double dx, double dy G_GNUC_UNUSED, GtkGestureDrag *gesture)
{
  double x = 0;
  double y = 0;

  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (self->drag == RW_DRAG_CLICK && is_beyond_click (self, x, dx))
    self->drag = is_on_threshold (self, x) ? RW_DRAG_THRESHOLD : RW_DRAG_RANGE;
  if (self->drag == RW_DRAG_THRESHOLD)
    move_threshold (self, x + dx);
  else if (self->drag == RW_DRAG_RANGE)
    rw_histogram_view_pick (self, rw_histogram_view_find_bin (self, x + dx));
}

/* A click on a bar picks it; on the only bar that is picked, gives it up. */
static void
click (RwHistogramView *self)
{
  RwRange before = rw_session_get_request (self->session)->range;

  rw_histogram_view_pick (self, self->anchor);
  RwRange after = rw_session_get_request (self->session)->range;
  if (before.low == after.low && before.high == after.high)
    rw_session_set_range (self->session, RW_RANGE_ALL);
}

static void
drag_end_cb (RwHistogramView *self, double dx G_GNUC_UNUSED, double dy G_GNUC_UNUSED,
             GtkGestureDrag *gesture G_GNUC_UNUSED)
{
  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (self->drag == RW_DRAG_CLICK)
    click (self);
  self->drag = RW_DRAG_NONE;
}

static void
motion_cb (RwHistogramView *self, double x, double y G_GNUC_UNUSED)
{
  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (self->histogram == NULL)
    return;
  gboolean grab = self->drag == RW_DRAG_THRESHOLD || is_on_threshold (self, x);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), grab ? "col-resize" : "crosshair");
  rw_histogram_view_set_hovered (self, rw_histogram_view_find_bin (self, x));
}

static void
leave_cb (RwHistogramView *self)
{
  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  rw_histogram_view_set_hovered (self, RW_HISTOGRAM_NO_BIN);
}

static gboolean
query_tooltip_cb (RwHistogramView *self, int x, int y G_GNUC_UNUSED, gboolean keyboard,
                  GtkTooltip *tooltip)
{
  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (self->histogram == NULL || keyboard)
    return FALSE;
  guint bin = rw_histogram_view_find_bin (self, x);
  g_autofree char *text = rw_histogram_view_describe_bin (self, bin);
  double left = 0;
  double width = 0;
  rw_histogram_layout_get_column (&self->layout, self->histogram->n_bins, bin, &left, &width);
  GdkRectangle area = { (int) left, 0, MAX ((int) width, 1),
                        gtk_widget_get_height (GTK_WIDGET (self)) };
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

void
rw_histogram_view_add_pointer (RwHistogramView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
