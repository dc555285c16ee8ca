/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Submit says when there is no server to submit to. */
#include "rw-window-private.h"

#include "rw-preferences.h"
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

static void
respond (gpointer dialog, const char *response)
{
  adw_message_dialog_response (dialog, response);
  gtk_window_close (dialog);
}

/* Off: it is explained, and the way to set it up is one click. */
static void
test_off (void)
{
  RwWindow *window = rw_test_window_new ();

  g_assert_false (rw_test_can (window, "win.submit"));
  rw_test_window_end (window);
  window = rw_test_window_new_sample (20);
  rw_test_do (window, "win.submit");
  gpointer dialog = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  rw_test_assert_sees (dialog, "The Hosted Queue Is Off");
  rw_test_assert_sees (dialog, "Set Up Hosted Queue…");
  respond (dialog, "set-up");
  gpointer preferences = rw_test_wait_for_window (RW_TYPE_PREFERENCES);
  rw_test_assert_sees (preferences, "Use a Hosted Queue");
  rw_test_close_window (preferences);
  rw_test_window_end (window);
}

/* On, but not to be used: what is wrong is said here as well. */
static void
test_wrong (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  g_settings_set_string (rw_settings_get (), "hosted-url", "queue");
  g_settings_set_boolean (rw_settings_get (), "hosted-enabled", TRUE);
  rw_test_run_for (100);
  rw_test_do (window, "win.submit");
  gpointer dialog = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  rw_test_assert_sees (dialog, "The Hosted Queue Cannot Be Used");
  rw_test_assert_sees (dialog, "“queue” is not the address of a server. Write it like "
                               "“https://queue.example.com”.");
  respond (dialog, "close");
  rw_test_app_reset_settings ();
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/window-submit/off", test_off);
  g_test_add_func ("/window-submit/wrong", test_wrong);
  return rw_test_app_run ();
}
