/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-application.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, RW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("RetainWise");

  g_autoptr (RwApplication) application = rw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
