/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-models-window.h"

#include "rw-model-import-window.h"
#include "rw-model-row.h"
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-models.h"
#include "rw-test-toplevel.h"
#include "rw-train-window.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#define SHIPPED "IBM Telco (sample)"

/* Whether no worker has the import. */
static gboolean
is_idle (gpointer dialog)
{
  return rw_test_can (dialog, "import-model.confirm");
}

static gboolean
sees (gpointer data)
{
  gpointer *parts = data;

  return rw_test_find_text (parts[0], parts[1]) != NULL;
}

static gboolean
sees_not (gpointer data)
{
  return !sees (data);
}

static void
wait_until_gone (gpointer window, const char *text)
{
  gpointer parts[2] = { window, (gpointer) text };

  rw_test_wait_until (sees_not, parts);
}

static void
test_list (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank & Co. <2026>");
  g_autofree char *broken = rw_test_models_add_broken ("broken");
  gpointer window = rw_test_models_show (3);
  g_autoptr (GPtrArray) rows = rw_test_find_all (window, RW_TYPE_MODEL_ROW);

  rw_test_assert_sees (window, SHIPPED);
  rw_test_assert_sees (window, "Sample");
  rw_test_assert_sees (window, "Bank & Co. <2026>");
  rw_test_assert_sees (rows->pdata[2], "It cannot be used.");
  rw_test_assert_role (gtk_widget_get_parent (rows->pdata[0]), GTK_ACCESSIBLE_ROLE_LIST);
  rw_test_assert_name (gtk_widget_get_parent (rows->pdata[0]), "Models");
  gpointer row = rw_test_models_expand (window, "broken");
  rw_test_assert_sees_not (row, "Use");
  g_assert_nonnull (rw_test_find_button (row, "Delete"));
  row = rw_test_models_expand (window, SHIPPED);
  rw_test_assert_sees (row, "Churn = Yes");
  rw_test_assert_sees_not (row, "Delete");
  rw_test_assert_sees_not (row, "Rename…");
  rw_test_models_end (window);
}

/* There is one window; asked for again it shows what came meanwhile. */
static void
test_one (void)
{
  gpointer window = rw_test_models_show (1);
  g_autofree char *bank = rw_test_models_add ("Bank");

  g_assert_true (rw_test_models_show (2) == window);
  g_assert_cmpuint (rw_test_count_windows (), ==, 1);
  rw_test_models_end (window);
}

/* The mark moves, and what is open is scored with the other model. */
static void
test_use (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  RwWindow *customers = rw_test_window_new_sample (200);
  RwModel *before =
      rw_analysis_get_model (rw_session_get_analysis (rw_window_get_session (customers)));
  g_autofree char *shipped = g_strdup (rw_model_get_sha256 (before));
  gpointer window = rw_test_models_show (2);
  gpointer row = rw_test_models_expand (window, "Bank");

  rw_test_assert_sees_not (row, "In Use");
  rw_test_click_button (row, "Use");
  rw_test_assert_sees (row, "In Use");
  rw_test_window_settle (customers);
  RwAnalysis *analysis = rw_session_get_analysis (rw_window_get_session (customers));
  const char *sha256 = rw_model_get_sha256 (rw_analysis_get_model (analysis));
  g_assert_cmpstr (sha256, !=, shipped);
  g_autofree char *setting = g_settings_get_string (rw_settings_get (), "model");
  g_assert_cmpstr (setting, ==, sha256);
  rw_test_click_button (rw_test_models_expand (window, SHIPPED), "Use");
  rw_test_window_settle (customers);
  analysis = rw_session_get_analysis (rw_window_get_session (customers));
  g_assert_cmpstr (rw_model_get_sha256 (rw_analysis_get_model (analysis)), ==, shipped);
  rw_test_models_end (window);
  rw_test_window_end (customers);
}

/* A window that is empty opens its file with the model in use. */
static void
test_new_window (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  g_autofree char *path = rw_test_app_write_sample ("customers.csv", 100);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RwWindow *customers = rw_test_window_new ();
  gpointer window = rw_test_models_show (2);

  rw_test_click_button (rw_test_models_expand (window, "Bank"), "Use");
  g_autofree char *sha256 = g_settings_get_string (rw_settings_get (), "model");
  rw_window_open (customers, file);
  rw_test_window_settle (customers);
  RwAnalysis *analysis = rw_session_get_analysis (rw_window_get_session (customers));
  g_assert_cmpstr (rw_model_get_sha256 (rw_analysis_get_model (analysis)), ==, sha256);
  rw_test_models_end (window);
  rw_test_window_end (customers);
}

static void
test_rename (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  gpointer window = rw_test_models_show (2);

  rw_test_click_button (rw_test_models_expand (window, "Bank"), "Rename…");
  GtkWidget *dialog = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  GtkWidget *entry = rw_test_find (dialog, GTK_TYPE_ENTRY);
  rw_test_assert_name (entry, "Name");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_false (gtk_widget_is_sensitive (rw_test_find_button (dialog, "Rename")));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Shop");
  rw_test_click_button (dialog, "Rename");
  rw_test_wait_for_text (window, "Shop");
  rw_test_assert_sees_not (window, "Bank");
  g_assert_false (g_file_test (bank, G_FILE_TEST_EXISTS));
  rw_test_models_end (window);
}

/* What cannot be is said in the window, and goes when it is closed. */
static void
test_rename_refused (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  g_autofree char *shop = rw_test_models_add ("Shop");
  gpointer window = rw_test_models_show (3);

  rw_test_click_button (rw_test_models_expand (window, "Bank"), "Rename…");
  GtkWidget *dialog = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (rw_test_find (dialog, GTK_TYPE_ENTRY)), "Shop");
  rw_test_click_button (dialog, "Rename");
  rw_test_wait_for_text (window, "Another model is called “Shop”. Choose another name.");
  rw_test_assert_sees (window, "Bank");
  gtk_info_bar_response (rw_test_find (window, GTK_TYPE_INFO_BAR), GTK_RESPONSE_CLOSE);
  rw_test_assert_sees_not (window, "Another model is called “Shop”. Choose another name.");
  rw_test_models_end (window);
}

/* The model in use is deleted, and put back. */
static void
test_delete (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  gpointer window = rw_test_models_show (2);

  rw_test_click_button (rw_test_models_expand (window, "Bank"), "Use");
  rw_test_click_button (rw_test_models_expand (window, "Bank"), "Delete");
  rw_test_wait_for_text (window, "“Bank” is deleted");
  wait_until_gone (window, "Bank");
  g_assert_false (g_file_test (bank, G_FILE_TEST_EXISTS));
  g_autofree char *setting = g_settings_get_string (rw_settings_get (), "model");
  g_assert_cmpstr (setting, ==, "");
  rw_test_click_button (window, "Undo");
  rw_test_wait_for_text (window, "Bank");
  g_assert_true (g_file_test (bank, G_FILE_TEST_EXISTS));
  rw_test_assert_sees (rw_test_models_expand (window, "Bank"), "In Use");
  rw_test_models_end (window);
}

static gboolean
is_empty (gpointer folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

/* Once nobody can undo it any more, nothing is left. */
static void
test_delete_for_good (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  g_autofree char *store = g_path_get_dirname (bank);
  g_autofree char *removed = g_build_filename (store, ".removed", NULL);
  gpointer window = rw_test_models_show (2);

  rw_test_click_button (rw_test_models_expand (window, "Bank"), "Delete");
  rw_test_wait_for_text (window, "“Bank” is deleted");
  g_assert_false (is_empty (removed));
  rw_test_models_end (window);
  rw_test_wait_until (is_empty, removed);
}

static void
assert_strip_has (gpointer window, const char *part)
{
  gpointer strip = rw_test_find (window, GTK_TYPE_INFO_BAR);
  g_autoptr (GPtrArray) labels = rw_test_find_all (strip, GTK_TYPE_LABEL);

  g_assert_true (gtk_info_bar_get_revealed (strip));
  rw_test_assert_has (gtk_label_get_text (labels->pdata[0]), part);
}

/* A model that says its columns is kept at once. */
static void
test_import (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (bank, &contents, &length, NULL));
  g_assert_cmpint (g_unlink (bank), ==, 0);
  g_autofree char *path = rw_test_write ("other.json", contents, length);
  gpointer window = rw_test_models_show (1);
  rw_models_window_import_file (window, path);
  rw_test_wait_for_text (window, "“IBM Telco (sample)” is kept");
  g_autoptr (GPtrArray) rows = rw_test_find_all (window, RW_TYPE_MODEL_ROW);
  g_assert_cmpuint (rows->len, ==, 2);
  rw_test_models_end (window);
}

/* Another one is kept when its columns are confirmed, by a customer file if they are asked of it.
 */
static void
test_import_foreign (void)
{
  g_autofree char *path = rw_test_models_write_foreign ("mine");
  g_autofree char *sample = rw_test_app_write_sample ("customers.csv", 0);
  g_autofree char *junk = rw_test_write ("junk.csv", RW_TEST_BYTES ("a,b\n1,2\n"));
  gpointer window = rw_test_models_show (1);

  rw_models_window_import_file (window, path);
  gpointer dialog = rw_test_wait_for_window (RW_TYPE_MODEL_IMPORT_WINDOW);
  rw_test_assert_sees (dialog, "Month-to-month, One year, Two year");
  rw_test_assert_sees (dialog, "A number");
  rw_model_import_window_find (dialog, junk);
  rw_test_wait_until (is_idle, dialog);
  assert_strip_has (dialog, "“gender_Female” is neither a column of “junk.csv”");
  rw_test_assert_sees (dialog, "tenure");
  rw_model_import_window_find (dialog, sample);
  rw_test_wait_until (is_idle, dialog);
  rw_test_assert_sees (dialog, "tenure");
  rw_test_click_button (dialog, "Import");
  rw_test_wait_for_text (window, "“mine” is kept");
  rw_test_models_end (window);
}

/* From the list to a model of one's own, in the window with the customers or in a new one. */
static void
test_train (void)
{
  gpointer models = rw_test_models_show (1);

  rw_test_click_button (models, "Train…");
  gpointer page = rw_test_wait_for_window (RW_TYPE_TRAIN_WINDOW);
  g_assert_cmpuint (rw_test_count_windows (), ==, 2);
  RwWindow *window = RW_WINDOW (gtk_window_get_transient_for (page));
  rw_test_close_window (page);
  rw_test_click_button (models, "Train…");
  page = rw_test_wait_for_window (RW_TYPE_TRAIN_WINDOW);
  g_assert_true (gtk_window_get_transient_for (page) == GTK_WINDOW (window));
  rw_test_close_window (page);
  rw_test_window_end (window);
  rw_test_models_end (models);
}

static gboolean
is_revealed (gpointer strip)
{
  return gtk_info_bar_get_revealed (strip);
}

static void
test_import_refused (void)
{
  g_autofree char *path = rw_test_write ("model.pkl", RW_TEST_BYTES ("\x80\x04\x95"));
  gpointer window = rw_test_models_show (1);
  GtkInfoBar *strip = rw_test_find (window, GTK_TYPE_INFO_BAR);

  g_assert_false (gtk_info_bar_get_revealed (strip));
  rw_models_window_import_file (window, path);
  rw_test_wait_until (is_revealed, strip);
  assert_strip_has (window, "model.pkl: ");
  assert_strip_has (window, "import joblib");
  rw_test_models_end (window);
}

static gboolean
has_focus_in (gpointer row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus != NULL && gtk_widget_is_ancestor (focus, row);
}

static gboolean
has_one_row (gpointer window)
{
  g_autoptr (GPtrArray) rows = rw_test_find_all (window, RW_TYPE_MODEL_ROW);

  return rows->len == 1;
}

/* Whoever works with keys is not sent back to the start when the list changes. */
static void
test_focus (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  gpointer window = rw_test_models_show (2);
  gpointer row = rw_test_models_expand (window, "Bank");
  GtkWidget *button = rw_test_find_button (row, "Delete");

  gtk_widget_grab_focus (button);
  g_assert_true (has_focus_in (row));
  rw_test_key (window, "space");
  rw_test_wait_until (has_one_row, window);
  rw_test_wait_until (has_focus_in, rw_test_find (window, RW_TYPE_MODEL_ROW));
  rw_test_models_end (window);
}

static gboolean
has_none (gpointer data G_GNUC_UNUSED)
{
  return rw_test_count_windows () == 0;
}

/* Escape closes, also while a model is being read. */
static void
test_close (void)
{
  g_autofree char *path = rw_test_models_write_foreign ("mine");
  gpointer window = rw_test_models_show (1);

  rw_models_window_import_file (window, path);
  rw_test_key (window, "Escape");
  rw_test_wait_until (has_none, NULL);
  rw_test_run_for (200);
  g_assert_cmpuint (rw_test_count_windows (), ==, 0);
}

/* Nobody keeps the windows, their rows, or what is imported. */
static void
test_end (void)
{
  g_autofree char *path = rw_test_models_write_foreign ("mine");
  gpointer window = rw_test_models_show (1);

  rw_models_window_import_file (window, path);
  gpointer dialog = rw_test_wait_for_window (RW_TYPE_MODEL_IMPORT_WINDOW);
  rw_model_import_window_find (dialog, path);
  rw_test_end_toplevel (dialog, rw_test_find (dialog, ADW_TYPE_ACTION_ROW));
  rw_test_models_expand (window, SHIPPED);
  rw_test_end_toplevel (window, rw_test_find (window, RW_TYPE_MODEL_ROW));
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/models-window/list", test_list);
  g_test_add_func ("/models-window/one", test_one);
  g_test_add_func ("/models-window/use", test_use);
  g_test_add_func ("/models-window/new-window", test_new_window);
  g_test_add_func ("/models-window/rename", test_rename);
  g_test_add_func ("/models-window/rename-refused", test_rename_refused);
  g_test_add_func ("/models-window/delete", test_delete);
  g_test_add_func ("/models-window/delete-for-good", test_delete_for_good);
  g_test_add_func ("/models-window/import", test_import);
  g_test_add_func ("/models-window/import-foreign", test_import_foreign);
  g_test_add_func ("/models-window/train", test_train);
  g_test_add_func ("/models-window/import-refused", test_import_refused);
  g_test_add_func ("/models-window/focus", test_focus);
  g_test_add_func ("/models-window/close", test_close);
  g_test_add_func ("/models-window/end", test_end);
  return rw_test_app_run ();
}
