/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-models.h"

#include "rw-model-row.h"
#include "rw-model-store.h"
#include "rw-models-window.h"
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-contrast.h"
#include "rw-test-look.h"
#include "rw-test-model.h"
#include "rw-test-toplevel.h"

#include <glib/gstdio.h>
#include <utime.h>

#define KEPT_AT 1795514000 /* seconds since 1970 */

static char *
write_file (const char *name, const char *bytes, gsize length)
{
  g_autofree char *folder = rw_model_store_dup_folder ();
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  char *path = g_build_filename (folder, file, NULL);
  const struct utimbuf times = { KEPT_AT, KEPT_AT };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
  return path;
}

char *
rw_test_models_add (const char *name)
{
  json_auto_t *document = rw_test_parse_model ();

  rw_test_set (document, "learner/attributes/kept", "\"\"");
  json_string_set (rw_test_get (document, "learner/attributes/kept"), name);
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  return write_file (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

char *
rw_test_models_add_other (const char *name, const char *base_score, const char *wanted)
{
  g_autoptr (GBytes) bytes = rw_test_contrast_dump (base_score, wanted);

  return write_file (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

char *
rw_test_models_add_broken (const char *name)
{
  return write_file (name, RW_TEST_BYTES ("{\"learner\":"));
}

char *
rw_test_models_write_foreign (const char *name)
{
  json_auto_t *document = rw_test_parse_model ();
  g_autofree char *file = g_strconcat (name, ".json", NULL);

  rw_test_set (document, RW_TEST_MANIFEST, NULL);
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  return rw_test_write (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

typedef struct
{
  gpointer window;
  guint n;
} Wanted;

static gboolean
has_rows (gpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (GPtrArray) rows = rw_test_find_all (wanted->window, RW_TYPE_MODEL_ROW);

  return rows->len == wanted->n;
}

gpointer
rw_test_models_show (guint n_models)
{
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "models", NULL);
  Wanted wanted = { rw_test_wait_for_window (RW_TYPE_MODELS_WINDOW), n_models };
  rw_test_wait_until (has_rows, &wanted);
  return wanted.window;
}

gpointer
rw_test_models_expand (gpointer window, const char *name)
{
  g_autoptr (GPtrArray) rows = rw_test_find_all (window, RW_TYPE_MODEL_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (rows->pdata[i]), name))
      {
        adw_expander_row_set_expanded (rows->pdata[i], TRUE);
        rw_test_run_for (300);
        return rows->pdata[i];
      }
  g_assert_not_reached ();
}

void
rw_test_models_use (gpointer window, const char *name)
{
  AdwExpanderRow *row = rw_test_models_expand (window, name);

  gtk_widget_activate_action (GTK_WIDGET (row), "models.use", "s",
                              rw_model_row_get_path (RW_MODEL_ROW (row)));
  adw_expander_row_set_expanded (row, FALSE);
  rw_test_run_for (300);
}

void
rw_test_models_end (gpointer window)
{
  g_autofree char *folder = rw_model_store_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file = NULL;

  rw_test_close_window (window);
  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_unlink (path);
    }
  g_settings_reset (rw_settings_get (), "model");
}
