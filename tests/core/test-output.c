/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-output.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_BIG ((gsize) 9 << 20) /* more than is handed to the disk at a time */

/* A folder with one file in it: "old", mode 0640. */
typedef struct
{
  char *folder;
  char *path;
} Files;

static void
set_up (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  static guint n = 0;
  g_autofree char *name = g_strdup_printf ("folder-%u", n++);

  files->folder = rw_test_dup_path (name);
  files->path = g_build_filename (files->folder, "out.csv", NULL);
  g_assert_cmpint (g_mkdir (files->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (files->path, "old", 3, NULL));
  g_assert_cmpint (g_chmod (files->path, 0640), ==, 0);
}

static void
tear_down (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_free (files->folder);
  g_free (files->path);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_file (const char *path, const char *expected, mode_t mode)
{
  g_autofree char *content = NULL;
  struct stat status;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
  g_assert_cmpint (lstat (path, &status), ==, 0);
  g_assert_true (S_ISREG (status.st_mode));
  g_assert_cmpuint (status.st_mode & 07777, ==, mode);
}

/* The old file is as it was, and there is nothing beside it. */
static void
assert_untouched (const Files *files)
{
  assert_file (files->path, "old", 0640);
  g_assert_cmpuint (count_entries (files->folder), ==, 1);
}

static RwOutput *
open_output (const char *path)
{
  g_autoptr (GError) error = NULL;
  RwOutput *output = rw_output_open (path, &error);

  g_assert_no_error (error);
  return output;
}

static void
write_text (RwOutput *output, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_output_write (output, text, strlen (text), &error));
  g_assert_no_error (error);
}

static void
commit (RwOutput *output)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_output_commit (output, &error));
  g_assert_no_error (error);
}

static void
write_new (const char *path)
{
  g_autoptr (RwOutput) output = open_output (path);

  write_text (output, "new ");
  write_text (output, "content");
  commit (output);
}

static void
assert_refused (const char *path, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_output_open (path, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, part);
}

static void
test_new (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (files->folder, "other.csv", NULL);
  mode_t before = umask (027);

  write_new (path);
  umask (before);
  assert_file (path, "new content", 0640);
  assert_file (files->path, "old", 0640);
  g_assert_cmpuint (count_entries (files->folder), ==, 2);
}

/* The old file is there until the commit, and who has it open goes on reading it. */
static void
test_replaced (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  char bytes[8] = { 0 };
  int fd = open (files->path, O_RDONLY | O_CLOEXEC);
  RwOutput *output = open_output (files->path);

  write_text (output, "new");
  assert_file (files->path, "old", 0640);
  commit (output);
  assert_file (files->path, "new", 0640);
  rw_output_free (output);
  assert_file (files->path, "new", 0640);
  g_assert_cmpuint (count_entries (files->folder), ==, 1);
  g_assert_cmpint (read (fd, bytes, sizeof bytes), ==, 3);
  g_assert_cmpstr (bytes, ==, "old");
  g_assert_cmpint (close (fd), ==, 0);
}

static void
test_mode (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  static const mode_t modes[] = { 0600, 0664, 0640, 0666 };
  mode_t before = umask (077);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (g_chmod (files->path, modes[i]), ==, 0);
      write_new (files->path);
      assert_file (files->path, "new content", modes[i]);
    }
  umask (before);
}

/* While it is written, nobody may read what the old file did not let them. */
static void
test_mode_before (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwOutput) output = open_output (files->path);
  g_autoptr (GDir) dir = g_dir_open (files->folder, 0, NULL);
  const char *name = NULL;

  g_assert_cmpuint (count_entries (files->folder), ==, 2);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (files->folder, name, NULL);
      struct stat status;
      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpuint (status.st_mode & 07777, ==, 0640);
    }
}

static void
test_symlink (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *links = g_build_filename (files->folder, "links", NULL);
  g_autofree char *link = g_build_filename (links, "link.csv", NULL);

  g_assert_cmpint (g_mkdir (links, 0700), ==, 0);
  g_assert_cmpint (symlink ("../out.csv", link), ==, 0);
  write_new (link);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_file (files->path, "new content", 0640);
  g_assert_cmpuint (count_entries (files->folder), ==, 2);
  g_assert_cmpuint (count_entries (links), ==, 1);
}

static void
test_not_committed (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *other = g_build_filename (files->folder, "other.csv", NULL);
  guint n_files = rw_test_count_open_files ();
  RwOutput *output = open_output (files->path);
  RwOutput *fresh = open_output (other);

  write_text (output, "new");
  write_text (fresh, "new");
  rw_output_free (output);
  rw_output_free (fresh);
  assert_untouched (files);
  g_assert_cmpuint (rw_test_count_open_files (), ==, n_files);
}

static void
test_big (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *bytes = g_malloc (N_BIG);
  g_autofree char *content = NULL;
  g_autoptr (RwOutput) output = open_output (files->path);
  gsize length = 0;

  for (gsize i = 0; i < N_BIG; i++)
    bytes[i] = (char) (i * 31 % 251);
  for (gsize at = 0; at < N_BIG; at += N_BIG / 9)
    g_assert_true (rw_output_write (output, bytes + at, N_BIG / 9, NULL));
  commit (output);
  g_assert_true (g_file_get_contents (files->path, &content, &length, NULL));
  g_assert_cmpmem (content, length, bytes, N_BIG);
}

/* The disk is full after 30 bytes. */
static void
test_disk_full (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = g_strnfill (100, 'x');
  RwOutput *output = open_output (files->path);
  RwTestFault full = { .skip = 3, .times = RW_TEST_ALWAYS, .error_number = ENOSPC, .most = 10 };

  rw_test_set_fault (RW_TEST_WRITE, full);
  g_assert_false (rw_output_write (output, bytes, 100, &error));
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_WRITE), ==, 4);
  rw_test_clear_faults ();
  rw_output_free (output);
  rw_test_assert_error (&error, RW_ERROR_FILE,
                        "“out.csv” cannot be written: the disk is full. Make room or choose "
                        "another folder.");
  assert_untouched (files);
}

static void
assert_commit_fails (const Files *files, RwTestCall call, int error_number, const char *part)
{
  g_autoptr (GError) error = NULL;
  RwOutput *output = open_output (files->path);

  write_text (output, "new");
  rw_test_set_fault (call, (RwTestFault){ .times = 1, .error_number = error_number });
  g_assert_false (rw_output_commit (output, &error));
  g_assert_cmpuint (rw_test_get_n_calls (call), ==, 1);
  rw_test_clear_faults ();
  rw_output_free (output);
  rw_test_assert_error (&error, RW_ERROR_FILE, part);
  assert_untouched (files);
}

static void
test_commit_fails (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  static const char eio[] = "“out.csv” cannot be written: Input/output error. Choose another";

  assert_commit_fails (files, RW_TEST_FSYNC, EIO, eio);
  assert_commit_fails (files, RW_TEST_FSYNC, ENOSPC, "the disk is full. Make room");
  assert_commit_fails (files, RW_TEST_FSYNC, EDQUOT, "the disk is full. Make room");
  assert_commit_fails (files, RW_TEST_RENAME, EIO, eio);
  assert_commit_fails (files, RW_TEST_RENAME, EPERM, "read-only. Choose another folder.");
}

/* The file is on the disk before it takes its place, and its name behind that. */
static void
test_synced (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwOutput) output = open_output (files->path);

  rw_test_set_fault (RW_TEST_FSYNC, (RwTestFault){ .times = 0 });
  rw_test_set_fault (RW_TEST_RENAME, (RwTestFault){ .times = 0 });
  commit (output);
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_FSYNC), ==, 2);
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_RENAME), ==, 1);
  rw_test_clear_faults ();
}

static void
test_short_writes (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwOutput) output = open_output (files->path);
  RwTestFault signals = { .skip = 1, .times = 2, .error_number = EINTR, .most = 3 };

  rw_test_set_fault (RW_TEST_WRITE, signals);
  write_text (output, "0123456789");
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_WRITE), ==, 6);
  rw_test_clear_faults ();
  commit (output);
  assert_file (files->path, "0123456789", 0640);
}

static void
test_open_fails (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  static const int error_numbers[] = { EACCES, EPERM, EROFS };

  for (guint i = 0; i < G_N_ELEMENTS (error_numbers); i++)
    {
      RwTestFault fault = { .times = RW_TEST_ALWAYS, .error_number = error_numbers[i] };
      rw_test_set_fault (RW_TEST_OPEN, fault);
      assert_refused (files->path, "“out.csv” cannot be written: it or its folder is read-only. "
                                   "Choose another folder.");
      rw_test_clear_faults ();
      assert_untouched (files);
    }
}

/* A name that is taken is not used; nor are names tried for ever. */
static void
test_name_taken (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  RwTestFault taken = { .times = RW_TEST_ALWAYS, .error_number = EEXIST };

  rw_test_set_fault (RW_TEST_OPEN, taken);
  assert_refused (files->path, "“out.csv” cannot be written: File exists. Choose another");
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_OPEN), ==, 100);
  assert_untouched (files);
  taken.times = 2;
  rw_test_set_fault (RW_TEST_OPEN, taken);
  write_new (files->path);
  rw_test_clear_faults ();
  assert_file (files->path, "new content", 0640);
}

static void
test_folders (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *missing = g_build_filename (files->folder, "missing", "x.csv", NULL);
  g_autofree char *below_file = g_build_filename (files->path, "x.csv", NULL);
  g_autofree char *name = g_path_get_basename (files->folder);
  g_autofree char *folder =
      g_strdup_printf ("“%s” cannot be written: it is a folder. Name a file", name);

  assert_refused (missing, "“x.csv” cannot be written: its folder does not exist.");
  assert_refused (below_file, "“x.csv” cannot be written: Not a directory. Choose another");
  assert_refused (files->folder, folder);
  assert_untouched (files);
}

static gpointer
read_all (gpointer path)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static void
test_fifo (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (files->folder, "pipe", NULL);
  struct stat status;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  GThread *thread = g_thread_new ("reader", read_all, path);
  write_new (path);
  g_autofree char *content = g_thread_join (thread);
  g_assert_cmpstr (content, ==, "new content");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_true (S_ISFIFO (status.st_mode));
  g_assert_cmpuint (count_entries (files->folder), ==, 2);
}

static void
test_devices (void)
{
  g_autoptr (GError) error = NULL;
  struct stat status;

  write_new ("/dev/null");
  g_assert_cmpint (stat ("/dev/null", &status), ==, 0);
  g_assert_true (S_ISCHR (status.st_mode));
  g_autoptr (RwOutput) full = open_output ("/dev/full");
  g_assert_false (rw_output_write (full, "x", 1, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "“full” cannot be written: the disk is full.");
}

/* The descriptor is the caller's: written to, and left open. */
static void
test_stream (void)
{
  int fds[2];
  char bytes[8] = { 0 };

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  RwOutput *output = rw_output_open_stream (fds[1], "standard output");
  write_text (output, "new");
  commit (output);
  rw_output_free (output);
  g_assert_cmpint (write (fds[1], "!", 1), ==, 1);
  g_assert_cmpint (read (fds[0], bytes, sizeof bytes), ==, 4);
  g_assert_cmpstr (bytes, ==, "new!");
  close (fds[0]);
  close (fds[1]);
}

/* As the header has it: when anything fails, the old file stays as it was. */
static void
assert_agrees (const Files *files, RwTestCall call, guint skip, int error_number)
{
  RwOutput *output = open_output (files->path);

  write_text (output, "new");
  rw_test_set_fault (call, (RwTestFault){ .skip = skip, .times = 1, .error_number = error_number });
  gboolean committed = rw_output_commit (output, NULL);
  rw_test_clear_faults ();
  rw_output_free (output);
  assert_file (files->path, committed ? "new" : "old", 0640);
}

static void
test_unreadable_folder (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  assert_agrees (files, RW_TEST_OPEN, 0, EACCES);
}

static void
test_folder_not_synced (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  assert_agrees (files, RW_TEST_FSYNC, 1, EIO);
}

/* A link to a file that is not there yet leads to the new file. */
static void
test_dangling_symlink (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (files->folder, "other.csv", NULL);
  g_autofree char *link = g_build_filename (files->folder, "link.csv", NULL);

  g_assert_cmpint (symlink ("other.csv", link), ==, 0);
  write_new (link);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* HACKING.md: a message says what happened, where and what to do. */
static void
test_advice_missing (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *missing = g_build_filename (files->folder, "missing", "x.csv", NULL);

  assert_refused (missing, ". ");
}

static void
test_advice_folder (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  assert_refused (files->folder, ". ");
}

#define ADD(name, func) g_test_add ("/output/" name, Files, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("new", test_new);
  ADD ("replaced", test_replaced);
  ADD ("mode", test_mode);
  ADD ("mode-before", test_mode_before);
  ADD ("symlink", test_symlink);
  ADD ("not-committed", test_not_committed);
  ADD ("big", test_big);
  ADD ("disk-full", test_disk_full);
  ADD ("commit-fails", test_commit_fails);
  ADD ("synced", test_synced);
  ADD ("short-writes", test_short_writes);
  ADD ("open-fails", test_open_fails);
  ADD ("name-taken", test_name_taken);
  ADD ("folders", test_folders);
  ADD ("fifo", test_fifo);
  g_test_add_func ("/output/devices", test_devices);
  g_test_add_func ("/output/stream", test_stream);
  ADD ("unreadable-folder", test_unreadable_folder);
  ADD ("folder-not-synced", test_folder_not_synced);
  ADD ("dangling-symlink", test_dangling_symlink);
  ADD ("advice-missing", test_advice_missing);
  ADD ("advice-folder", test_advice_folder);
  return g_test_run ();
}
