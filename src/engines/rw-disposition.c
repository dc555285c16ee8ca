/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-disposition.h"

static char *
dup_ascii (const char *name)
{
  char *plain = g_str_to_ascii (name, "C");

  g_strdelimit (plain, "\"\\%", '_');
  for (char *c = plain; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '_';
  return plain;
}

/* Letters of other alphabets need a form of their own. */
char *
rw_disposition_dup (const char *name)
{
  g_autofree char *plain = dup_ascii (name);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strdup_printf ("attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, escaped);
}
