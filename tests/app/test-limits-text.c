/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-limits-text.h"

#include <locale.h>

/* As g_format_size() has it before the unit. */
#define NBSP "\302\240"

static void
test_words (void)
{
  RwLimits limits = { .user = (char *) "ana", .max_bytes = 1000000000 };
  g_autofree char *known = rw_limits_text_dup (&limits);

  limits.user = NULL;
  limits.max_bytes = 10000000;
  g_autofree char *unknown = rw_limits_text_dup (&limits);
  g_assert_cmpstr (known, ==, "Connected as ana. Files up to 1.0" NBSP "GB.");
  g_assert_cmpstr (unknown, ==, "Connected. Files up to 10.0" NBSP "MB.");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-text/words", test_words);
  return g_test_run ();
}
