/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-probe.h"

#include "rw-test-app.h"

/* A line a step with five fields; a main loop that is held shows as a gap. */
static void
test_gap (void)
{
  g_autofree char *path = rw_test_dup_path ("probe.txt");
  g_autofree char *text = NULL;

  rw_test_run_for (50);
  rw_probe_mark ("calm");
  rw_test_run_for (20);
  g_usleep (60000);
  rw_test_run_for (20);
  rw_probe_mark ("held");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) held = g_strsplit (lines[1], "\t", -1);
  g_assert_true (g_str_has_prefix (lines[0], "calm\t"));
  g_assert_cmpuint (g_strv_length (held), ==, 5);
  g_assert_cmpstr (held[0], ==, "held");
  g_assert_cmpfloat (g_ascii_strtod (held[1], NULL), >=, 0.1);
  g_assert_cmpfloat (g_ascii_strtod (held[2], NULL), >=, 60);
  g_assert_cmpfloat (g_ascii_strtod (held[3], NULL), >=, g_ascii_strtod (held[4], NULL));
  g_assert_cmpfloat (g_ascii_strtod (held[4], NULL), >, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = rw_test_dup_path ("probe.txt");

  g_setenv ("RETAINWISE_PROBE", path, TRUE);
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/probe/gap", test_gap);
  return rw_test_app_run ();
}
