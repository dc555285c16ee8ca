/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-limits.h"

#include <locale.h>

/* That all of it is freed, with and without a user, is for AddressSanitizer to see. */
static void
test_free (void)
{
  g_autoptr (RwLimits) known = g_new0 (RwLimits, 1);
  g_autoptr (RwLimits) unknown = g_new0 (RwLimits, 1);

  known->user = g_strdup ("user");
  g_assert_null (unknown->user);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/free", test_free);
  return g_test_run ();
}
