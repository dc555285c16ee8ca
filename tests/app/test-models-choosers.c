/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files do that are chosen in the dialogs of the models' window. */
#include "rw-models-window-private.h"

#include "rw-model-import-window.h"
#include "rw-test-app.h"
#include "rw-test-chooser.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-models.h"
#include "rw-test-toplevel.h"

static void
test_import (void)
{
  g_autofree char *path = rw_test_models_write_foreign ("mine");
  gpointer window = rw_test_models_show (1);

  rw_test_click_button (window, "Import…");
  rw_test_choose (RW_MODELS_WINDOW (window)->chooser, path);
  gpointer dialog = rw_test_wait_for_window (RW_TYPE_MODEL_IMPORT_WINDOW);
  rw_test_click_button (dialog, "Import");
  rw_test_wait_for_text (window, "“mine” is kept");
  rw_test_models_end (window);
}

/* The file has the bytes of the model at @path, or (NULL) of the one that ships. */
static void
assert_exports (gpointer window, const char *name, const char *path)
{
  g_autofree char *target = rw_test_dup_path ("exported.json");
  g_autoptr (GFile) file = g_file_new_for_path (target);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *contents = NULL;
  gsize length = 0;

  rw_test_click_button (rw_test_models_expand (window, name), "Export…");
  GtkFileChooserNative *chooser = RW_MODELS_WINDOW (window)->chooser;
  g_autofree char *proposed = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (chooser));
  g_autofree char *wanted = g_strconcat (name, ".json", NULL);
  g_assert_cmpstr (proposed, ==, wanted);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  rw_test_choose (chooser, target);
  rw_test_wait_for_text (window, "Written to “exported.json”");
  g_assert_true (g_file_get_contents (target, &contents, &length, NULL));
  g_autoptr (GBytes) bytes = rw_model_read (path, NULL, NULL);
  g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_export (void)
{
  g_autofree char *bank = rw_test_models_add ("Bank");
  gpointer window = rw_test_models_show (2);

  assert_exports (window, "Bank", bank);
  rw_test_models_end (window);
  window = rw_test_models_show (1);
  assert_exports (window, "IBM Telco (sample)", NULL);
  rw_test_models_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/models-choosers/import", test_import);
  g_test_add_func ("/models-choosers/export", test_export);
  return rw_test_app_run ();
}
