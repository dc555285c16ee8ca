/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives the window over a large file and lets the probe of the application say how long each step
 * takes and how long the main loop is busy at a time. usage: bench-window CSV OUT */
#include "rw-application.h"
#include "rw-import-window.h"
#include "rw-probe.h"

#include <gtk/gtk.h>

#define N_DRAG_STEPS 60u

static RwSession *session;
static guint n_readings; /* states of the import page */

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

static gpointer
find (gpointer widget, GType type)
{
  gpointer found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
scroll (GtkWidget *window)
{
  GtkWidget *table = find (window, GTK_TYPE_COLUMN_VIEW);
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_widget_get_parent (table));
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

static gboolean
count_reading (GSignalInvocationHint *hint G_GNUC_UNUSED, guint n_values G_GNUC_UNUSED,
               const GValue *values G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  n_readings++;
  return TRUE;
}

static void
wait_for_readings (guint n)
{
  while (n_readings < n)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWindow *
get_page (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GObject) page = NULL;

  for (guint i = 0; !RW_IS_IMPORT_WINDOW (page) && i < g_list_model_get_n_items (windows); i++)
    {
      g_clear_object (&page);
      page = g_list_model_get_item (windows, i);
    }
  return GTK_WINDOW (page);
}

/* An encoding is chosen: nothing is read yet, then the sample is, then all of the file. */
static void
review (GtkWidget *window)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (RW_TYPE_IMPORT);

  g_signal_add_emission_hook (g_signal_lookup ("changed", RW_TYPE_IMPORT), 0, count_reading, NULL,
                              NULL);
  gtk_widget_activate_action (window, "win.review-import", NULL);
  wait_for_readings (2);
  finish ("import page");
  GtkWindow *page = get_page ();
  n_readings = 0;
  adw_combo_row_set_selected (find (page, ADW_TYPE_COMBO_ROW), 1);
  wait_for_readings (2);
  rw_probe_mark ("sample read again");
  wait_for_readings (3);
  finish ("file read again");
  gtk_window_close (page);
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
  review (window);
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
