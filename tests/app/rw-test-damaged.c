/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-damaged.h"

#include "rw-test-app.h"
#include "rw-test-look.h"
#include "rw-test-model.h"

#include <string.h>

char *
rw_test_app_write_damaged (const char *name)
{
  g_autofree char *text = rw_test_read_sample (60);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *ragged = g_strndup (lines[10], (gsize) (strrchr (lines[10], ',') - lines[10]));
  g_autofree char *wrong = g_strconcat (ragged, ",<soon>", NULL);

  g_free (lines[10]);
  lines[10] = g_steal_pointer (&ragged);
  g_free (lines[20]);
  lines[20] = g_steal_pointer (&wrong);
  g_autofree char *damaged = g_strjoinv ("\n", lines);
  return rw_test_write (name, damaged, strlen (damaged));
}

/* @line with its last two cells as amounts that nothing tells how to read; @names: it is the
 * header.
 */
static char *
make_doubtful (const char *line, guint i)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);

  if (i == 0)
    {
      g_free (cells[5]);
      cells[5] = g_strdup ("tenures");
    }
  for (guint k = 18; i > 0 && k < 20; k++)
    {
      g_free (cells[k]);
      cells[k] = g_strdup_printf ("%u.%03u", i, 100 + k);
    }
  return g_strjoinv (";", cells);
}

char *
rw_test_app_write_doubtful (const char *name)
{
  g_autofree char *text = rw_test_read_sample (60);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) doubtful = g_string_new ("Customers\n\n");

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_autofree char *line = make_doubtful (lines[i], i);
      g_string_append_printf (doubtful, "%s\n", line);
      if (i == 30)
        g_string_append (doubtful, "\"0042\"x;Female;0;Yes\n");
    }
  return rw_test_write (name, doubtful->str, doubtful->len);
}

gboolean
rw_test_has_problems (RwWindow *window)
{
  return gtk_widget_get_mapped (rw_test_find_class (window, "problems"));
}
