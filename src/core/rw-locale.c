/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-locale.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

void
rw_locale_set_up (void)
{
  setlocale (LC_ALL, "");
  if (strcmp (setlocale (LC_CTYPE, NULL), "C") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, RW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
