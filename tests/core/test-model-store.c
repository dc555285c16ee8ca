/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-store.h"

#include "rw-test-io.h"
#include "rw-test-model.h"
#include "rw-test-store.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SHIPPED "IBM Telco (sample)"

/* The model that ships under another title: other bytes, the same scores. */
static GBytes *
make_model (const char *title)
{
  json_auto_t *document = rw_test_parse_model ();
  json_t *attribute = rw_test_get (document, RW_TEST_MANIFEST);
  json_auto_t *manifest = json_loads (json_string_value (attribute), 0, NULL);

  json_object_set_new (manifest, "title", json_string (title));
  char *text = json_dumps (manifest, JSON_COMPACT);
  json_string_set (attribute, text);
  free (text);
  return rw_test_dump (document, TRUE);
}

static RwStoredModel *
add (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  RwStoredModel *stored = rw_model_store_add (bytes, name, NULL, &error);

  g_assert_no_error (error);
  return stored;
}

static char *
add_path (const char *title, const char *name)
{
  g_autoptr (GBytes) bytes = make_model (title);
  g_autoptr (RwStoredModel) stored = add (bytes, name);

  return g_strdup (stored->path);
}

static void
write_in_folder (const char *file, const char *text)
{
  g_autofree char *folder = rw_model_store_dup_folder ();
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The names in the order of the list; a "!" behind those that cannot be used. */
static void
assert_names (const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = rw_model_store_list (NULL, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const RwStoredModel *stored = list->pdata[i];
      g_assert_true ((stored->model == NULL) == (stored->problem != NULL));
      g_string_append_printf (names, "%s%s%s", i > 0 ? "/" : "", stored->name,
                              stored->model != NULL ? "" : "!");
    }
  g_assert_cmpstr (names->str, ==, wanted);
}

static void
assert_not_found (const char *what, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_model_store_find (what, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, part);
}

static void
test_shipped_alone (void)
{
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);
  g_autoptr (GPtrArray) list = rw_model_store_list (NULL, NULL);
  const RwStoredModel *stored = list->pdata[0];
  const json_t *training = rw_model_get_manifest (shipped)->training;
  const json_t *auc = json_object_get (json_object_get (training, "figures"), "auc");

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (stored->name, ==, SHIPPED);
  g_assert_null (stored->path);
  g_assert_cmpint (stored->kept_at, ==, 0);
  g_assert_cmpstr (rw_model_get_sha256 (stored->model), ==, rw_model_get_sha256 (shipped));
  g_assert_cmpuint (stored->n_rows, ==, 7043);
  g_assert_cmpfloat (stored->auc, ==, json_real_value (json_object_get (auc, "mean")));
}

static void
test_add (void)
{
  gint64 before = g_get_real_time () / 1000;
  g_autoptr (GBytes) bytes = make_model ("Bank");
  g_autoptr (RwStoredModel) stored = add (bytes, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_cmpstr (stored->name, ==, "Bank");
  g_assert_cmpstr (rw_model_get_sha256 (stored->model), ==, sha256);
  g_assert_cmpint (stored->kept_at, >=, before - 1000);
  g_assert_cmpint (stored->kept_at, <=, g_get_real_time () / 1000);
  g_assert_true (g_str_has_suffix (stored->path, "/retainwise/models/Bank.json"));
  g_assert_true (g_file_get_contents (stored->path, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  assert_names (SHIPPED "/Bank");
}

static void
test_add_again (void)
{
  g_autoptr (GBytes) bytes = make_model ("Bank");
  g_autoptr (GBytes) shipped = rw_test_read_model ();
  g_autoptr (RwStoredModel) first = add (bytes, NULL);
  g_autoptr (RwStoredModel) second = add (bytes, "Other");
  g_autoptr (RwStoredModel) third = add (shipped, "Third");

  g_assert_cmpstr (second->path, ==, first->path);
  g_assert_cmpstr (third->name, ==, SHIPPED);
  g_assert_null (third->path);
  assert_names (SHIPPED "/Bank");
}

/* Other models of the same title are kept beside one another, also in another format. */
static void
test_taken (void)
{
  g_autoptr (GBytes) bytes = make_model ("third");
  g_autoptr (GBytes) ubj = rw_test_convert (bytes, "ubj");
  g_autofree char *first = add_path ("first", "A");
  g_autofree char *second = add_path ("second", "A");
  g_autoptr (RwStoredModel) third = add (ubj, "A");

  assert_names (SHIPPED "/A/A 2/A 3");
  g_assert_true (g_str_has_suffix (third->path, "A 3.ubj"));
}

static void
test_names (void)
{
  static const char *const wrong[] = { "", ".", ".hidden", "a/b", "a\nb", " a", "a " };
  g_autoptr (GBytes) bytes = make_model ("../x/\ty");
  g_autoptr (GBytes) empty = make_model ("");
  g_autoptr (GError) error = NULL;
  g_autofree char *long_name = g_strnfill (201, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (rw_model_store_add (bytes, wrong[i], NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be called");
    }
  g_assert_null (rw_model_store_add (bytes, long_name, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "200 bytes");
  assert_names (SHIPPED);
  g_autoptr (RwStoredModel) first = add (bytes, NULL);
  g_autoptr (RwStoredModel) second = add (empty, NULL);
  assert_names (SHIPPED "/-.-x--y/Model");
}

static void
test_damaged (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = add_path ("Bank", NULL);

  write_in_folder ("broken.json", "{\"learner\":");
  write_in_folder ("notes.txt", "hello");
  write_in_folder (".hidden", "hello");
  assert_names (SHIPPED "/Bank/broken!/notes.txt!");
  g_autoptr (RwStoredModel) broken = rw_model_store_find ("broken", NULL, &error);
  g_assert_no_error (error);
  rw_test_assert_has (broken->problem, "broken.json: The model file is damaged");
  g_assert_true (isnan (broken->auc));
  g_assert_null (rw_model_store_load ("broken", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "damaged");
}

static void
test_find (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = add_path ("Bank", "My bank");
  g_autoptr (RwStoredModel) by_name = rw_model_store_find ("My bank", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (by_name->path, ==, path);
  const char *sha256 = rw_model_get_sha256 (by_name->model);
  g_autofree char *digits = g_strndup (sha256, 8);
  g_autofree char *capitals = g_ascii_strup (digits, -1);
  g_autofree char *few = g_strndup (sha256, RW_MODEL_STORE_MIN_DIGITS - 1);
  g_autoptr (RwStoredModel) by_digits = rw_model_store_find (digits, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (by_digits->path, ==, path);
  g_autoptr (RwStoredModel) by_capitals = rw_model_store_find (capitals, NULL, &error);
  g_assert_no_error (error);
  assert_not_found (few, few);
  assert_not_found ("Bank", "“Bank”");
  assert_not_found ("", "“”");
  g_autofree char *whole = g_strdup (sha256);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_not_found (whole, "is not kept any more");
}

/* The same model twice, as nobody but a person puts it there. */
static void
test_find_several (void)
{
  g_autoptr (GBytes) bytes = make_model ("Bank");
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  write_in_folder ("a.json", text);
  write_in_folder ("b.json", text);
  assert_not_found (sha256, "several models");
}

static void
test_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = add_path ("Bank", NULL);
  g_autoptr (RwModel) by_path = rw_model_store_load (path, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (RwModel) by_name = rw_model_store_load ("Bank", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rw_model_get_sha256 (by_path), ==, rw_model_get_sha256 (by_name));
  g_autoptr (RwModel) shipped = rw_model_store_load (SHIPPED, NULL, &error);
  g_assert_no_error (error);
  rw_test_assert_same_scores (shipped, by_name);
  g_assert_null (rw_model_store_load ("none.json", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "no file “none.json”");
  g_assert_null (rw_model_store_load ("/none/Bank", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Bank");
}

static void
test_rename (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = add_path ("Bank", NULL);
  g_autofree char *other = add_path ("Shop", NULL);
  g_autofree char *same = rw_model_store_rename (path, "Bank", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, path);
  g_autofree char *renamed = rw_model_store_rename (path, "Bank, 2026", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (renamed, "/Bank, 2026.json"));
  assert_names (SHIPPED "/Bank, 2026/Shop");
  g_autoptr (RwStoredModel) stored = rw_model_store_find ("Bank, 2026", NULL, NULL);
  g_assert_cmpstr (rw_model_get_manifest (stored->model)->title, ==, "Bank");
  g_assert_null (rw_model_store_rename (renamed, "Shop", &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "“Shop”");
  g_assert_null (rw_model_store_rename (renamed, "a/b", &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be called");
  g_assert_null (rw_model_store_rename (path, "New", &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be moved");
  assert_names (SHIPPED "/Bank, 2026/Shop");
}

static void
test_remove (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = add_path ("Bank", NULL);
  GStatBuf before;
  GStatBuf after;

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_autofree char *removed = rw_model_store_remove (path, &error);
  g_assert_no_error (error);
  assert_names (SHIPPED);
  g_autofree char *restored = rw_model_store_restore (removed, "Bank", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (restored, ==, path);
  assert_names (SHIPPED "/Bank");
  g_assert_cmpint (g_stat (restored, &after), ==, 0);
  g_assert_cmpint (after.st_mtime, ==, before.st_mtime);
  g_assert_null (rw_model_store_restore (removed, "Bank", &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be moved");
  assert_names (SHIPPED "/Bank");
}

/* Two of one name are both kept, and the name that was taken meanwhile is not taken away. */
static void
test_remove_two (void)
{
  g_autofree char *first = add_path ("first", "A");
  g_autofree char *removed = rw_model_store_remove (first, NULL);
  g_autofree char *second = add_path ("second", "A");
  g_autofree char *removed_too = rw_model_store_remove (second, NULL);
  g_autofree char *third = add_path ("third", "A");

  g_assert_cmpstr (removed, !=, removed_too);
  g_autofree char *restored = rw_model_store_restore (removed, "A", NULL);
  g_autofree char *restored_too = rw_model_store_restore (removed_too, "A", NULL);
  assert_names (SHIPPED "/A/A 2/A 3");
  g_autoptr (RwModel) model = rw_model_store_load (restored, NULL, NULL);
  g_assert_cmpstr (rw_model_get_manifest (model)->title, ==, "first");
}

/* What fails leaves no file, and the models as they were. */
static void
test_faults (void)
{
  static const RwTestCall calls[] = { RW_TEST_OPEN, RW_TEST_WRITE, RW_TEST_FSYNC, RW_TEST_RENAME };
  g_autoptr (GBytes) bytes = make_model ("Shop");
  g_autofree char *path = add_path ("Bank", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      guint skipped = calls[i] == RW_TEST_OPEN ? 1 : 0; /* the listing opens Bank */
      rw_test_set_fault (
          calls[i],
          (RwTestFault){ .skip = skipped, .times = RW_TEST_ALWAYS, .error_number = ENOSPC });
      g_assert_null (rw_model_store_add (bytes, NULL, NULL, &error));
      rw_test_clear_faults ();
      rw_test_assert_error (&error, RW_ERROR_FILE, NULL);
      assert_names (SHIPPED "/Bank");
    }
  rw_test_set_fault (RW_TEST_RENAME, (RwTestFault){ .times = 2, .error_number = EIO });
  g_assert_null (rw_model_store_rename (path, "New", &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be moved");
  g_assert_null (rw_model_store_remove (path, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be moved");
  rw_test_clear_faults ();
  assert_names (SHIPPED "/Bank");
}

static void
test_no_folder (void)
{
  g_autofree char *folder = rw_model_store_dup_folder ();
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autoptr (GBytes) bytes = make_model ("Bank");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_null (rw_model_store_list (NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "folder of your models cannot be read");
  g_assert_null (rw_model_store_add (bytes, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "folder of your models");
}

static void
test_cancelled (void)
{
  g_autofree char *path = add_path ("Bank", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_model_store_list (cancellable, &error));
  rw_test_assert_cancelled (&error);
}

static const RwTestStoreCase tests[] = {
  { "/model-store/shipped-alone", test_shipped_alone },
  { "/model-store/add", test_add },
  { "/model-store/add-again", test_add_again },
  { "/model-store/taken", test_taken },
  { "/model-store/names", test_names },
  { "/model-store/damaged", test_damaged },
  { "/model-store/find", test_find },
  { "/model-store/find-several", test_find_several },
  { "/model-store/load", test_load },
  { "/model-store/rename", test_rename },
  { "/model-store/remove", test_remove },
  { "/model-store/remove-two", test_remove_two },
  { "/model-store/faults", test_faults },
  { "/model-store/no-folder", test_no_folder },
  { "/model-store/cancelled", test_cancelled },
};

int
main (int argc, char **argv)
{
  return rw_test_store_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
