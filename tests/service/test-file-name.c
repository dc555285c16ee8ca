/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-file-name.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *clean;
} names[] = {
  { "customers.csv", "customers.csv" },
  { "Kunden März.CSV", "Kunden März.CSV" },
  { "../../etc/passwd.csv", "passwd.csv" },
  { "C:\\Users\\ana\\a.csv", "a.csv" },
  { "/a.csv", "a.csv" },
  { "a/../../b.csv", "b.csv" },
  { "  a.csv ", "a.csv" },
  { "a\r\nX: b.csv", "aX: b.csv" },
  { "a\x1b[31m.csv", "a[31m.csv" },
  { "a\xe2\x80\xae"
    "vsc.csv",
    "avsc.csv" },
  { "a\xff.csv", "a\xef\xbf\xbd.csv" },
  { "\"'<a>&.csv", "\"'<a>&.csv" },
  { "", NULL },
  { ".csv", NULL },
  { "/.csv", NULL },
  { "a.csv/", NULL },
  { "a.csv/b", NULL },
  { "a.txt", NULL },
  { "a.csv.exe", NULL },
  { "csv", NULL },
};

static void
test_clean (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *clean = rw_file_name_dup_clean (names[i].name);
      g_assert_cmpstr (clean, ==, names[i].clean);
    }
}

/* Never in the middle of a letter. */
static void
test_long (void)
{
  g_autoptr (GString) name = g_string_new ("x");

  for (guint i = 0; i < 300; i++)
    g_string_append (name, "ä");
  g_string_append (name, ".csv");
  g_autofree char *clean = rw_file_name_dup_clean (name->str);
  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_true (g_str_has_prefix (clean, "xää") && g_str_has_suffix (clean, "ä.csv"));
  g_assert_cmpuint (strlen (clean), <=, RW_FILE_NAME_MOST);
  g_assert_cmpuint (strlen (clean), >=, RW_FILE_NAME_MOST - 1);
}

static void
test_scored (void)
{
  g_autofree char *scored = rw_file_name_dup_scored ("März.CSV");

  g_assert_cmpstr (scored, ==, "März-scored.csv");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-name/clean", test_clean);
  g_test_add_func ("/file-name/long", test_long);
  g_test_add_func ("/file-name/scored", test_scored);
  return g_test_run ();
}
