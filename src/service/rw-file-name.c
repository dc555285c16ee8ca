/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-file-name.h"

#include <string.h>

#define SUFFIX ".csv"

static gboolean
is_shown (gunichar letter)
{
  switch (g_unichar_type (letter))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Windows programs send their folders too. */
static const char *
skip_folders (const char *name)
{
  for (const char *at = strpbrk (name, "/\\"); at != NULL; at = strpbrk (name, "/\\"))
    name = at + 1;
  return name;
}

static GString *
keep_shown (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is_shown (g_utf8_get_char (at)))
      g_string_append_unichar (kept, g_utf8_get_char (at));
  return kept;
}

/* Cuts letters off in front of the suffix. */
static void
shorten (GString *name)
{
  while (name->len > RW_FILE_NAME_MOST)
    {
      const char *suffix = name->str + name->len - strlen (SUFFIX);
      const char *last = g_utf8_prev_char (suffix);
      g_string_erase (name, last - name->str, suffix - last);
    }
}

static gboolean
has_suffix (const char *name)
{
  gsize length = strlen (name);

  return length > strlen (SUFFIX) &&
         g_ascii_strcasecmp (name + length - strlen (SUFFIX), SUFFIX) == 0;
}

char *
rw_file_name_dup_clean (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (skip_folders (name), -1);
  g_autoptr (GString) kept = keep_shown (valid);

  g_strstrip (kept->str);
  g_string_set_size (kept, strlen (kept->str));
  if (!has_suffix (kept->str))
    return NULL;
  shorten (kept);
  return g_strdup (kept->str);
}

char *
rw_file_name_dup_scored (const char *name)
{
  return g_strdup_printf ("%.*s-scored%s", (int) (strlen (name) - strlen (SUFFIX)), name, SUFFIX);
}
