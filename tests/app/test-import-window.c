/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-window.h"

#include "rw-error.h"
#include "rw-import-problems.h"
#include "rw-test-app.h"
#include "rw-test-damaged.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-model.h"
#include "rw-test-toplevel.h"

#include <string.h>

/* It opens by itself for a file with doubts; each is decided, and then it is scored. */
static void
test_decided (void)
{
  RwWindow *window = rw_test_window_new ();
  RwSession *session = rw_window_get_session (window);
  g_autofree char *path = rw_test_app_write_doubtful ("customers.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  rw_window_open (window, file);
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_wait_for_text (page, "Choose how “MonthlyCharges” is read.");
  GtkWidget *score = rw_test_find_class (page, "suggested-action");
  g_assert_false (gtk_widget_is_sensitive (score));
  rw_test_click_button (page, "1118 (decimal comma)");
  rw_test_wait_for_text (page, "Choose how “TotalCharges” is read.");
  rw_test_click_button (page, "1119 (decimal comma)");
  rw_test_wait_for_text (page, "61 rows: 60 to be scored, 1 set aside");
  rw_test_assert_sees (page, "“tenures” is read as “tenure”. That is a guess by its name.");
  g_assert_true (gtk_widget_is_sensitive (score));
  rw_test_click_button (page, "Score 60 Customers");
  rw_test_window_settle (window);
  g_assert_no_error (rw_session_get_error (session));
  RwTable *table = rw_analysis_get_table (rw_session_get_analysis (session));
  const RwColumn *charges = rw_table_find_column (table, "MonthlyCharges");
  g_assert_cmpfloat (rw_column_get_numbers (charges)[0], ==, 1118);
  rw_test_window_end (window);
}

/* What was decided is remembered for files with the same columns: nobody is asked about them. */
static void
test_remembered (void)
{
  g_autofree char *text = rw_test_read_sample (20);
  GString *changed = g_string_new (text);
  g_string_replace (changed, "tenure", "how long", 1);
  g_autofree char *path = rw_test_write ("renamed.csv", changed->str, changed->len);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < 2; i++)
    {
      RwWindow *window = rw_test_window_new ();
      rw_window_open (window, file);
      if (i == 0)
        {
          GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
          rw_test_wait_for_text (page, "Choose the column for “tenure”.");
          g_signal_emit_by_name (rw_test_find (page, g_type_from_name ("RwImportTable")), "chosen",
                                 "how long", "tenure");
          rw_test_wait_for_text (page, "20 rows");
          rw_test_click_button (page, "Score 20 Customers");
        }
      rw_test_window_settle (window);
      g_assert_no_error (rw_session_get_error (rw_window_get_session (window)));
      rw_test_assert_sees (window, "20 customers");
      rw_test_window_end (window);
    }
  g_string_free (changed, TRUE);
}

/* Cancelled, everything stays as it was. */
static void
test_cancelled (void)
{
  RwWindow *window = rw_test_window_new_sample (20);
  RwSession *session = rw_window_get_session (window);
  RwAnalysis *analysis = rw_session_get_analysis (session);

  rw_test_do (window, "win.review-import");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_wait_for_text (page, "20 rows");
  rw_test_assert_sees (page, "Automatic: Comma");
  rw_test_end_toplevel (page, NULL);
  g_assert_true (rw_session_get_analysis (session) == analysis);
  g_assert_null (rw_session_get_choices (session));
  rw_test_window_end (window);
}

/* A choice that does not fit is told, and another one mends it. */
static void
test_format (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_do (window, "win.review-import");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_wait_for_text (page, "20 rows");
  g_autoptr (GPtrArray) rows = rw_test_find_all (page, ADW_TYPE_COMBO_ROW);
  AdwComboRow *encoding = rows->pdata[0];
  AdwComboRow *delimiter = rows->pdata[1];
  adw_combo_row_set_selected (delimiter, 2);
  rw_test_wait_for_text (page, "Choose the column for “tenure”.");
  adw_combo_row_set_selected (delimiter, 0);
  rw_test_wait_for_text (page, "20 rows");
  adw_combo_row_set_selected (encoding, 12);
  rw_test_wait_for_text (page, "Change the format on the left until the rows are shown.");
  adw_combo_row_set_selected (encoding, 1);
  rw_test_wait_for_text (page, "20 rows");
  rw_test_close_window (page);
  rw_test_window_end (window);
}

/* A text that the model does not know can be told to be one that it does; a unit is converted. */
static void
test_values (void)
{
  g_autofree char *text = rw_test_read_sample (20);
  GString *changed = g_string_new (text);
  g_string_replace (changed, "One year", "trial", 1);
  g_string_replace (changed, "tenure", "tenure days", 1);
  g_autofree char *path = rw_test_write ("values.csv", changed->str, changed->len);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RwWindow *window = rw_test_window_new ();

  g_string_free (changed, TRUE);
  rw_window_open (window, file);
  rw_test_window_settle (window);
  rw_test_do (window, "win.review-import");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_wait_for_text (page, "“trial” in “Contract” is not known to the model (1 row).");
  rw_test_click_button (page, "Convert");
  rw_test_wait_for_text (page, "“tenure days” × 0.03285 is read as “tenure”, as you said.");
  GtkDropDown *levels =
      rw_test_find (rw_test_find (page, RW_TYPE_IMPORT_PROBLEMS), GTK_TYPE_DROP_DOWN);
  g_assert_cmpuint (gtk_drop_down_get_selected (levels), ==, 0);
  gtk_drop_down_set_selected (levels, 2);
  rw_test_wait_for_text (page, "“trial” in “Contract” (1 row)");
  rw_test_click_button (page, "Score 20 Customers");
  rw_test_window_settle (window);
  const RwMapping *mapping =
      rw_analysis_get_mapping (rw_session_get_analysis (rw_window_get_session (window)));
  g_assert_cmpfloat_with_epsilon (rw_mapping_find (mapping, "tenure")->factor, 12 / 365.25, 1e-9);
  g_assert_nonnull (g_hash_table_lookup (rw_mapping_find (mapping, "Contract")->levels, "trial"));
  rw_test_window_end (window);
}

/* A file that no usual character cuts is read once somebody says which one does. */
static void
test_something_else (void)
{
  g_autofree char *text = rw_test_read_sample (20);
  g_auto (GStrv) cells = g_strsplit (text, ",", -1);
  g_autofree char *changed = g_strjoinv ("^", cells);
  g_autofree char *path = rw_test_write ("carets.csv", changed, strlen (changed));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RwWindow *window = rw_test_window_new ();

  rw_window_open (window, file);
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_wait_for_text (page, "The model reads none of the columns. Choose what they are.");
  g_autoptr (GPtrArray) entries = rw_test_find_all (page, ADW_TYPE_ENTRY_ROW);
  GtkWidget *delimiter = entries->pdata[1];
  gtk_editable_set_text (GTK_EDITABLE (delimiter), "^^");
  g_signal_emit_by_name (delimiter, "apply");
  g_assert_true (gtk_widget_has_css_class (delimiter, "error"));
  gtk_editable_set_text (GTK_EDITABLE (delimiter), "^");
  g_signal_emit_by_name (delimiter, "apply");
  rw_test_wait_for_text (page, "20 rows");
  g_assert_false (gtk_widget_has_css_class (delimiter, "error"));
  rw_test_assert_sees (page, "Something else: ^");
  rw_test_click_button (page, "Score 20 Customers");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "20 customers");
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/import-window/decided", test_decided);
  g_test_add_func ("/import-window/remembered", test_remembered);
  g_test_add_func ("/import-window/cancelled", test_cancelled);
  g_test_add_func ("/import-window/format", test_format);
  g_test_add_func ("/import-window/values", test_values);
  g_test_add_func ("/import-window/something-else", test_something_else);
  return rw_test_app_run ();
}
