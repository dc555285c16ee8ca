/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-spool.h"

#include "rw-clock.h"
#include "rw-test-io.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <errno.h>
#include <locale.h>

#define DAY (24 * 3600 * 1000)

static char *
open_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = rw_test_dup_new_path ();
  char *folder = g_build_filename (parent, "spool", NULL);

  g_assert_true (rw_spool_open (folder, &error));
  g_assert_true (rw_spool_open (folder, &error));
  g_assert_no_error (error);
  return folder;
}

static guint
check_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = open_new ();
  g_autofree char *first = rw_spool_dup_path (folder, &error);
  g_autofree char *second = rw_spool_dup_path (folder, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (check_mode (folder), ==, 0700);
  g_assert_cmpuint (check_mode (first), ==, 0600);
}

static void
test_clean (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = open_new ();
  g_autofree char *path = rw_spool_dup_path (folder, &error);

  g_assert_true (rw_spool_clean (folder, rw_clock_now () - DAY, &error));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (rw_spool_clean (folder, rw_clock_now () + DAY, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_is_older (void)
{
  g_autofree char *path = rw_test_write ("file", RW_TEST_BYTES ("x"));
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_true (rw_spool_is_older (path, rw_clock_now () + DAY));
  g_assert_false (rw_spool_is_older (path, rw_clock_now () - DAY));
  g_assert_false (rw_spool_is_older (folder, rw_clock_now () + DAY));
  g_assert_false (rw_spool_is_older ("/nowhere", G_MAXINT64));
}

static void
test_broken (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = open_new ();
  g_autofree char *file = rw_test_write ("no-folder", RW_TEST_BYTES ("x"));

  rw_test_set_fault (RW_TEST_OPEN, (RwTestFault){ .times = 1, .error_number = ENOSPC });
  g_assert_null (rw_spool_dup_path (folder, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "No space left on device. See to its disk");
  g_assert_false (rw_spool_open (file, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "See to its disk");
  g_assert_null (rw_spool_dup_path (file, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Not a directory. See to its disk");
  g_assert_false (rw_spool_clean (file, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "Not a directory. See to its disk");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spool/new", test_new);
  g_test_add_func ("/spool/clean", test_clean);
  g_test_add_func ("/spool/is-older", test_is_older);
  g_test_add_func ("/spool/broken", test_broken);
  return g_test_run ();
}
