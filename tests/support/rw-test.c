/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

void
rw_test_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);
      if (g_file_test (below, G_FILE_TEST_IS_DIR) && !g_file_test (below, G_FILE_TEST_IS_SYMLINK))
        rw_test_remove (below);
      else
        g_unlink (below);
    }
  g_remove (path);
}

static void
remove_folder (void)
{
  rw_test_remove (folder);
  g_clear_pointer (&folder, g_free);
}

char *
rw_test_dup_path (const char *name)
{
  if (folder == NULL)
    {
      g_autoptr (GError) error = NULL;
      folder = g_dir_make_tmp ("rw-test-XXXXXX", &error);
      g_assert_no_error (error);
      atexit (remove_folder);
    }
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *path, int flags, const char *bytes, gsize length)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | flags, 0600);

  g_assert_cmpint (fd, >=, 0);
  while (length > 0)
    {
      ssize_t n = write (fd, bytes, length);
      g_assert_cmpint (n, >, 0);
      bytes += n;
      length -= (gsize) n;
    }
  g_assert_cmpint (close (fd), ==, 0);
}

char *
rw_test_write (const char *name, const char *bytes, gsize length)
{
  char *path = rw_test_dup_path (name);

  g_unlink (path);
  write_file (path, O_CREAT | O_EXCL, bytes, length);
  return path;
}

void
rw_test_overwrite (const char *path, const char *bytes, gsize length)
{
  struct stat before;
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT } };

  g_assert_cmpint (stat (path, &before), ==, 0);
  write_file (path, O_TRUNC, bytes, length);
  times[1] = before.st_mtim;
  times[1].tv_sec++;
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

RwSource *
rw_test_source (const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("customers.csv", bytes, length);
  RwSource *source = rw_source_open (path, NULL, &error);

  g_assert_no_error (error);
  return source;
}

void
rw_test_assert_content (RwSource *source, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = g_malloc (length + 1);

  g_assert_cmpuint (rw_source_get_size (source), ==, length);
  g_assert_true (rw_source_read (source, 0, content, length, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (content, length, bytes, length);
}

guint
rw_test_count_open_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

RwTable *
rw_test_load (const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (bytes, length);
  RwTable *table = rw_table_load (source, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

gboolean
rw_test_hint (const GPtrArray *names, RwKindHint *found, gpointer hints,
              GError **error G_GNUC_UNUSED)
{
  for (guint i = 0; i < names->len; i++)
    found[i] = (RwKindHint) GPOINTER_TO_INT (g_hash_table_lookup (hints, names->pdata[i]));
  return TRUE;
}

void
rw_test_assert_refused (const char *bytes, gsize length, RwError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (bytes, length);

  g_assert_null (rw_table_load (source, NULL, NULL, NULL, &error));
  rw_test_assert_error (&error, code, part);
}

void
rw_test_check_error (const char *file, int line, const char *function, GError **error,
                     GQuark domain, int code, const char *part)
{
  g_autofree char *wanted = g_strdup_printf ("an error with “%s”", part != NULL ? part : "");

  if (!g_error_matches (*error, domain, code))
    g_assertion_message_error (G_LOG_DOMAIN, file, line, function, wanted, *error, domain, code);
  if (part != NULL && strstr ((*error)->message, part) == NULL)
    g_assertion_message_cmpstr (G_LOG_DOMAIN, file, line, function, wanted, (*error)->message,
                                "has", part);
  g_clear_error (error);
}

void
rw_test_check_has (const char *file, int line, const char *function, const char *text,
                   const char *part)
{
  if (strstr (text, part) == NULL)
    g_assertion_message_cmpstr (G_LOG_DOMAIN, file, line, function, "has", text, "has", part);
}

static void
show_record (GString *shown, const RwDialect *dialect, const char *bytes, gsize length)
{
  g_autofree char *copy = g_memdup2 (bytes, length);
  g_auto (RwCsvCells) cells = { 0 };

  rw_csv_split (dialect, copy, length, &cells);
  for (guint i = 0; i < cells.n; i++)
    {
      g_string_append_c (shown, '[');
      g_string_append_len (shown, cells.cells[i].text, (gssize) cells.cells[i].length);
      g_string_append_c (shown, ']');
    }
  g_string_append_c (shown, '/');
}

char *
rw_test_split (const RwDialect *dialect, const char *bytes, gsize length)
{
  GString *shown = g_string_new (NULL);
  RwCsvExtent extent;
  RwCsvScan scan;

  rw_csv_scan_begin (&scan, dialect, bytes, length, TRUE);
  for (const char *at = bytes; at < bytes + length; at = extent.end)
    {
      extent.end = at + 1;
      if (*at == '\n' || *at == '\r')
        continue;
      rw_csv_find_end (&scan, at, &extent);
      show_record (shown, dialect, at, (gsize) (extent.end - at));
    }
  return g_string_free (shown, FALSE);
}

static void
show_levels (GString *shown, const RwLevels *levels)
{
  g_string_append (shown, " {");
  for (guint32 i = 0; i < rw_levels_get_n (levels); i++)
    g_string_append_printf (shown, "%s%s=%" G_GUINT64_FORMAT, i > 0 ? " " : "",
                            rw_levels_get_text (levels, i), rw_levels_get_count (levels, i));
  g_string_append_c (shown, '}');
}

static void
show_value (GString *shown, const RwColumn *column, guint32 row)
{
  RwCell text;

  switch (rw_column_get_kind (column))
    {
    case RW_COLUMN_NUMBER:
      if (isnan (rw_column_get_numbers (column)[row]))
        g_string_append (shown, " ?");
      else
        g_string_append_printf (shown, " %.17g", rw_column_get_numbers (column)[row]);
      break;
    case RW_COLUMN_CATEGORY:
      if (rw_column_get_codes (column)[row] == RW_CODE_MISSING)
        g_string_append (shown, " ?");
      else
        g_string_append_printf (shown, " %u", rw_column_get_codes (column)[row]);
      break;
    case RW_COLUMN_TEXT:
      text = rw_column_get_text (column, row);
      g_string_append_printf (shown, " [%.*s]", (int) text.length, text.text);
      break;
    }
}

char *
rw_test_show_column (const RwColumn *column, guint32 n_rows)
{
  GString *shown = g_string_new (rw_column_kind_get_id (rw_column_get_kind (column)));

  g_string_append_printf (shown, "/%" G_GUINT64_FORMAT, rw_column_get_n_missing (column));
  if (rw_column_get_kind (column) == RW_COLUMN_CATEGORY)
    show_levels (shown, rw_column_get_levels (column));
  g_string_append_c (shown, ':');
  for (guint32 row = 0; row < n_rows; row++)
    show_value (shown, column, row);
  return g_string_free (shown, FALSE);
}

char *
rw_test_show_problems (RwProblems *problems)
{
  GString *shown = g_string_new (NULL);
  GPtrArray *examples = rw_problems_get_examples (problems);

  for (guint i = 0; i < examples->len; i++)
    {
      const RwProblem *problem = examples->pdata[i];
      g_string_append_printf (shown, "%s%s@%" G_GUINT64_FORMAT, i > 0 ? " " : "",
                              rw_problem_cause_get_id (problem->cause), problem->record);
      if (problem->column != RW_PROBLEM_NO_COLUMN)
        g_string_append_printf (shown, ":%u", problem->column);
      if (problem->text != NULL)
        g_string_append_printf (shown, "[%s]", problem->text);
    }
  return g_string_free (shown, FALSE);
}
