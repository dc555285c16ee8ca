/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwks-file.h"

#include "rw-test-keys.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* The keys "one" in a file of this name. */
static RwJwksFile *
open_file (const char *name, char **path)
{
  g_autofree char *keys = rw_test_key_set ("one", NULL);
  g_autoptr (GError) error = NULL;

  *path = rw_test_write (name, keys, strlen (keys));
  RwJwksFile *file = rw_jwks_file_open (*path, &error);
  g_assert_no_error (error);
  return file;
}

static void
check (RwJwksFile *file, const char *id)
{
  g_autoptr (RwJwkSet) keys = rw_jwks_file_get_keys (file);

  g_assert_nonnull (rw_jwk_set_find (keys, id));
}

/* As long as nothing happens to it, it is read once. */
static void
test_kept (void)
{
  g_autofree char *path = NULL;
  g_autoptr (RwJwksFile) file = open_file ("kept.json", &path);
  g_autoptr (RwJwkSet) first = rw_jwks_file_get_keys (file);
  g_autoptr (RwJwkSet) second = rw_jwks_file_get_keys (file);

  g_assert_true (first == second);
}

static void
test_replaced (void)
{
  g_autofree char *path = NULL;
  g_autoptr (RwJwksFile) file = open_file ("replaced.json", &path);
  g_autofree char *other = rw_test_key_set ("two", NULL);

  check (file, "one");
  g_free (rw_test_write ("replaced.json", other, strlen (other)));
  check (file, "two");
}

static void
test_changed (void)
{
  g_autofree char *path = NULL;
  g_autoptr (RwJwksFile) file = open_file ("changed.json", &path);
  g_autofree char *other = rw_test_key_set ("two", NULL);

  rw_test_overwrite (path, other, strlen (other));
  check (file, "two");
}

/* Half a file, and none at all: the keys stay until a whole one is there. */
static void
test_broken (void)
{
  g_autofree char *path = NULL;
  g_autoptr (RwJwksFile) file = open_file ("broken.json", &path);
  g_autofree char *other = rw_test_key_set ("two", NULL);

  rw_test_overwrite (path, other, strlen (other) / 2);
  check (file, "one");
  check (file, "one");
  g_assert_cmpint (g_unlink (path), ==, 0);
  check (file, "one");
  g_free (rw_test_write ("broken.json", other, strlen (other)));
  check (file, "two");
}

static void
test_refused (void)
{
  g_autofree char *garbage = rw_test_write ("garbage.json", RW_TEST_BYTES ("no keys"));
  g_autofree char *empty = rw_test_write ("empty.json", "", 0);
  g_autofree char *blanks = g_strnfill (RW_JWK_SET_MAX_BYTES, ' ');
  g_autofree char *keys = rw_test_key_set ("one", NULL);
  g_autofree char *text = g_strconcat (keys, blanks, NULL);
  g_autofree char *huge = rw_test_write ("huge.json", text, strlen (text));
  const char *const paths[] = { garbage, empty, huge };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_assert_null (rw_jwks_file_open (paths[i], &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, "RFC 7517");
    }
  g_assert_null (rw_jwks_file_open ("no-such-file.json", &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "no-such-file.json");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jwks-file/kept", test_kept);
  g_test_add_func ("/jwks-file/replaced", test_replaced);
  g_test_add_func ("/jwks-file/changed", test_changed);
  g_test_add_func ("/jwks-file/broken", test_broken);
  g_test_add_func ("/jwks-file/refused", test_refused);
  return g_test_run ();
}
