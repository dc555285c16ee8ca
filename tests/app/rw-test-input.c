/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-input.h"

#include "rw-test-look.h"
#include "rw-test-session.h"

#include <gdk/x11/gdkx.h>
#include <math.h>

#define N_STEPS 4

void
rw_test_click (gpointer button)
{
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
rw_test_click_button (gpointer root, const char *text)
{
  rw_test_click (rw_test_find_button (root, text));
}

void
rw_test_do (gpointer widget, const char *action)
{
  g_assert_true (rw_test_can (widget, action));
  g_assert_true (gtk_widget_activate_action (widget, action, NULL));
}

void
rw_test_do_with (gpointer widget, const char *action, const char *parameter)
{
  g_assert_true (gtk_widget_activate_action (widget, action, "s", parameter));
}

/* A button follows the actions of what it is in: it is sensitive as long as its action is. */
gboolean
rw_test_can (gpointer widget, const char *action)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());

  gtk_widget_set_parent (button, widget);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gboolean enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  g_object_unref (button);
  return enabled;
}

static gboolean
press_at (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);
    }
  return taken;
}

gboolean
rw_test_press (gpointer widget, guint key, GdkModifierType state)
{
  GtkWidget *at = widget;
  gboolean taken = FALSE;

  for (; at != NULL && !taken; at = gtk_widget_get_parent (at))
    taken = press_at (at, key, state);
  return taken;
}

void
rw_test_type (gpointer editable, const char *text)
{
  g_assert_true (gtk_widget_get_mapped (editable));
  gtk_widget_grab_focus (editable);
  gtk_editable_set_text (GTK_EDITABLE (editable), text);
}

static void
run_xdotool (const char *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *command = g_strconcat ("xdotool ", arguments, NULL);
  int status = 0;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* "mousemove --window 123 10 20" */
static char *
make_move (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double left = 0;
  double top = 0;
  double window_x = 0;
  double window_y = 0;

  gtk_native_get_surface_transform (native, &left, &top);
  g_assert_true (
      gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &window_x, &window_y));
  return g_strdup_printf ("mousemove --window %lu %d %d",
                          gdk_x11_surface_get_xid (gtk_native_get_surface (native)),
                          (int) (window_x + left), (int) (window_y + top));
}

void
rw_test_point (gpointer widget, double x, double y)
{
  g_autofree char *move = make_move (widget, x, y);

  run_xdotool (move);
  rw_test_run_for (50);
}

void
rw_test_drag (gpointer widget, double x, double y, double dx)
{
  rw_test_point (widget, x, y);
  run_xdotool ("mousedown 1");
  rw_test_run_for (50);
  for (int i = 1; i <= N_STEPS && fabs (dx) > 0; i++)
    rw_test_point (widget, x + dx * i / N_STEPS, y);
  run_xdotool ("mouseup 1");
  rw_test_run_for (50);
}
