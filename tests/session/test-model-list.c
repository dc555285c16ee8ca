/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-list.h"

#include "rw-test-model.h"
#include "rw-test-wait.h"
#include "rw-test-store.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the signals said, "changed" left out: "added Bank/failed …". */
static GString *said;

static void
note (const char *what, const char *text)
{
  g_string_append_printf (said, "%s%s %s", said->len > 0 ? "/" : "", what, text);
}

static void
added_cb (RwModelList *models G_GNUC_UNUSED, const RwStoredModel *stored)
{
  note ("added", stored->name);
}

static void
removed_cb (RwModelList *models G_GNUC_UNUSED, const char *name, const char *path, char **removed)
{
  note ("removed", name);
  g_free (*removed);
  *removed = g_strdup (path);
}

static void
exported_cb (RwModelList *models G_GNUC_UNUSED, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  note ("exported", name);
}

static void
failed_cb (RwModelList *models G_GNUC_UNUSED, const char *message)
{
  note ("failed", message);
}

static RwModelList *
make_models (char **removed)
{
  RwModelList *models = rw_model_list_new ();

  g_string_truncate (said, 0);
  g_signal_connect (models, "added", G_CALLBACK (added_cb), NULL);
  g_signal_connect (models, "removed", G_CALLBACK (removed_cb), removed);
  g_signal_connect (models, "exported", G_CALLBACK (exported_cb), NULL);
  g_signal_connect (models, "failed", G_CALLBACK (failed_cb), NULL);
  return models;
}

static char *
dup_names (RwModelList *models)
{
  const GPtrArray *list = rw_model_list_get (models);
  GString *names = g_string_new (NULL);

  for (guint i = 1; i < list->len; i++)
    g_string_append_printf (names, "%s%s", i > 1 ? "/" : "",
                            ((RwStoredModel *) list->pdata[i])->name);
  return g_string_free (names, FALSE);
}

typedef struct
{
  RwModelList *models;
  const char *names;
  const char *said;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *names = dup_names (wanted->models);

  return rw_model_list_get (wanted->models)->len > 0 && strcmp (names, wanted->names) == 0 &&
         strcmp (said->str, wanted->said) == 0;
}

/* Waits until the kept models have these names and the signals said that. */
static void
wait_for (RwModelList *models, const char *names, const char *signals)
{
  Wanted wanted = { models, names, signals };

  g_test_message ("%s: %s", names, signals);
  rw_test_wait_until (is_there, &wanted);
  g_string_truncate (said, 0);
}

static const char *
get_path (RwModelList *models, guint i)
{
  return ((RwStoredModel *) rw_model_list_get (models)->pdata[i])->path;
}

/* The model that ships with another base score: other bytes. */
static GBytes *
make_bytes (const char *base_score)
{
  json_auto_t *document = rw_test_parse_model ();

  rw_test_set (document, RW_TEST_PARAMETERS "base_score", base_score);
  return rw_test_dump (document, TRUE);
}

static void
test_life (void)
{
  g_autofree char *removed = NULL;
  g_autofree char *target = rw_test_dup_path ("exported.json");
  g_autoptr (GBytes) bytes = make_bytes ("\"0.3\"");
  RwModelList *models = make_models (&removed);

  g_assert_cmpuint (rw_model_list_get (models)->len, ==, 0);
  wait_for (models, "", "");
  rw_model_list_add (models, bytes);
  wait_for (models, "IBM Telco (sample)", "added IBM Telco (sample)");
  rw_model_list_rename (models, get_path (models, 1), "Mine");
  wait_for (models, "Mine", "");
  rw_model_list_export (models, get_path (models, 1), target);
  wait_for (models, "Mine", "exported exported.json");
  rw_model_list_remove (models, get_path (models, 1));
  wait_for (models, "", "removed Mine");
  rw_model_list_restore (models, removed, "Mine");
  wait_for (models, "Mine", "");
  g_assert_cmpint (g_unlink (get_path (models, 1)), ==, 0);
  rw_model_list_reload (models);
  wait_for (models, "", "");
  g_autofree char *contents = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (target, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_object_unref (models);
}

static void
test_failures (void)
{
  g_autofree char *removed = NULL;
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  RwModelList *models = make_models (&removed);

  wait_for (models, "", "");
  rw_model_list_add (models, junk);
  wait_for (models, "",
            "failed The model cannot be used: it is not an XGBoost model in JSON or UBJ.");
  rw_model_list_export (models, NULL, "/no/folder/model.json");
  wait_for (models, "",
            "failed “model.json” cannot be written: its folder does not exist. Make it or choose "
            "another one.");
  g_object_unref (models);
}

/* What comes after the end is not told. */
static void
test_stop (void)
{
  g_autofree char *removed = NULL;
  RwModelList *models = make_models (&removed);

  rw_model_list_stop (models);
  g_object_add_weak_pointer (G_OBJECT (models), (gpointer *) &models);
  g_object_unref (models);
  while (models != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (said->str, ==, "");
}

static const RwTestStoreCase tests[] = {
  { "/model-list/life", test_life },
  { "/model-list/failures", test_failures },
  { "/model-list/stop", test_stop },
};

int
main (int argc, char **argv)
{
  said = g_string_new (NULL);
  int status = rw_test_store_main (argc, argv, tests, G_N_ELEMENTS (tests));
  g_string_free (said, TRUE);
  return status;
}
