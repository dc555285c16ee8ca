/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources that are no files: pipes, which are copied before they can be read. */
#include "rw-source.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STREAM_SIZE ((gsize) 1000000) /* more than a pipe holds */

static char *
make_stream (void)
{
  char *bytes = g_malloc (STREAM_SIZE);

  for (gsize i = 0; i < STREAM_SIZE; i++)
    bytes[i] = (char) (i * 7 + i / 256);
  return bytes;
}

static gpointer
write_fifo (gpointer path)
{
  g_autofree char *bytes = make_stream ();
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (rw_io_write_all (fd, bytes, STREAM_SIZE));
  close (fd);
  return NULL;
}

static void
test_fifo (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("fifo.csv");
  g_autofree char *bytes = make_stream ();
  guint before = rw_test_count_open_files ();

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  GThread *writer = g_thread_new ("writer", write_fifo, path);
  RwSource *source = rw_source_open (path, NULL, &error);
  g_thread_join (writer);
  g_assert_no_error (error);
  g_assert_cmpstr (rw_source_get_name (source), ==, "fifo.csv");
  rw_test_assert_content (source, bytes, STREAM_SIZE);
  g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_PRESENT);
  g_assert_true (rw_source_check (source, NULL));
  g_assert_finalize_object (source);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
}

/* A pipe with a few bytes in it and nobody to write more. */
static int
make_pipe (void)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_true (rw_io_write_all (fds[1], "a,b\n1,2\n", 8));
  close (fds[1]);
  return fds[0];
}

static void
test_pipe (void)
{
  g_autoptr (GError) error = NULL;
  int fd = make_pipe ();
  g_autoptr (RwSource) source = rw_source_open_stream (fd, "standard input", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fcntl (fd, F_GETFD), >=, 0);
  close (fd);
  g_assert_cmpstr (rw_source_get_name (source), ==, "standard input");
  rw_test_assert_content (source, "a,b\n1,2\n", 8);
}

static void
test_short_and_interrupted (void)
{
  static const int error_numbers[] = { EINTR, EAGAIN };

  for (guint i = 0; i < G_N_ELEMENTS (error_numbers); i++)
    {
      g_autoptr (GError) error = NULL;
      int fd = make_pipe ();
      rw_test_set_fault (
          RW_TEST_READ,
          (RwTestFault){ .skip = 1, .times = 2, .error_number = error_numbers[i], .most = 3 });
      rw_test_set_fault (RW_TEST_WRITE,
                         (RwTestFault){ .skip = 1, .times = 1, .error_number = EINTR, .most = 2 });
      g_autoptr (RwSource) source = rw_source_open_stream (fd, "input", NULL, &error);
      rw_test_clear_faults ();
      g_assert_no_error (error);
      rw_test_assert_content (source, "a,b\n1,2\n", 8);
      close (fd);
    }
}

static void
assert_stream_fails (RwTestCall call, RwTestFault fault, const char *part)
{
  g_autoptr (GError) error = NULL;
  int fd = make_pipe ();
  guint before = rw_test_count_open_files ();

  rw_test_set_fault (call, fault);
  g_assert_null (rw_source_open_stream (fd, "input", NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, part);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
  close (fd);
}

static void
test_errors (void)
{
  assert_stream_fails (
      RW_TEST_READ,
      (RwTestFault){ .skip = 1, .times = RW_TEST_ALWAYS, .error_number = EIO, .most = 3 },
      "“input” cannot be read: Input/output error");
  assert_stream_fails (RW_TEST_WRITE,
                       (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = ENOSPC },
                       "No space left on device");
}

/* The copies that are open and still have a name. */
static guint
count_named_copies (guint *n_copies)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name = NULL;
  guint n_named = 0;

  for (*n_copies = 0; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *path = g_file_read_link (link, NULL);
      if (path == NULL || strstr (path, "/retainwise-") == NULL)
        continue;
      (*n_copies)++;
      n_named += !g_str_has_suffix (path, " (deleted)");
    }
  return n_named;
}

/* Nobody else can open the copy, and nothing of it is left behind. */
static void
test_copy_has_no_name (void)
{
  int fd = make_pipe ();
  g_autoptr (RwSource) source = rw_source_open_stream (fd, "input", NULL, NULL);
  guint n_copies = 0;

  g_assert_cmpuint (count_named_copies (&n_copies), ==, 0);
  g_assert_cmpuint (n_copies, ==, 1);
  close (fd);
}

/* A pipe whose writer says nothing for as long as it is open. */
static int
make_silent_pipe (int *writer)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  *writer = fds[1];
  return fds[0];
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled_while_waiting (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int writer = -1;
  int fd = make_silent_pipe (&writer);
  GThread *thread = g_thread_new ("cancels", cancel_soon, cancellable);

  g_assert_null (rw_source_open_stream (fd, "input", cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_thread_join (thread);
  close (fd);
  close (writer);
}

/* Nobody has opened the other end of the pipe yet. */
static void
test_fifo_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = rw_test_dup_path ("silent.csv");
  guint before = rw_test_count_open_files ();

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  GThread *thread = g_thread_new ("cancels", cancel_soon, cancellable);
  g_assert_null (rw_source_open (path, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_thread_join (thread);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
}

static gpointer
write_slowly (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);

  for (guint i = 0; i < 5; i++)
    {
      g_usleep (2000);
      g_assert_true (rw_io_write_all (fd, "1,2\n", 4));
    }
  close (fd);
  return NULL;
}

/* A reader that must not block sees nothing for a while, which is not the end. */
static void
test_slow_writer (void)
{
  g_autoptr (GError) error = NULL;
  int writer = -1;
  int fd = make_silent_pipe (&writer);

  g_assert_cmpint (fcntl (fd, F_SETFL, O_NONBLOCK), ==, 0);
  GThread *thread = g_thread_new ("writes", write_slowly, GINT_TO_POINTER (writer));
  g_autoptr (RwSource) source = rw_source_open_stream (fd, "input", NULL, &error);
  g_thread_join (thread);
  g_assert_no_error (error);
  rw_test_assert_content (source, "1,2\n1,2\n1,2\n1,2\n1,2\n", 20);
  close (fd);
}

static void
test_cancelled_before (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int fd = make_pipe ();
  guint before = rw_test_count_open_files ();

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_source_open_stream (fd, "input", cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
  close (fd);
}

/* There is no folder for temporary files; in a process of its own, for GLib remembers the folder.
 */
static void
test_no_temporary_folder (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GError) error = NULL;
      int fd = make_pipe ();
      g_setenv ("TMPDIR", "/nonexistent", TRUE);
      g_assert_null (rw_source_open_stream (fd, "input", NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_FILE, NULL);
      close (fd);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source-stream/fifo", test_fifo);
  g_test_add_func ("/source-stream/pipe", test_pipe);
  g_test_add_func ("/source-stream/copy-has-no-name", test_copy_has_no_name);
  g_test_add_func ("/source-stream/slow-writer", test_slow_writer);
  g_test_add_func ("/source-stream/short-and-interrupted", test_short_and_interrupted);
  g_test_add_func ("/source-stream/errors", test_errors);
  g_test_add_func ("/source-stream/cancelled-before", test_cancelled_before);
  g_test_add_func ("/source-stream/no-temporary-folder", test_no_temporary_folder);
  if (!RW_TEST_THREADS_WATCHED) /* which would not see how a GCancellable wakes a thread */
    {
      g_test_add_func ("/source-stream/cancelled-while-waiting", test_cancelled_while_waiting);
      g_test_add_func ("/source-stream/fifo-cancelled", test_fifo_cancelled);
    }
  return g_test_run ();
}
