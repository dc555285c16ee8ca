/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-folder-storage.h"

#include "rw-clock.h"
#include "rw-test-io.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define BASE "https://queue.example.com/x"
#define ID   "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e"
#define DAY  (24 * 3600 * 1000)

typedef struct
{
  char *folder;
  char *key; /* of the input of ID */
  RwStorage *storage;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_stop_clock ();
  fixture->folder = rw_test_dup_new_path ();
  fixture->key = rw_storage_dup_key (RW_TEST_USER, ID, 0);
  fixture->storage = rw_folder_storage_open (fixture->folder, BASE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (fixture->storage);
  g_free (fixture->folder);
  g_free (fixture->key);
}

static char *
dup_spool_path (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = rw_storage_dup_spool_path (fixture->storage, &error);

  g_assert_no_error (error);
  rw_test_overwrite (path, text, strlen (text));
  return path;
}

static void
assert_empty_spool (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "spool", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  g_assert_null (g_dir_read_name (dir));
}

static void
assert_mode (const char *path, guint mode)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

static void
test_stored (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *spool = rw_storage_dup_spool_path (fixture->storage, &error);
  g_autofree char *path = g_build_filename (fixture->folder, fixture->key, NULL);

  assert_mode (spool, 0600);
  assert_mode (fixture->folder, 0700);
  rw_test_store (fixture->storage, fixture->key, "a,b\n");
  rw_test_assert_stored (fixture->storage, fixture->key, "a,b\n");
  assert_mode (path, 0600);
  g_autoptr (RwStorageFile) file = rw_storage_fetch (fixture->storage, fixture->key, NULL, &error);
  g_assert_cmpstr (file->path, ==, path);
  g_assert_false (file->is_copy);
}

static void
test_removed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_store (fixture->storage, fixture->key, "a,b\n");
  g_assert_true (rw_storage_remove (fixture->storage, fixture->key, &error));
  rw_test_assert_stored (fixture->storage, fixture->key, NULL);
  g_assert_true (rw_storage_remove (fixture->storage, fixture->key, &error));
  g_assert_no_error (error);
}

/* Keys that would lead out of the folder, or to the key of all addresses. */
static void
test_foreign_keys (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *const keys[] = { "signing-key", "../queue.db", "/etc/passwd", "", "inputs" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = dup_spool_path (fixture, "x");
      g_assert_false (rw_storage_store (fixture->storage, keys[i], path, NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_FILE, "no name of a stored file");
      g_assert_null (rw_storage_fetch (fixture->storage, keys[i], NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_FILE, "no name of a stored file");
      g_assert_false (rw_storage_remove (fixture->storage, keys[i], &error));
      rw_test_assert_error (&error, RW_ERROR_FILE, "no name of a stored file");
      g_assert_null (rw_storage_dup_url (fixture->storage, keys[i], "a.csv", 0, &error));
      rw_test_assert_error (&error, RW_ERROR_FILE, "no name of a stored file");
      assert_empty_spool (fixture);
    }
}

/* File, its folder, and the folder of that: each is on the disk before anybody hears of it. */
static void
test_synced (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_set_fault (RW_TEST_FSYNC, (RwTestFault){ 0 });
  rw_test_store (fixture->storage, fixture->key, "a,b\n");
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_FSYNC), ==, 3);
  rw_test_clear_faults ();
}

static void
check_fault (Fixture *fixture, RwTestCall call, guint skip)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dup_spool_path (fixture, "a,b\n");

  rw_test_set_fault (call, (RwTestFault){ .skip = skip, .times = 1, .error_number = ENOSPC });
  g_assert_false (rw_storage_store (fixture->storage, fixture->key, path, NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "No space left on device. See to its disk");
  rw_test_assert_stored (fixture->storage, fixture->key, NULL);
  assert_empty_spool (fixture);
}

static void
test_faults (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint skip = 0; skip < 3; skip++)
    {
      check_fault (fixture, RW_TEST_OPEN, skip);
      check_fault (fixture, RW_TEST_FSYNC, skip);
    }
  check_fault (fixture, RW_TEST_RENAME, 0);
  rw_test_store (fixture->storage, fixture->key, "a,b\n");
  rw_test_assert_stored (fixture->storage, fixture->key, "a,b\n");
}

static void
test_full_spool (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_set_fault (RW_TEST_OPEN, (RwTestFault){ .times = 1, .error_number = ENOSPC });
  g_assert_null (rw_storage_dup_spool_path (fixture->storage, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "No space left on device. See to its disk");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dup_spool_path (fixture, "a,b\n");

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_storage_store (fixture->storage, fixture->key, path, cancellable, &error));
  rw_test_assert_cancelled (&error);
  rw_test_assert_stored (fixture->storage, fixture->key, NULL);
  assert_empty_spool (fixture);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
check_list (Fixture *fixture, const char *prefix, gint64 before, const char *const *expected,
            guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = rw_storage_list (fixture->storage, prefix, before, &error);

  g_assert_no_error (error);
  g_ptr_array_sort (keys, compare);
  g_assert_cmpuint (keys->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (keys->pdata[i], ==, expected[i]);
}

static void
test_list (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *result = rw_storage_dup_key (RW_TEST_USER, ID, 2);
  g_autofree char *other = g_build_filename (fixture->folder, "inputs", "note", NULL);
  const char *const both[] = { fixture->key, result };
  gint64 later = rw_clock_now () + DAY;

  check_list (fixture, "", later, NULL, 0);
  rw_test_store (fixture->storage, fixture->key, "a\n");
  rw_test_store (fixture->storage, result, "b\n");
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  check_list (fixture, "", later, both, 2);
  check_list (fixture, "inputs/", later, both, 1);
  check_list (fixture, "results/", later, both + 1, 1);
  check_list (fixture, "", rw_clock_now () - DAY, NULL, 0);
}

/* Only the pointer is written a second time; nobody outside gets an address of either. */
static void
test_models (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "{}", -1);
  g_autofree char *model = rw_storage_dup_model_key (sum);
  const char *const both[] = { model, RW_STORAGE_CURRENT };

  rw_test_store (fixture->storage, model, "{}");
  rw_test_store (fixture->storage, RW_STORAGE_CURRENT, "first\n");
  rw_test_store (fixture->storage, RW_STORAGE_CURRENT, "second\n");
  rw_test_assert_stored (fixture->storage, RW_STORAGE_CURRENT, "second\n");
  check_list (fixture, RW_STORAGE_MODELS, rw_clock_now () + DAY, both, 2);
  check_list (fixture, "inputs/", rw_clock_now () + DAY, NULL, 0);
  g_assert_null (rw_storage_dup_url (fixture->storage, model, "a.json", G_MAXINT64, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "no name of a stored file");
  g_assert_true (rw_storage_check (fixture->storage, &error));
}

static void
test_clean_spool (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dup_spool_path (fixture, "left by a crash");

  g_assert_true (rw_storage_clean_spool (fixture->storage, rw_clock_now () - DAY, &error));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (rw_storage_clean_spool (fixture->storage, rw_clock_now () + DAY, &error));
  g_assert_no_error (error);
  assert_empty_spool (fixture);
}

typedef struct
{
  char *key;
  char *expires;
  char *name;
  char *signature;
} Address;

static void
address_clear (Address *address)
{
  g_free (address->key);
  g_free (address->expires);
  g_free (address->name);
  g_free (address->signature);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Address, address_clear)

/* As a server takes it apart. */
static Address
make_address (Fixture *fixture, const char *name, gint64 expires_at)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url =
      rw_storage_dup_url (fixture->storage, fixture->key, name, expires_at, &error);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED_QUERY, &error);
  g_autoptr (GHashTable) params =
      g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, &error);
  const char *path = g_uri_get_path (uri);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (url, BASE "/api/files/"));
  g_assert_cmpuint (g_hash_table_size (params), ==, 3);
  return (Address){
    .key = g_strdup (path + strlen ("/x/api/files/")),
    .expires = g_strdup (g_hash_table_lookup (params, "expires")),
    .name = g_strdup (g_hash_table_lookup (params, "name")),
    .signature = g_strdup (g_hash_table_lookup (params, "signature")),
  };
}

static RwUrlResult
check (Fixture *fixture, const Address *address)
{
  return rw_folder_storage_check_url (RW_FOLDER_STORAGE (fixture->storage), address->key,
                                      address->expires, address->name, address->signature);
}

static void
test_url (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *const names[] = { "scores.csv", "a&b=c?d#e %.csv", "Kündigung \"1\".csv",
                                "a\nb.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Address) address = make_address (fixture, names[i], rw_clock_now () + 1000);
      g_assert_cmpstr (address.key, ==, fixture->key);
      g_assert_cmpstr (address.name, ==, names[i]);
      g_assert_cmpint (check (fixture, &address), ==, RW_URL_VALID);
    }
}

static void
test_url_expires (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (Address) address = make_address (fixture, "a.csv", rw_clock_now () + 1000);

  rw_test_advance_clock (999);
  g_assert_cmpint (check (fixture, &address), ==, RW_URL_VALID);
  rw_test_advance_clock (1);
  g_assert_cmpint (check (fixture, &address), ==, RW_URL_EXPIRED);
}

/* Each part without its first or last letter, with another letter in each place, with one more, and
 * left out. */
static void
check_tampered (Fixture *fixture, Address *address, char **part)
{
  char *right = *part;

  *part = NULL;
  g_assert_cmpint (check (fixture, address), ==, RW_URL_BAD);
  *part = right + 1;
  g_assert_cmpint (check (fixture, address), ==, RW_URL_BAD);
  *part = g_strdup_printf ("%s0", right);
  g_assert_cmpint (check (fixture, address), ==, RW_URL_BAD);
  (*part)[strlen (right) - 1] = '\0';
  g_assert_cmpint (check (fixture, address), ==, RW_URL_BAD);
  g_free (*part);
  for (gsize i = 0; i < strlen (right); i++)
    {
      *part = g_strdup (right);
      (*part)[i] ^= 1;
      g_assert_cmpint (check (fixture, address), ==, RW_URL_BAD);
      g_free (*part);
    }
  *part = right;
  g_assert_cmpint (check (fixture, address), ==, RW_URL_VALID);
}

static void
test_url_tampered (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (Address) address = make_address (fixture, "a.csv", rw_clock_now () + 1000);

  check_tampered (fixture, &address, &address.key);
  check_tampered (fixture, &address, &address.expires);
  check_tampered (fixture, &address, &address.name);
  check_tampered (fixture, &address, &address.signature);
}

/* The same text, cut elsewhere, is another address. */
static void
test_url_cut (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (Address) address = make_address (fixture, "9999999999999\na.csv", rw_clock_now () - 1);
  g_autofree char *key = g_strdup_printf ("%s\n%s", address.key, address.expires);
  g_autofree char *expires = g_strdup_printf ("%s\n9999999999999", address.expires);
  char later[] = "9999999999999";
  char name[] = "a.csv";
  Address first = { key, later, name, address.signature };
  Address second = { address.key, expires, name, address.signature };

  g_assert_cmpint (check (fixture, &address), ==, RW_URL_EXPIRED);
  g_assert_cmpint (check (fixture, &first), ==, RW_URL_BAD);
  g_assert_cmpint (check (fixture, &second), ==, RW_URL_BAD);
}

/* Whoever opens the same folder knows the addresses, and nobody else. */
static void
test_url_of_others (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (Address) address = make_address (fixture, "a.csv", rw_clock_now () + 1000);
  g_autofree char *path = rw_test_dup_new_path ();
  Fixture same = { .storage = rw_folder_storage_open (fixture->folder, NULL, NULL) };
  Fixture other = { .storage = rw_folder_storage_open (path, BASE, NULL) };
  g_autofree char *url = rw_storage_dup_url (same.storage, fixture->key, "a.csv", 1, NULL);

  g_assert_cmpint (check (&same, &address), ==, RW_URL_VALID);
  g_assert_cmpint (check (&other, &address), ==, RW_URL_BAD);
  g_assert_true (g_str_has_prefix (url, "/api/files/inputs/"));
  g_object_unref (same.storage);
  g_object_unref (other.storage);
}

/* Somebody replaces the folders by a file. */
static void
test_broken (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *moved = rw_test_dup_new_path ();

  g_assert_cmpint (g_rename (fixture->folder, moved), ==, 0);
  g_assert_true (g_file_set_contents (fixture->folder, "x", 1, NULL));
  g_assert_null (rw_storage_dup_spool_path (fixture->storage, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Not a directory. See to its disk");
  g_assert_null (rw_storage_fetch (fixture->storage, fixture->key, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Not a directory. See to its disk");
  g_assert_false (rw_storage_remove (fixture->storage, fixture->key, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Not a directory. See to its disk");
  g_assert_null (rw_storage_list (fixture->storage, "", 0, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Not a directory. See to its disk");
  g_assert_false (rw_storage_clean_spool (fixture->storage, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Not a directory. See to its disk");
  g_assert_null (rw_folder_storage_open (fixture->folder, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "See to its disk");
}

#define ADD(name, func) g_test_add ("/folder-storage/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("stored", test_stored);
  ADD ("removed", test_removed);
  ADD ("foreign-keys", test_foreign_keys);
  ADD ("synced", test_synced);
  ADD ("faults", test_faults);
  ADD ("full-spool", test_full_spool);
  ADD ("cancelled", test_cancelled);
  ADD ("list", test_list);
  ADD ("models", test_models);
  ADD ("clean-spool", test_clean_spool);
  ADD ("url", test_url);
  ADD ("url-expires", test_url_expires);
  ADD ("url-tampered", test_url_tampered);
  ADD ("url-cut", test_url_cut);
  ADD ("url-of-others", test_url_of_others);
  ADD ("broken", test_broken);
  return g_test_run ();
}
