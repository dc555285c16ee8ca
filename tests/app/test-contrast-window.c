/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast-window.h"

#include "rw-contrast-view.h"
#include "rw-test-app.h"
#include "rw-test-contrast.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-look.h"
#include "rw-test-models.h"
#include "rw-test-toplevel.h"

#include <string.h>

#define SHIPPED "IBM Telco (sample)"
#define N_ROWS  300u

/* The file's window, the models' window, and the one that compares the model that ships with the
 * model called @name. */
typedef struct
{
  RwWindow *customers;
  gpointer models;
  gpointer window;
} Opened;

static Opened
open_window (RwWindow *customers, guint n_models, const char *name)
{
  Opened opened = { .customers = customers, .models = rw_test_models_show (n_models) };

  rw_test_click_button (rw_test_models_expand (opened.models, name), "Compare…");
  opened.window = rw_test_wait_for_window (RW_TYPE_CONTRAST_WINDOW);
  return opened;
}

static void
end (Opened *opened)
{
  rw_test_models_end (opened->models);
  rw_test_window_end (opened->customers);
}

static GtkDropDown *
get_choice (gpointer window, guint i)
{
  g_autoptr (GPtrArray) choices = rw_test_find_all (window, GTK_TYPE_DROP_DOWN);

  return choices->pdata[i];
}

static const char *
get_chosen (gpointer window, guint i)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (get_choice (window, i)));
}

/* Without a label: who changes risk, and the table with them alone. */
static void
test_bands (void)
{
  g_autofree char *bank = rw_test_models_add_other ("Bank", "0.7", NULL);
  Opened opened = open_window (rw_test_window_new_sample (N_ROWS), 2, "Bank");
  RwSession *session = rw_window_get_session (opened.customers);

  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  g_assert_cmpstr (get_chosen (opened.window, 0), ==, SHIPPED);
  g_assert_cmpstr (get_chosen (opened.window, 1), ==, "Bank");
  g_assert_cmpstr (get_chosen (opened.window, 2), ==, "No column");
  rw_test_assert_sees (opened.window, "Low → Medium");
  rw_test_assert_sees_not (opened.window, "AUC");
  rw_test_click_button (opened.window, "Show These Customers");
  rw_test_window_settle (opened.customers);
  const RwRows *rows = rw_view_get_rows (rw_session_get_view (session));
  g_assert_cmpuint (rw_rows_get_n (rows), >, 5);
  g_assert_cmpuint (rw_rows_get_n (rows), <, N_ROWS);
  g_autofree char *chip =
      g_strdup_printf ("%u customers whose risk changes with “Bank”", rw_rows_get_n (rows));
  rw_test_assert_sees (opened.customers, chip);
  rw_test_click_button (opened.customers, "Remove Choice of Customers");
  rw_test_window_settle (opened.customers);
  rw_test_assert_sees (opened.customers, "300 customers");
  end (&opened);
}

/* With one: figures side by side, by name for a screen reader. */
static void
test_figures (void)
{
  g_autofree char *bank = rw_test_models_add_other ("Bank", "0.7", NULL);
  g_autofree char *path = rw_test_contrast_write_labelled ("labelled.csv", N_ROWS);
  Opened opened = open_window (rw_test_window_new_for (path), 2, "Bank");

  rw_test_wait_for_text (opened.window, "AUC");
  g_assert_cmpstr (get_chosen (opened.window, 2), ==, "Churn");
  rw_test_assert_sees (opened.window, "leavers above stayers; 0.5 is chance");
  rw_test_assert_sees (opened.window,
                       "“" SHIPPED "” is better: its probabilities are closer to what happened.");
  GtkWidget *better = rw_test_find_text (opened.window, "A is better");
  rw_test_assert_name (better, "Log loss: A is better");
  rw_test_assert_role (rw_test_find_text (opened.window, "+0.0000"), GTK_ACCESSIBLE_ROLE_LABEL);
  rw_test_assert_name (rw_test_find_text (opened.window, "+0.0000"), "AUC, B − A: +0.0000");
  gtk_drop_down_set_selected (get_choice (opened.window, 2), 0);
  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  rw_test_assert_sees_not (opened.window, "AUC");
  end (&opened);
}

/* What is chosen for both changes places; the model in use is compared with another one. */
static void
test_choose (void)
{
  g_autofree char *bank = rw_test_models_add_other ("Bank", "0.7", NULL);
  g_autofree char *shop = rw_test_models_add_other ("Shop", "0.3", NULL);
  Opened opened = open_window (rw_test_window_new_sample (N_ROWS), 3, SHIPPED);

  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  g_assert_cmpstr (get_chosen (opened.window, 0), ==, SHIPPED);
  g_assert_cmpstr (get_chosen (opened.window, 1), ==, "Bank");
  gtk_drop_down_set_selected (get_choice (opened.window, 0), 1);
  g_assert_cmpstr (get_chosen (opened.window, 0), ==, "Bank");
  g_assert_cmpstr (get_chosen (opened.window, 1), ==, SHIPPED);
  rw_test_wait_for_text (opened.window, "Medium → Low");
  gtk_drop_down_set_selected (get_choice (opened.window, 0), 2);
  rw_test_wait_for_text (opened.window, "Low → Medium");
  end (&opened);
}

/* One strip says which model does not fit, and what is missing; another choice takes it away. */
static void
test_mismatch (void)
{
  g_autofree char *bank = rw_test_models_add_other ("Bank", "0.7", NULL);
  g_autofree char *other = rw_test_models_add_other ("Foreign", "0.5", "Weeks of loyalty");
  Opened opened = open_window (rw_test_window_new_sample (N_ROWS), 3, "Foreign");
  GtkWidget *strip = rw_test_find (opened.window, GTK_TYPE_INFO_BAR);
  GtkLabel *text = rw_test_find (strip, GTK_TYPE_LABEL);

  rw_test_wait_for_text (opened.window, "Compare");
  g_assert_nonnull (strstr (gtk_label_get_text (text), "“Foreign” does not fit this file."));
  g_assert_nonnull (strstr (gtk_label_get_text (text), "Weeks of loyalty"));
  rw_test_assert_role (text, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_drop_down_set_selected (get_choice (opened.window, 1), 1);
  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  g_assert_false (gtk_widget_get_visible (strip));
  end (&opened);
}

static gboolean
is_gone (G_GNUC_UNUSED gpointer data)
{
  return rw_test_count_windows () == 2;
}

/* What is given up can be begun again; Escape closes. */
static void
test_cancel (void)
{
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwTestFault fault = { .before = rw_test_gate_pass, .data = gate };
  g_autofree char *bank = rw_test_models_add_other ("Bank", "0.7", NULL);
  Opened opened = open_window (rw_test_window_new_sample (N_ROWS), 2, "Bank");

  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  rw_test_set_fault (RW_TEST_PREAD, fault);
  gtk_drop_down_set_selected (get_choice (opened.window, 0), 1);
  rw_test_gate_wait (gate);
  rw_test_assert_role (rw_test_find (opened.window, GTK_TYPE_PROGRESS_BAR),
                       GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  rw_test_click_button (opened.window, "Cancel");
  rw_test_gate_open (gate);
  rw_test_run_for (100);
  rw_test_clear_faults ();
  rw_test_click_button (opened.window, "Compare");
  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  rw_test_key (opened.window, "Escape");
  rw_test_wait_until (is_gone, NULL);
  end (&opened);
}

/* Models that say the same leave nothing to show; asked for again, there is one window still. */
static void
test_same (void)
{
  g_autofree char *copy = rw_test_models_add ("Copy");
  Opened opened = open_window (rw_test_window_new_sample (N_ROWS), 2, "Copy");

  rw_test_wait_for_text (opened.window,
                         "Every customer is in the same risk band with both models.");
  g_assert_false (
      gtk_widget_is_sensitive (rw_test_find_button (opened.window, "Show These Customers")));
  rw_test_click_button (rw_test_models_expand (opened.models, "Copy"), "Compare…");
  g_assert_cmpuint (rw_test_count_windows (), ==, 3);
  end (&opened);
}

/* Customers that were scored elsewhere: the model in use is compared. */
static void
test_result (void)
{
  g_autofree char *bank = rw_test_models_add_other ("Bank", "0.7", NULL);
  g_autofree char *path = rw_test_dup_path ("scored.csv");
  RwWindow *customers = rw_test_window_new_sample (N_ROWS);
  RwSession *session = rw_window_get_session (customers);

  rw_session_export (session, path, FALSE);
  rw_test_window_settle (customers);
  rw_session_open_result (session, path);
  rw_test_window_settle (customers);
  g_assert_null (rw_analysis_get_model (rw_session_get_analysis (session)));
  Opened opened = open_window (customers, 2, "Bank");
  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  g_assert_cmpstr (get_chosen (opened.window, 0), ==, SHIPPED);
  rw_test_assert_sees (opened.window, "Low → Medium");
  end (&opened);
}

/* A model that scored the customers but is not kept can be chosen, too. */
static void
test_not_kept (void)
{
  g_autoptr (GBytes) bytes = rw_test_contrast_dump ("0.7", NULL);
  g_autofree char *path =
      rw_test_write ("mine.json", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  RwWindow *customers = rw_test_window_new_sample (N_ROWS);

  rw_session_use_model (rw_window_get_session (customers), path);
  rw_test_window_settle (customers);
  Opened opened = open_window (customers, 1, SHIPPED);
  rw_test_wait_for_text (opened.window, "Who Changes Risk Band");
  g_assert_cmpuint (gtk_drop_down_get_selected (get_choice (opened.window, 0)), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_choice (opened.window, 1)), ==, 0);
  rw_test_assert_sees (opened.window, "Medium → Low");
  end (&opened);
}

/* There must be customers, and another model. */
static void
test_nothing (void)
{
  gpointer models = rw_test_models_show (1);

  rw_test_click_button (rw_test_models_expand (models, SHIPPED), "Compare…");
  rw_test_assert_sees (models, "Models are compared on customers. Open a file of customers first.");
  RwWindow *customers = rw_test_window_new_sample (60);
  rw_test_click_button (rw_test_models_expand (models, SHIPPED), "Compare…");
  rw_test_assert_sees (models,
                       "There is no other model to compare it with. Train or import one first.");
  rw_test_models_end (models);
  rw_test_window_end (customers);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/contrast-window/bands", test_bands);
  g_test_add_func ("/contrast-window/figures", test_figures);
  g_test_add_func ("/contrast-window/choose", test_choose);
  g_test_add_func ("/contrast-window/mismatch", test_mismatch);
  g_test_add_func ("/contrast-window/cancel", test_cancel);
  g_test_add_func ("/contrast-window/same", test_same);
  g_test_add_func ("/contrast-window/result", test_result);
  g_test_add_func ("/contrast-window/not-kept", test_not_kept);
  g_test_add_func ("/contrast-window/nothing", test_nothing);
  return rw_test_app_run ();
}
