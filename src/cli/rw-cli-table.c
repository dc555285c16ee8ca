/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-table.h"

#include "rw-cli-output.h"

#include <stdarg.h>
#include <string.h>

GPtrArray *
rw_cli_table_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

void
rw_cli_table_add (GPtrArray *lines, char *first, ...)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  va_list more;

  va_start (more, first);
  for (char *cell = first; cell != NULL; cell = va_arg (more, char *))
    g_ptr_array_add (cells, cell);
  va_end (more);
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (lines, g_ptr_array_free (g_steal_pointer (&cells), FALSE));
}

static int *
measure (const GPtrArray *lines, guint n_cells, int max_width)
{
  int *widths = g_new0 (int, n_cells);

  for (guint i = 0; i < lines->len; i++)
    for (guint k = 0; k < n_cells; k++)
      {
        int length = (int) g_utf8_strlen (((GStrv) lines->pdata[i])[k], -1);
        widths[k] = MAX (widths[k], MIN (length, max_width));
      }
  return widths;
}

/* Cells up to the last one that is not empty. */
static guint
count_filled (GStrv line)
{
  guint n = g_strv_length (line);

  while (n > 0 && line[n - 1][0] == '\0')
    n--;
  return n;
}

static void
print_line (GStrv line, const char *right, const int *widths, FILE *file)
{
  guint n = count_filled (line);

  for (guint k = 0; k < n; k++)
    {
      gboolean to_right = k < strlen (right) && right[k] == 'r';
      int length = (int) g_utf8_strlen (line[k], -1);
      int width = k + 1 < n ? widths[k] : MIN (length, widths[k]);
      fputs ("  ", file);
      rw_cli_print_cell (file, line[k], to_right ? -widths[k] : width);
    }
  fputc ('\n', file);
}

void
rw_cli_table_print (const GPtrArray *lines, const char *right, int max_width, FILE *file)
{
  g_autofree int *widths = measure (lines, g_strv_length (lines->pdata[0]), max_width);

  for (guint i = 0; i < lines->len; i++)
    print_line (lines->pdata[i], right, widths, file);
}
