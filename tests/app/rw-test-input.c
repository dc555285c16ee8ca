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

/* Whether it ended well. */
static gboolean
try_xdotool (const char *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *command = g_strconcat ("xdotool ", arguments, NULL);
  g_autofree char *output = NULL;
  g_autofree char *messages = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, &output, &messages, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s: %s", command, messages);
  return status == 0;
}

static void
run_xdotool (const char *arguments)
{
  g_assert_true (try_xdotool (arguments));
}

/* Only a window manager tells which desktop is shown. */
static gboolean
has_manager (gpointer data G_GNUC_UNUSED)
{
  return try_xdotool ("get_desktop");
}

void
rw_test_wait_for_manager (void)
{
  rw_test_wait_until (has_manager, NULL);
}

/* Events to wait for. */
typedef struct
{
  GdkEventType type;
  guint n;
} Awaited;

/* Modifiers come before the key they are for. */
static gboolean
event_cb (Awaited *awaited, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  gboolean is_modifier = type == GDK_KEY_PRESS && gdk_key_event_is_modifier (event);

  if (type == awaited->type && !is_modifier && awaited->n > 0)
    awaited->n--;
  return FALSE;
}

static gboolean
have_arrived (gpointer awaited)
{
  return ((Awaited *) awaited)->n == 0;
}

/* Runs xdotool until @n events of @type have come to the window that @widget is in. */
static void
send (GtkWidget *widget, GdkEventType type, guint n, const char *arguments)
{
  g_autoptr (GtkWidget) window = g_object_ref (GTK_WIDGET (gtk_widget_get_native (widget)));
  g_autoptr (GtkEventController) events = gtk_event_controller_legacy_new ();
  Awaited awaited = { type, n };

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), &awaited);
  gtk_widget_add_controller (window, g_object_ref (events));
  run_xdotool (arguments);
  rw_test_wait_until (have_arrived, &awaited);
  rw_test_run_for (20);
  if (gtk_event_controller_get_widget (events) != NULL)
    gtk_widget_remove_controller (window, events);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* The window manager has placed a window before it makes it the active one. */
static void
activate (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (widget));

  if (gtk_window_is_active (GTK_WINDOW (window)))
    return;
  gtk_window_present (GTK_WINDOW (window));
  rw_test_wait_until (is_active, window);
}

void
rw_test_key (gpointer window, const char *keys)
{
  g_autofree char *arguments = g_strconcat ("key ", keys, NULL);
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);

  activate (window);
  send (window, GDK_KEY_PRESS, g_strv_length (each), arguments);
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

/* From one px beside: the X server tells of a move only where there is one. */
void
rw_test_point (gpointer widget, double x, double y)
{
  activate (widget);
  g_autofree char *near = make_move (widget, x + 1, y);
  g_autofree char *there = make_move (widget, x, y);
  g_autofree char *moves = g_strconcat (near, " ", there, NULL);

  send (widget, GDK_MOTION_NOTIFY, 1, moves);
}

void
rw_test_drag (gpointer widget, double x, double y, double dx)
{
  rw_test_point (widget, x, y);
  send (widget, GDK_BUTTON_PRESS, 1, "mousedown 1");
  for (int i = 1; i <= N_STEPS && fabs (dx) > 0; i++)
    rw_test_point (widget, x + dx * i / N_STEPS, y);
  send (widget, GDK_BUTTON_RELEASE, 1, "mouseup 1");
}
