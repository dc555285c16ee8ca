/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-uri.h"

#include <glib.h>

static void
test_encoded (void)
{
  g_autofree char *plain = rw_uri_dup_encoded ("AZaz09-._~");
  g_autofree char *others = rw_uri_dup_encoded ("a b/+*()é%2f");
  g_autofree char *path = rw_uri_dup_encoded_path ("/models//a b=é");

  g_assert_cmpstr (plain, ==, "AZaz09-._~");
  g_assert_cmpstr (others, ==, "a%20b%2F%2B%2A%28%29%C3%A9%252f");
  g_assert_cmpstr (path, ==, "/models//a%20b%3D%C3%A9");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uri/encoded", test_encoded);
  return g_test_run ();
}
