/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-uri.h"

char *
rw_uri_dup_encoded (const char *text)
{
  return g_uri_escape_string (text, NULL, FALSE);
}

char *
rw_uri_dup_encoded_path (const char *path)
{
  return g_uri_escape_string (path, "/", FALSE);
}
