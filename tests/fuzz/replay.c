/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target over the seeds in a folder, one TAP line each. usage: fuzz-NAME FOLDER */
#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static void
replay (const char *folder, const char *name, guint number)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  /* A buffer of just this size, so that reading beyond it is seen. */
  g_autofree uint8_t *exact = g_memdup2 (bytes, length);
  LLVMFuzzerTestOneInput (exact, length);
  g_print ("ok %u %s\n", number, name);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  guint n = 0;

  if (folder == NULL)
    {
      g_printerr ("usage: %s FOLDER\n", argv[0]);
      return 2;
    }
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    replay (argv[1], name, ++n);
  g_print ("1..%u\n", n);
  return n > 0 ? 0 : 1;
}
