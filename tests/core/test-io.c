/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int
create (const char *path)
{
  int fd = rw_io.open (path, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static void
assert_content (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize n = 0;

  g_assert_true (g_file_get_contents (path, &content, &n, &error));
  g_assert_cmpmem (content, n, bytes, length);
}

static void
test_members (void)
{
  g_autofree char *path = rw_test_dup_path ("members");
  g_autofree char *other = rw_test_dup_path ("renamed");
  g_autofree char *memory = rw_io.try_malloc (100);
  char buffer[4] = "";
  int fd = create (path);

  g_assert_nonnull (memory);
  g_assert_cmpint (rw_io.write (fd, "abcdef", 6), ==, 6);
  g_assert_cmpint (rw_io.fsync (fd), ==, 0);
  g_assert_cmpint (rw_io.pread (fd, buffer, 3, 2), ==, 3);
  g_assert_cmpstr (buffer, ==, "cde");
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  g_assert_cmpint (rw_io.read (fd, buffer, 3), ==, 3);
  g_assert_cmpstr (buffer, ==, "abc");
  g_assert_cmpint (rw_io.rename (path, other), ==, 0);
  assert_content (other, "abcdef", 6);
  g_assert_cmpint (rw_io.open (path, O_RDONLY, 0), ==, -1);
  g_assert_cmpint (errno, ==, ENOENT);
  close (fd);
}

static void
test_write_all (void)
{
  g_autofree char *path = rw_test_dup_path ("whole");
  int fd = create (path);

  g_assert_true (rw_io_write_all (fd, "abc", 3));
  g_assert_true (rw_io_write_all (fd, RW_TEST_BYTES ("\0\xff")));
  g_assert_true (rw_io_write_all (fd, "", 0));
  close (fd);
  assert_content (path, "abc\0\xff", 5);
}

static void
test_write_short (void)
{
  g_autofree char *path = rw_test_dup_path ("short");
  int fd = create (path);

  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .most = 3 });
  g_assert_true (rw_io_write_all (fd, "0123456789", 10));
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_WRITE), ==, 4);
  rw_test_clear_faults ();
  close (fd);
  assert_content (path, "0123456789", 10);
}

static void
test_write_interrupted (void)
{
  g_autofree char *path = rw_test_dup_path ("interrupted");
  int fd = create (path);

  rw_test_set_fault (RW_TEST_WRITE,
                     (RwTestFault){ .skip = 1, .times = 2, .error_number = EINTR, .most = 4 });
  g_assert_true (rw_io_write_all (fd, "0123456789", 10));
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_WRITE), ==, 5);
  rw_test_clear_faults ();
  close (fd);
  assert_content (path, "0123456789", 10);
}

static void
test_write_disk_full (void)
{
  g_autofree char *path = rw_test_dup_path ("full");
  int fd = create (path);

  rw_test_set_fault (
      RW_TEST_WRITE,
      (RwTestFault){ .skip = 1, .times = RW_TEST_ALWAYS, .error_number = ENOSPC, .most = 4 });
  errno = 0;
  g_assert_false (rw_io_write_all (fd, "0123456789", 10));
  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_WRITE), ==, 2);
  rw_test_clear_faults ();
  close (fd);
  assert_content (path, "0123", 4);
}

static void
test_sync_folder (void)
{
  g_autofree char *path = rw_test_dup_path ("not there");
  g_autofree char *below = rw_test_dup_path ("no folder/x");

  g_assert_true (rw_io_sync_folder_of (path));
  g_assert_false (rw_io_sync_folder_of (below));
  g_assert_cmpint (errno, ==, ENOENT);
  rw_test_set_fault (RW_TEST_FSYNC, (RwTestFault){ .times = 1, .error_number = EIO });
  g_assert_false (rw_io_sync_folder_of (path));
  g_assert_cmpint (errno, ==, EIO);
  rw_test_clear_faults ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/members", test_members);
  g_test_add_func ("/io/write-all", test_write_all);
  g_test_add_func ("/io/write-short", test_write_short);
  g_test_add_func ("/io/write-interrupted", test_write_interrupted);
  g_test_add_func ("/io/write-disk-full", test_write_disk_full);
  g_test_add_func ("/io/sync-folder", test_sync_folder);
  return g_test_run ();
}
