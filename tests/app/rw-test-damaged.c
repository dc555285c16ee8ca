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

gboolean
rw_test_has_problems (RwWindow *window)
{
  return gtk_widget_get_mapped (rw_test_find_class (window, "problems"));
}
