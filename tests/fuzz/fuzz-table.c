/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV files: index, chunks, columns, and records on demand agree with one another. */
#include "rw-table.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static RwSource *
open_bytes (const uint8_t *bytes, size_t length)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  g_assert_cmpint (write (fd, bytes, length), ==, (gssize) length);
  RwSource *source = rw_source_open (path, NULL, NULL);
  close (fd);
  return source;
}

static void
check_row (RwTable *table, guint32 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cells = rw_table_read_record (table, (guint64) row + 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cells->len, ==, rw_table_get_n_cells (table, row));
  g_assert_cmpuint (cells->len, <=, rw_table_get_width (table));
  /* a header that is not there takes no line */
  g_assert_cmpuint (rw_table_get_line (table, (guint64) row + 1), >=,
                    rw_table_get_line (table, row) + (row > 0));
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autoptr (RwSource) source = open_bytes (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTable) table = rw_table_load (source, NULL, NULL, NULL, &error);

  g_assert_true ((table == NULL) == (error != NULL));
  for (guint32 row = 0; table != NULL && row < rw_table_get_n_rows (table); row++)
    check_row (table, row);
  return 0;
}
