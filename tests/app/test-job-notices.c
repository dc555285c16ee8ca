/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-notices.h"

#include "rw-jobs-window.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-jobs.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

/* The desktop's side: a notification service that notes down what it is told. */
static const char *const interface =
    "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "</interface></node>";

typedef struct
{
  GDBusConnection *bus;
  guint owner;
  gboolean owned;
  char *title;
  char *body;
  guint n_shown;
  guint n_closed;
} Desktop;

static void
call_cb (GDBusConnection *connection G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
         const char *path G_GNUC_UNUSED, const char *interface_name G_GNUC_UNUSED,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Desktop *desktop = data;

  if (g_str_equal (method, "Notify"))
    {
      g_free (desktop->title);
      g_free (desktop->body);
      g_variant_get_child (parameters, 3, "s", &desktop->title);
      g_variant_get_child (parameters, 4, "s", &desktop->body);
      desktop->n_shown++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", desktop->n_shown));
    }
  else if (g_str_equal (method, "CloseNotification"))
    {
      desktop->n_closed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
}

static void
owned_cb (GDBusConnection *connection G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, gpointer data)
{
  ((Desktop *) data)->owned = TRUE;
}

static gboolean
is_owned (gpointer data)
{
  return ((Desktop *) data)->owned;
}

static void
start_desktop (Desktop *desktop)
{
  static const GDBusInterfaceVTable table = { .method_call = call_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface, &error);

  g_assert_no_error (error);
  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (desktop->bus, "/org/freedesktop/Notifications",
                                     info->interfaces[0], &table, desktop, NULL, &error);
  g_assert_no_error (error);
  desktop->owner =
      g_bus_own_name_on_connection (desktop->bus, "org.freedesktop.Notifications",
                                    G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, desktop, NULL);
  rw_test_wait_until (is_owned, desktop);
}

static gboolean
is_shown (gpointer data)
{
  return ((Desktop *) data)->n_shown > 0;
}

static gboolean
is_closed (gpointer data)
{
  return ((Desktop *) data)->n_closed > 0;
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* Nobody who looks at the application is told; who does not is, until the jobs are looked at. */
static void
test_told (void)
{
  Desktop desktop = { 0 };
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "COMPLETED");

  start_desktop (&desktop);
  rw_job_get_data (job)->n_rows = 7043;
  RwWindow *window = rw_test_window_new_with_settings ();
  rw_test_wait_until (is_active, window);
  g_signal_emit_by_name (hosted, "ended", job);
  rw_test_run_for (200);
  g_assert_cmpuint (desktop.n_shown, ==, 0);
  rw_test_window_end (window);
  g_signal_emit_by_name (hosted, "ended", job);
  rw_test_wait_until (is_shown, &desktop);
  g_assert_cmpstr (desktop.title, ==, "customers.csv Is Scored");
  g_assert_cmpstr (desktop.body, ==, "7043 customers");
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "show-job",
                                  g_variant_new_int64 (rw_job_get_number (job)));
  gpointer jobs = rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
  rw_test_wait_until (is_closed, &desktop);
  rw_test_close_window (jobs);
  rw_test_jobs_end (hosted);
  g_bus_unown_name (desktop.owner);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/job-notices/told", test_told);
  return rw_test_app_run ();
}
