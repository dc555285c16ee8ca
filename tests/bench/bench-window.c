/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives the window over a large file and lets the probe of the application say how long each step
 * takes and how long the main loop is busy at a time. usage: bench-window CSV OUT */
#include "rw-application.h"
#include "rw-probe.h"

#include <gtk/gtk.h>

#define N_DRAG_STEPS 60u

static RwSession *session;

static gboolean
is_idle (void)
{
  return rw_session_get_task (session) == RW_TASK_NONE;
}

/* Until nothing runs and nothing waits to be drawn or added to the list. */
static void
settle (void)
{
  while (!is_idle () || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* Lets frames be drawn for that long. */
static void
draw_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
finish (const char *step)
{
  settle ();
  draw_for (300);
  rw_probe_mark (step);
}

static GtkWidget *
find_scroller (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_COLUMN_VIEW (widget) ? gtk_widget_get_parent (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroller (child);
  return found;
}

static void
scroll (GtkWidget *window)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (find_scroller (window));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  double top = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  for (guint i = 1; i <= 20; i++)
    {
      gtk_adjustment_set_value (adjustment, top * i / 20);
      draw_for (16);
    }
}

static void
drag_threshold (void)
{
  for (guint i = 0; i < N_DRAG_STEPS; i++)
    {
      rw_session_set_threshold (session, i * (RW_MILLION / N_DRAG_STEPS));
      draw_for (16);
    }
}

static void
brush (void)
{
  for (guint i = 1; i <= N_DRAG_STEPS; i++)
    {
      rw_session_set_range (session, (RwRange){ 0, i * (RW_MILLION / N_DRAG_STEPS) });
      draw_for (16);
    }
}

static void
drive (GtkWidget *window, const char *out)
{
  finish ("rows shown");
  scroll (window);
  finish ("scrolled");
  rw_session_set_sort (session, (RwSort){ 5, FALSE });
  finish ("sorted (number)");
  rw_session_set_sort (session, (RwSort){ 0, FALSE });
  finish ("sorted (text)");
  drag_threshold ();
  finish ("threshold dragged");
  brush ();
  finish ("range brushed");
  rw_session_set_range (session, RW_RANGE_ALL);
  rw_session_set_search (session, "77");
  finish ("searched");
  rw_session_clear_filters (session);
  finish ("filters cleared");
  rw_session_export (session, out, FALSE);
  finish ("all exported");
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    {
      g_printerr ("usage: bench-window CSV OUT\n");
      return 2;
    }
  g_autoptr (RwApplication) application = rw_application_new ();
  g_autoptr (GFile) file = g_file_new_for_path (argv[1]);
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  g_application_activate (G_APPLICATION (application));
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  session = rw_window_get_session (RW_WINDOW (window));
  finish ("window shown");
  rw_window_open (RW_WINDOW (window), file);
  drive (GTK_WIDGET (window), argv[2]);
  g_object_ref (session);
  gtk_window_close (window);
  draw_for (600);
  rw_probe_mark ("closed");
  g_object_unref (session);
  return 0;
}
