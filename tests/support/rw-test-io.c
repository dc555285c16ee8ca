/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-io.h"

#include <errno.h>
#include <string.h>

static RwIo real;
static gboolean replaced;
static RwTestFault faults[RW_TEST_N_CALLS];
static int n_calls[RW_TEST_N_CALLS];

/* Counts the call; whether it shall fail, with errno set. */
static gboolean
fails (RwTestCall call)
{
  const RwTestFault *fault = &faults[call];
  guint n = (guint) g_atomic_int_add (&n_calls[call], 1);

  if (n == fault->skip && fault->before != NULL)
    fault->before (fault->data);
  if (n < fault->skip || n - fault->skip >= fault->times)
    return FALSE;
  errno = fault->error_number;
  return TRUE;
}

static size_t
shorten (RwTestCall call, size_t length)
{
  return faults[call].most > 0 ? MIN (length, faults[call].most) : length;
}

static int
open_file (const char *path, int flags, mode_t mode)
{
  return fails (RW_TEST_OPEN) ? -1 : real.open (path, flags, mode);
}

static ssize_t
read_file (int fd, void *buffer, size_t length)
{
  return fails (RW_TEST_READ) ? -1 : real.read (fd, buffer, shorten (RW_TEST_READ, length));
}

static ssize_t
pread_file (int fd, void *buffer, size_t length, off_t offset)
{
  return fails (RW_TEST_PREAD) ? -1
                               : real.pread (fd, buffer, shorten (RW_TEST_PREAD, length), offset);
}

static ssize_t
write_file (int fd, const void *bytes, size_t length)
{
  return fails (RW_TEST_WRITE) ? -1 : real.write (fd, bytes, shorten (RW_TEST_WRITE, length));
}

static int
fsync_file (int fd)
{
  return fails (RW_TEST_FSYNC) ? -1 : real.fsync (fd);
}

static int
rename_file (const char *from, const char *to)
{
  return fails (RW_TEST_RENAME) ? -1 : real.rename (from, to);
}

static gpointer
try_malloc (gsize length)
{
  return fails (RW_TEST_MALLOC) ? NULL : real.try_malloc (length);
}

static void
replace (void)
{
  real = rw_io;
  replaced = TRUE;
  rw_io.open = open_file;
  rw_io.read = read_file;
  rw_io.pread = pread_file;
  rw_io.write = write_file;
  rw_io.fsync = fsync_file;
  rw_io.rename = rename_file;
  rw_io.try_malloc = try_malloc;
}

void
rw_test_set_fault (RwTestCall call, RwTestFault fault)
{
  if (!replaced)
    replace ();
  faults[call] = fault;
  g_atomic_int_set (&n_calls[call], 0);
}

guint
rw_test_get_n_calls (RwTestCall call)
{
  return (guint) g_atomic_int_get (&n_calls[call]);
}

void
rw_test_clear_faults (void)
{
  memset (faults, 0, sizeof faults);
  if (replaced)
    rw_io = real;
  replaced = FALSE;
}
