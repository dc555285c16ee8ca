/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading while reads fail, memory is short, the user cancels or another program writes. */
#include "rw-table.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Reads of a small file: the signature of gzip, the sample of the encoding, all of it for that too,
 * the sample of the dialect, the index, the header, the rows. */
#define N_READS 7

static const char customers[] = "a,b\n1,2\n3,4\n5,6\n";

/* What happens to the file before a read. */
typedef struct
{
  char *path;
  const char *content; /* of the same length; NULL: cut short */
} Change;

static void
change (gpointer data)
{
  const Change *change = data;

  if (change->content != NULL)
    rw_test_overwrite (change->path, change->content, strlen (change->content));
  else
    g_assert_cmpint (truncate (change->path, 2), ==, 0);
}

/* The error of loading a file that is changed before read @read, counted from 0. */
static GError *
load_changing (const char *content, guint read)
{
  GError *error = NULL;
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES (customers));
  g_autofree char *path = rw_test_dup_path ("customers.csv");
  Change data = { path, content };

  if (content != NULL)
    g_assert_cmpuint (strlen (content), ==, strlen (customers));
  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .skip = read, .before = change, .data = &data });
  g_autoptr (RwTable) table = rw_table_load (source, NULL, NULL, NULL, &error);
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_PREAD), >, read);
  rw_test_clear_faults ();
  g_assert_null (table);
  return error;
}

static void
test_cut_short (void)
{
  for (guint read = 0; read < N_READS; read++)
    {
      g_autoptr (GError) error = load_changing (NULL, read);
      rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv”");
    }
}

/* Other values in the same places. */
static void
test_values_changed (void)
{
  for (guint read = 0; read < N_READS; read++)
    {
      g_autoptr (GError) error = load_changing ("c,d\n7,8\n9,1\n2,3\n", read);
      rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was changed");
    }
}

/* Other records. Whatever is wrong with them, what is wrong is that the file was changed. */
static void
test_records_changed (void)
{
  static const char *const contents[] = {
    "a,b\n1\n2\n3\n4\n5\n6\n",    /* more of them */
    "a,b\n1,2\n\n\n\n\n\n\n\n\n", /* fewer */
    "a,b\n\"1,2\n3,4\n5,6",       /* an open quote */
    ",,,,,,,,,,,,,,,,",           /* one, and it is wide */
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    for (guint read = 1; read < N_READS; read++)
      {
        g_autoptr (GError) error = load_changing (contents[i], read);
        rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was changed");
      }
}

/* No record is left when the index is made; in a process of its own, for it may crash. */
static void
test_records_gone (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GError) error = load_changing ("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", 4);
      rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was changed");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
unlink_file (gpointer path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* The name may go while the file is read; the file does not. */
static void
test_deleted (void)
{
  for (guint read = 0; read < N_READS; read++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES (customers));
      g_autofree char *path = rw_test_dup_path ("customers.csv");
      rw_test_set_fault (RW_TEST_PREAD,
                         (RwTestFault){ .skip = read, .before = unlink_file, .data = path });
      g_autoptr (RwTable) table = rw_table_load (source, NULL, NULL, NULL, &error);
      rw_test_clear_faults ();
      g_assert_no_error (error);
      g_assert_cmpint (rw_source_get_state (source), ==, RW_SOURCE_DELETED);
      g_autofree char *shown = rw_test_show_column (rw_table_get_column (table, 1), 3);
      g_assert_cmpstr (shown, ==, "number/0: 2 4 6");
    }
}

/* Each call fails in turn, until none does any more. */
static guint
fail_each (RwTestCall call, int error_number, RwError code)
{
  RwSource *source = rw_test_source (RW_TEST_BYTES (customers));
  guint n_failed = 0;

  for (gboolean loaded = FALSE; !loaded; n_failed += !loaded)
    {
      g_autoptr (GError) error = NULL;
      rw_test_set_fault (
          call,
          (RwTestFault){ .skip = n_failed, .times = RW_TEST_ALWAYS, .error_number = error_number });
      g_autoptr (RwTable) table = rw_table_load (source, NULL, NULL, NULL, &error);
      rw_test_clear_faults ();
      loaded = table != NULL;
      if (!loaded)
        rw_test_assert_error (&error, code, NULL);
    }
  g_assert_finalize_object (source);
  return n_failed;
}

static void
test_read_errors (void)
{
  g_assert_cmpuint (fail_each (RW_TEST_PREAD, EIO, RW_ERROR_FILE), ==, N_READS);
}

static void
test_no_memory (void)
{
  g_assert_cmpuint (fail_each (RW_TEST_MALLOC, ENOMEM, RW_ERROR_LIMIT), >=, 1);
}

static void
test_short_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES (customers));

  rw_test_set_fault (RW_TEST_PREAD,
                     (RwTestFault){ .skip = 2, .times = 3, .error_number = EINTR, .most = 5 });
  g_autoptr (RwTable) table = rw_table_load (source, NULL, NULL, NULL, &error);
  rw_test_clear_faults ();
  g_assert_no_error (error);
  g_autofree char *shown = rw_test_show_column (rw_table_get_column (table, 0), 3);
  g_assert_cmpstr (shown, ==, "number/0: 1 3 5");
}

static void
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Whether the loading ends when it is cancelled at a call; the reading is over then. */
static void
assert_cancelled_at (RwTestCall call, guint skip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwProgress) progress = rw_progress_new ();
  RwSource *source = rw_test_source (RW_TEST_BYTES (customers));

  rw_test_set_fault (call, (RwTestFault){ .skip = skip, .before = cancel, .data = cancellable });
  g_assert_null (rw_table_load (source, NULL, progress, cancellable, &error));
  rw_test_clear_faults ();
  rw_test_assert_cancelled (&error);
  g_assert_cmpint (rw_progress_get (progress).stage, ==, RW_STAGE_WAITING);
  g_assert_finalize_object (source);
}

static void
test_cancelled (void)
{
  for (guint read = 0; read < N_READS; read++)
    assert_cancelled_at (RW_TEST_PREAD, read);
  assert_cancelled_at (RW_TEST_MALLOC, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-load-faults/cut-short", test_cut_short);
  g_test_add_func ("/table-load-faults/values-changed", test_values_changed);
  g_test_add_func ("/table-load-faults/deleted", test_deleted);
  g_test_add_func ("/table-load-faults/read-errors", test_read_errors);
  g_test_add_func ("/table-load-faults/no-memory", test_no_memory);
  g_test_add_func ("/table-load-faults/short-reads", test_short_reads);
  g_test_add_func ("/table-load-faults/cancelled", test_cancelled);
  g_test_add_func ("/table-load-faults/records-changed", test_records_changed);
  g_test_add_func ("/table-load-faults/records-gone", test_records_gone);
  return g_test_run ();
}
