/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tidy-once DATA CONFIG: what the server does an hour after it started, and then once a day. */
#include "rw-tidier.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwConfig) config = argc == 3 ? rw_config_read (argv[2], &error) : NULL;
  g_autoptr (RwBackend) backend =
      config != NULL ? rw_backend_open (argv[1], config, NULL, &error) : NULL;

  if (backend != NULL && rw_tidier_run (backend, NULL, &error))
    return 0;
  g_printerr ("tidy-once: %s\n", error != NULL ? error->message : "DATA CONFIG");
  return 1;
}
