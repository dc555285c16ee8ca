/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-app.h"

#include "rw-locale.h"
#include "rw-settings.h"
#include "rw-table-view-private.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-model.h"

#include <string.h>

static RwApplication *application;

/* What a window must let go of. */
enum
{
  WINDOW,
  SESSION,
  TABLE_VIEW,
  COLUMN_VIEW,
  ROW_MODEL,
  SELECTION,
  ANALYSIS,
  N_KEPT
};

static gboolean
is_message (const GLogField *field)
{
  return strcmp (field->key, "MESSAGE") == 0 &&
         g_str_has_prefix (field->value, "Trying to measure GtkLabel ");
}

static gboolean
has_message_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window))
        return TRUE;
    }
  return FALSE;
}

/* libadwaita 1.7 measures the heading of a message dialog at a width that is too small for it, of
 * which GTK 4.18 warns: every other warning ends a test. */
static GLogWriterOutput
write_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields,
              gpointer data G_GNUC_UNUSED)
{
  for (gsize i = 0; i < n_fields; i++)
    if (is_message (&fields[i]) && has_message_dialog ())
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, NULL);
}

void
rw_test_app_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  rw_locale_set_up ();
  g_set_application_name ("RetainWise");
  g_test_init (argc, argv, NULL);
  g_log_set_writer_func (write_log_cb, NULL, NULL);
  rw_test_wait_for_manager ();
  application = rw_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name",
                "Cantarell 11", NULL);
}

/* GTK keeps what it knows of an application that never ran, and so do we. */
int
rw_test_app_run (void)
{
  return g_test_run ();
}

RwApplication *
rw_test_app_get (void)
{
  return application;
}

void
rw_test_app_reset_settings (void)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (rw_settings_get (), "settings-schema", &schema, NULL);
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (rw_settings_get (), keys[i]);
}

char *
rw_test_app_write_sample (const char *name, guint n_rows)
{
  g_autofree char *text = rw_test_read_sample (n_rows);

  return rw_test_write (name, text, strlen (text));
}

char *
rw_test_app_write_labelled (const char *name, guint n_rows)
{
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "..", "..", "data", "generate-telco", NULL);
  g_autofree char *count = g_strdup_printf ("%u", n_rows);
  char *arguments[] = { program, (char *) "--label", count, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return rw_test_write (name, text, strlen (text));
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

RwWindow *
rw_test_window_new_with_settings (void)
{
  RwWindow *window = rw_window_new (ADW_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  rw_test_wait_until (is_mapped, window);
  rw_test_window_settle (window);
  return window;
}

RwWindow *
rw_test_window_new (void)
{
  rw_test_app_reset_settings ();
  return rw_test_window_new_with_settings ();
}

RwWindow *
rw_test_window_new_for (const char *path)
{
  RwWindow *window = rw_test_window_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);

  rw_window_open (window, file);
  rw_test_window_settle (window);
  g_assert_no_error (rw_session_get_error (rw_window_get_session (window)));
  g_assert_nonnull (rw_session_get_analysis (rw_window_get_session (window)));
  return window;
}

RwWindow *
rw_test_window_new_sample (guint n_rows)
{
  g_autofree char *path = rw_test_app_write_sample ("customers.csv", n_rows);

  return rw_test_window_new_for (path);
}

static gboolean
is_settled (gpointer window)
{
  return rw_session_get_task (rw_window_get_session (window)) == RW_TASK_NONE &&
         !g_main_context_pending (NULL);
}

static void
set_flag_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
}

static gboolean
is_set (gpointer flag)
{
  return *(gboolean *) flag;
}

/* What is there now is laid out and drawn. */
static void
draw_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean drawn = FALSE;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (set_flag_cb), &drawn);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  rw_test_wait_until (is_set, &drawn);
  g_signal_handler_disconnect (clock, id);
}

void
rw_test_window_settle (RwWindow *window)
{
  rw_test_wait_until (is_settled, window);
  if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  draw_frame (GTK_WIDGET (window));
  rw_test_wait_until (is_settled, window);
}

guint
rw_test_count_windows (void)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (application)));
}

static gboolean
are_gone (gpointer data)
{
  GWeakRef *refs = data;

  for (guint i = 0; i < N_KEPT; i++)
    {
      g_autoptr (GObject) kept = g_weak_ref_get (&refs[i]);
      if (kept != NULL)
        return FALSE;
    }
  return TRUE;
}

void
rw_test_window_end (RwWindow *window)
{
  RwTableView *table = rw_test_find (window, RW_TYPE_TABLE_VIEW);
  RwSession *session = rw_window_get_session (window);
  gpointer kept[N_KEPT] = { [WINDOW] = window,
                            [SESSION] = session,
                            [TABLE_VIEW] = table,
                            [COLUMN_VIEW] = table->view,
                            [ROW_MODEL] = table->model,
                            [SELECTION] = table->selection,
                            [ANALYSIS] = rw_session_get_analysis (session) };
  GWeakRef refs[N_KEPT];

  for (guint i = 0; i < N_KEPT; i++)
    g_weak_ref_init (&refs[i], kept[i]);
  gtk_window_close (GTK_WINDOW (window));
  rw_test_wait_until (are_gone, refs);
  for (guint i = 0; i < N_KEPT; i++)
    g_weak_ref_clear (&refs[i]);
}
