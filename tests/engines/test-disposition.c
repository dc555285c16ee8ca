/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-disposition.h"

#include <locale.h>

static void
test_dup (void)
{
  const char *const cases[][2] = {
    { "a.csv", "attachment; filename=\"a.csv\"; filename*=UTF-8''a.csv" },
    { "Kündigung \"1\" 100%.csv", "attachment; filename=\"Kundigung _1_ 100_.csv\"; "
                                  "filename*=UTF-8''K%C3%BCndigung%20%221%22%20100%25.csv" },
    { "a\r\nb\\.csv", "attachment; filename=\"a__b_.csv\"; filename*=UTF-8''a%0D%0Ab%5C.csv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rw_disposition_dup (cases[i][0]);
      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disposition/dup", test_dup);
  return g_test_run ();
}
