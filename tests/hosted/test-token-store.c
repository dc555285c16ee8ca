/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Without an argument there is no secret service; with “keyring” there must be one. */
#include "rw-token-store.h"

#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define SERVER "http://[::1]:8080/queue"
#define OTHER  "https://queue.example.com"

static void
save (const char *server, const char *token, RwTokenPlace place)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_token_store_save (server, token, place, NULL, &error));
  g_assert_no_error (error);
}

static void
clear (const char *server)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_token_store_clear (server, NULL, &error));
  g_assert_no_error (error);
}

static void
check (const char *server, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *loaded = rw_token_store_load (server, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (loaded, ==, token);
}

/* Path of the only file there is. */
static char *
find_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "retainwise", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = folder != NULL ? g_dir_read_name (folder) : NULL;
  char *found = name != NULL ? g_build_filename (path, name, NULL) : NULL;

  if (folder != NULL)
    g_assert_null (g_dir_read_name (folder));
  return found;
}

static void
test_file (void)
{
  GStatBuf info;

  save (SERVER, "rwt_1", RW_TOKEN_PLACE_FILE);
  check (SERVER, "rwt_1");
  g_autofree char *path = find_file ();
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  save (SERVER, "rwt_22", RW_TOKEN_PLACE_FILE);
  check (SERVER, "rwt_22");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  clear (SERVER);
  g_assert_null (find_file ());
}

static void
test_no_service (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_token_store_save (SERVER, "rwt_1", RW_TOKEN_PLACE_SECRETS, NULL, &error));
  g_assert_null (strstr (error->message, "rwt_1"));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "keyring");
  g_assert_null (find_file ());
  g_assert_null (rw_token_store_load (SERVER, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "keyring");
  g_assert_false (rw_token_store_clear (SERVER, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "keyring");
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_token_store_save (SERVER, "x", RW_TOKEN_PLACE_SECRETS, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

static void
test_file_faults (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "retainwise", NULL);
  g_autoptr (GError) error = NULL;

  save (SERVER, "rwt_1", RW_TOKEN_PLACE_FILE);
  g_autofree char *path = find_file ();
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (rw_token_store_load (SERVER, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be read");
  g_assert_false (rw_token_store_save (SERVER, "x", RW_TOKEN_PLACE_FILE, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "cannot be saved");
  g_assert_false (rw_token_store_clear (SERVER, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, path);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_false (rw_token_store_save (SERVER, "x", RW_TOKEN_PLACE_FILE, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "retainwise");
  g_assert_cmpint (g_unlink (folder), ==, 0);
}

static void
test_keyring (void)
{
  save (SERVER, "rwt_1", RW_TOKEN_PLACE_SECRETS);
  save (OTHER, "rwt_2", RW_TOKEN_PLACE_SECRETS);
  check (SERVER, "rwt_1");
  save (SERVER, "rwt_3", RW_TOKEN_PLACE_SECRETS);
  check (SERVER, "rwt_3");
  clear (SERVER);
  check (SERVER, NULL);
  check (OTHER, "rwt_2");
  clear (SERVER);
  clear (OTHER);
  g_assert_null (find_file ());
}

/* There is one token for a server, the one that was saved last. */
static void
test_both_places (void)
{
  save (SERVER, "old", RW_TOKEN_PLACE_SECRETS);
  save (SERVER, "new", RW_TOKEN_PLACE_FILE);
  check (SERVER, "new");
  save (SERVER, "newest", RW_TOKEN_PLACE_SECRETS);
  check (SERVER, "newest");
  g_assert_null (find_file ());
  save (SERVER, "again", RW_TOKEN_PLACE_FILE);
  clear (SERVER);
  check (SERVER, NULL);
}

int
main (int argc, char *argv[])
{
  g_autofree char *data = rw_test_dup_path ("data");

  setlocale (LC_ALL, "");
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  if (argc < 2)
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    {
      g_test_add_func ("/token-store/keyring", test_keyring);
      g_test_add_func ("/token-store/both-places", test_both_places);
      return g_test_run ();
    }
  g_test_add_func ("/token-store/file", test_file);
  g_test_add_func ("/token-store/no-service", test_no_service);
  g_test_add_func ("/token-store/cancelled", test_cancelled);
  g_test_add_func ("/token-store/file-faults", test_file_faults);
  return g_test_run ();
}
