/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-locale.h"

#include <glib.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>

static void
assert_utf8_under (const char *locale)
{
  g_setenv ("LC_ALL", locale, TRUE);
  rw_locale_set_up ();
  g_assert_cmpstr (nl_langinfo (CODESET), ==, "UTF-8");
}

static void
test_utf8 (void)
{
  assert_utf8_under ("C.UTF-8");
  assert_utf8_under ("C");
  assert_utf8_under ("POSIX");
  assert_utf8_under ("no-such-locale");
}

static void
test_domain (void)
{
  rw_locale_set_up ();
  g_assert_cmpstr (textdomain (NULL), ==, "retainwise");
  g_assert_cmpstr (bind_textdomain_codeset ("retainwise", NULL), ==, "UTF-8");
}

/* As `./dev run` does; in the end because it stays so. */
static void
test_folder (void)
{
  g_assert_cmpstr (bindtextdomain ("retainwise", NULL), !=, "/nowhere");
  g_setenv ("RETAINWISE_LOCALE_DIR", "/nowhere", TRUE);
  rw_locale_set_up ();
  g_assert_cmpstr (bindtextdomain ("retainwise", NULL), ==, "/nowhere");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/locale/utf8", test_utf8);
  g_test_add_func ("/locale/domain", test_domain);
  g_test_add_func ("/locale/folder", test_folder);
  return g_test_run ();
}
