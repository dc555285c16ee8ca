/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-locale.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Where the translations are: installed, or in the folder of a build that was not installed. */
static const char *
get_folder (void)
{
  const char *folder = getenv ("RETAINWISE_LOCALE_DIR");

  return folder != NULL ? folder : RW_LOCALE_DIR;
}

void
rw_locale_set_up (void)
{
  setlocale (LC_ALL, "");
  if (strcmp (setlocale (LC_CTYPE, NULL), "C") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, get_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
