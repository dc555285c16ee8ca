/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-bar.h"
#include "rw-histogram-view-private.h"

/* The bar that has the focus, or RW_HISTOGRAM_NO_BIN. */
static guint
get_focused (RwHistogramView *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return RW_IS_HISTOGRAM_BAR (child) ? rw_histogram_bar_get_bin (RW_HISTOGRAM_BAR (child))
                                     : RW_HISTOGRAM_NO_BIN;
}

/* The bin a key leads to from @bin, or RW_HISTOGRAM_NO_BIN if it leads nowhere. */
static guint
get_target (guint key, guint bin, guint last)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return bin > 0 ? bin - 1 : 0;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return MIN (bin + 1, last);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return 0;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return last;
    default:
      return RW_HISTOGRAM_NO_BIN;
    }
}

static void
move_to (RwHistogramView *self, guint from, guint bin, gboolean extend)
{
  gboolean has_range = !rw_range_is_all (rw_session_get_request (self->session)->range);

  if (extend && !has_range)
    self->anchor = from;
  gtk_widget_grab_focus (self->bars->pdata[bin]);
  rw_histogram_view_set_hovered (self, bin);
  if (extend)
    rw_histogram_view_pick (self, bin);
}

static gboolean
key_pressed_cb (RwHistogramView *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType state)
{
  guint bin = get_focused (self);

  g_assert (RW_IS_HISTOGRAM_VIEW (self));
  if (bin == RW_HISTOGRAM_NO_BIN || self->histogram == NULL)
    return FALSE;
  guint target = get_target (key, bin, self->histogram->n_bins - 1);
  if (target != RW_HISTOGRAM_NO_BIN)
    move_to (self, bin, target, (state & GDK_SHIFT_MASK) != 0);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    {
      self->anchor = bin;
      rw_histogram_view_pick (self, bin);
    }
  else if (key == GDK_KEY_Escape)
    rw_session_set_range (self->session, RW_RANGE_ALL);
  else
    return FALSE;
  return TRUE;
}

void
rw_histogram_view_add_keys (RwHistogramView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
