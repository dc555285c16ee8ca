/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-environment.h"

#include "rw-test.h"

void
rw_test_environment_clear (void)
{
  g_auto (GStrv) names = g_listenv ();
  g_autofree char *missing = rw_test_dup_path ("no-such-home");

  for (char **name = names; *name != NULL; name++)
    if (g_str_has_prefix (*name, "AWS_"))
      g_unsetenv (*name);
  g_setenv ("HOME", missing, TRUE);
  g_setenv ("AWS_EC2_METADATA_DISABLED", "TRUE", TRUE);
}
