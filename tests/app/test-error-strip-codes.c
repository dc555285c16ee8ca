/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the strip says and offers for every kind of error. */
#include "rw-error-strip.h"

#include "rw-error.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-look.h"

#include <errno.h>

typedef struct
{
  RwError code;
  const char *button;
  const char *action;
} Mend;

static const Mend mends[] = {
  { RW_ERROR_FILE, "Open Another File…", "win.open" },
  { RW_ERROR_CHANGED, "Reload", "win.retry" },
  { RW_ERROR_FORMAT, "Open Another File…", "win.open" },
  { RW_ERROR_DIALECT, "Review Import…", "win.review-import" },
  { RW_ERROR_ENCODING, "Review Import…", "win.review-import" },
  { RW_ERROR_NUMBERS, "Review Import…", "win.review-import" },
  { RW_ERROR_EMPTY, "Open Another File…", "win.open" },
  { RW_ERROR_LIMIT, "Open Another File…", "win.open" },
  { RW_ERROR_MODEL, "Choose Another Model…", "win.choose-model" },
  { RW_ERROR_MISMATCH, "Choose Another Model…", "win.choose-model" },
  { RW_ERROR_LABEL, "Open Another File…", "win.open" },
  { RW_ERROR_LIBRARY, "Try Again", "win.retry" },
};

static void
test_codes (void)
{
  RwWindow *window = rw_test_window_new_sample (20);
  RwSession *session = rw_window_get_session (window);

  for (guint i = 0; i < G_N_ELEMENTS (mends); i++)
    {
      g_autofree char *text = g_strdup_printf ("Error <b>%u</b> & what to do.", i);
      g_autoptr (GError) error = g_error_new_literal (RW_ERROR, (int) mends[i].code, text);
      rw_session_report_error (session, error);
      rw_test_window_settle (window);
      rw_test_assert_sees (window, "The File Cannot Be Shown");
      rw_test_assert_sees (window, text);
      GtkWidget *button = rw_test_find_button (window, mends[i].button);
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==,
                       mends[i].action);
      g_assert_true (gtk_widget_is_sensitive (button));
      rw_session_dismiss_error (session);
      rw_test_assert_sees_not (window, text);
    }
  rw_test_window_end (window);
}

/* The first one stays until it is read; a screen reader is told. */
static void
test_first_stays (void)
{
  RwWindow *window = rw_test_window_new_sample (20);
  RwSession *session = rw_window_get_session (window);
  g_autoptr (GError) first = g_error_new_literal (RW_ERROR, RW_ERROR_FILE, "The first one.");
  g_autoptr (GError) second = g_error_new_literal (RW_ERROR, RW_ERROR_FILE, "The second one.");

  rw_session_report_error (session, first);
  rw_session_report_error (session, second);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "The first one.");
  GtkWidget *title = rw_test_find_text (window, "The File Cannot Be Shown");
  rw_test_assert_role (title, GTK_ACCESSIBLE_ROLE_ALERT);
  rw_test_window_end (window);
}

/* The button that only closes is the last one of the strip. */
static void
test_close (void)
{
  RwWindow *window = rw_test_window_new_sample (20);
  RwSession *session = rw_window_get_session (window);
  g_autoptr (GError) error = g_error_new_literal (RW_ERROR, RW_ERROR_FILE, "It is gone.");

  rw_session_report_error (session, error);
  rw_test_window_settle (window);
  g_autoptr (GPtrArray) buttons =
      rw_test_find_all (rw_test_find (window, RW_TYPE_ERROR_STRIP), GTK_TYPE_BUTTON);
  rw_test_click (buttons->pdata[buttons->len - 1]);
  g_assert_null (rw_session_get_error (session));
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "It is gone.");
  rw_test_assert_sees (window, "20 customers");
  rw_test_window_end (window);
}

/* Once more, and what failed works. */
static void
test_retry_opening (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_app_write_sample ("customers.csv", 20);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RwTestFault fault = { .times = RW_TEST_ALWAYS, .error_number = EIO };

  rw_test_set_fault (RW_TEST_OPEN, fault);
  rw_window_open (window, file);
  rw_test_window_settle (window);
  rw_test_clear_faults ();
  rw_test_assert_sees (window, "The File Was Not Opened");
  g_assert_true (rw_window_is_empty (window));
  rw_test_do (window, "win.retry");
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "The File Was Not Opened");
  rw_test_assert_sees (window, "20 customers");
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/error-strip-codes/codes", test_codes);
  g_test_add_func ("/error-strip-codes/first-stays", test_first_stays);
  g_test_add_func ("/error-strip-codes/close", test_close);
  g_test_add_func ("/error-strip-codes/retry-opening", test_retry_opening);
  return rw_test_app_run ();
}
