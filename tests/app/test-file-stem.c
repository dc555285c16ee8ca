/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-file-stem.h"

static void
test_stems (void)
{
  static const char *const stems[][2] = {
    { "/data/customers.csv", "customers" },
    { "customers.2026.tsv", "customers.2026" },
    { "/da.ta/customers", "customers" },
    { "/data/.hidden", ".hidden" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    {
      g_autofree char *stem = rw_file_stem_dup (stems[i][0]);
      g_assert_cmpstr (stem, ==, stems[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-stem/stems", test_stems);
  return g_test_run ();
}
