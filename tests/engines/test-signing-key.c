/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-signing-key.h"

#include "rw-test-io.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define N_THREADS 6

static RwSigningKey *
open_key (const char *path)
{
  g_autoptr (GError) error = NULL;
  RwSigningKey *key = rw_signing_key_open (path, &error);

  g_assert_no_error (error);
  return key;
}

/* As Python's hmac has it, with a key of 32 times "k". */
static void
test_signature (void)
{
  g_autofree char *path = rw_test_write ("key", RW_TEST_BYTES ("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"));
  g_autoptr (RwSigningKey) key = open_key (path);
  g_autofree char *signature = rw_signing_key_dup_signature (key, "what do ya want for nothing?");

  g_assert_cmpstr (signature, ==,
                   "4f63351605b85f42e803b30e42c1905fed065a563ff4295a47982e43f228e097");
}

static void
test_check (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (RwSigningKey) key = open_key (path);
  g_autofree char *signature = rw_signing_key_dup_signature (key, "text");

  g_assert_cmpuint (strlen (signature), ==, 64);
  g_assert_true (rw_signing_key_check (key, "text", signature));
  g_assert_false (rw_signing_key_check (key, "Text", signature));
  g_assert_false (rw_signing_key_check (key, "text", ""));
  for (gsize i = 0; i < strlen (signature); i++)
    {
      g_autofree char *changed = g_strdup (signature);
      changed[i] = changed[i] == '0' ? '1' : '0';
      g_assert_false (rw_signing_key_check (key, "text", changed));
      changed[i] = '\0';
      g_assert_false (rw_signing_key_check (key, "text", changed));
    }
}

/* Made once, for its owner only, and nothing beside it. */
static void
test_kept (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  struct stat info;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_autoptr (RwSigningKey) key = open_key (path);
  g_autoptr (RwSigningKey) again = open_key (path);
  g_autofree char *signature = rw_signing_key_dup_signature (key, "text");
  g_assert_true (rw_signing_key_check (again, "text", signature));
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_nlink, ==, 1);
  g_assert_cmpint (info.st_size, ==, 32);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gpointer
open_in_thread (gpointer path)
{
  return open_key (path);
}

static void
test_made_at_once (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  GThread *threads[N_THREADS];
  g_autofree char *signature = NULL;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("key", open_in_thread, path);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (RwSigningKey) key = g_thread_join (threads[i]);
      if (signature == NULL)
        signature = rw_signing_key_dup_signature (key, "text");
      g_assert_true (rw_signing_key_check (key, "text", signature));
    }
}

static void
test_refused (void)
{
  g_autofree char *shorter =
      rw_test_write ("shorter", RW_TEST_BYTES ("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"));
  g_autofree char *longer =
      rw_test_write ("longer", RW_TEST_BYTES ("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"));
  g_autofree char *nowhere = rw_test_dup_path ("nowhere/key");
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_signing_key_open (shorter, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "holds no key. Remove it");
  g_assert_null (rw_signing_key_open (longer, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "holds no key. Remove it");
  g_assert_null (rw_signing_key_open (nowhere, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "nowhere/key: No such file");
}

/* A key that is not on the disk is no key, and half of one stays nowhere. */
static void
test_faults (void)
{
  const RwTestCall calls[] = { RW_TEST_OPEN, RW_TEST_WRITE, RW_TEST_FSYNC };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *folder = rw_test_dup_new_path ();
      g_autofree char *path = g_build_filename (folder, "key", NULL);
      g_autoptr (GError) error = NULL;
      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      rw_test_set_fault (calls[i], (RwTestFault){ .times = 1, .error_number = ENOSPC });
      g_assert_null (rw_signing_key_open (path, &error));
      rw_test_clear_faults ();
      rw_test_assert_error (&error, RW_ERROR_FILE, "No space left");
      g_assert_cmpint (g_rmdir (folder), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signing-key/signature", test_signature);
  g_test_add_func ("/signing-key/check", test_check);
  g_test_add_func ("/signing-key/kept", test_kept);
  g_test_add_func ("/signing-key/made-at-once", test_made_at_once);
  g_test_add_func ("/signing-key/refused", test_refused);
  g_test_add_func ("/signing-key/faults", test_faults);
  return g_test_run ();
}
