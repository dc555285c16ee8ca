/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-host-path.h"

#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sys/xattr.h>

/* A file as the portal shows it: in “doc” of the folder that XDG_RUNTIME_DIR names. */
static char *
make_document (const char *id)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "doc", id, NULL);
  char *path = g_build_filename (folder, "customers.csv", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "a\n", -1, NULL));
  return path;
}

static void
assert_folder (const char *path, const char *expected)
{
  g_autofree char *folder = rw_host_path_dup_folder (path);

  g_assert_cmpstr (folder, ==, expected);
}

static void
test_plain (void)
{
  g_autofree char *beside = g_strconcat (g_get_user_runtime_dir (), "/docs/customers.csv", NULL);
  g_autofree char *folder = g_path_get_dirname (beside);

  assert_folder ("/data/customers.csv", "/data");
  assert_folder (beside, folder);
}

/* An older portal. */
static void
test_untold (void)
{
  g_autofree char *path = make_document ("12ab");

  assert_folder (path, NULL);
}

static void
test_told (void)
{
  static const char real[] = "/srv/lists/customers.csv";
  g_autofree char *path = make_document ("34cd");

  if (setxattr (path, "user.document-portal.host-path", real, sizeof real, 0) != 0)
    {
      g_assert_cmpint (errno, ==, ENOTSUP);
      g_test_skip ("the file system here has no extended attributes");
      return;
    }
  assert_folder (path, "/srv/lists");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = rw_test_dup_path ("runtime");

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host-path/plain", test_plain);
  g_test_add_func ("/host-path/untold", test_untold);
  g_test_add_func ("/host-path/told", test_told);
  return g_test_run ();
}
