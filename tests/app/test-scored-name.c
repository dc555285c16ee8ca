/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scored-name.h"

#include <locale.h>

static void
test_names (void)
{
  static const char *const names[][2] = {
    { "/data/customers.csv", "customers-scored.csv" },
    { "customers.2026.tsv", "customers.2026-scored.tsv" },
    { "/da.ta/customers", "customers-scored.csv" },
    { "/data/.hidden", ".hidden-scored.csv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = rw_scored_name_dup (names[i][0]);
      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scored-name/names", test_names);
  return g_test_run ();
}
