/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-application.h"

#include "rw-locale.h"

int
main (int argc, char **argv)
{
  rw_locale_set_up ();
  g_set_application_name ("RetainWise");

  g_autoptr (RwApplication) application = rw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
