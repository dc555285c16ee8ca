/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-keys.h"

static void
test_new (void)
{
  g_autoptr (RwAwsKeys) lasting = rw_aws_keys_new ("id", "secret", "", G_MAXINT64);
  RwAwsKeys *passing = rw_aws_keys_new ("id", "secret", "token", 42);
  g_autoptr (RwAwsKeys) again = rw_aws_keys_ref (passing);

  rw_aws_keys_unref (passing);
  g_assert_null (lasting->token);
  g_assert_cmpstr (again->id, ==, "id");
  g_assert_cmpstr (again->secret, ==, "secret");
  g_assert_cmpstr (again->token, ==, "token");
  g_assert_cmpint (again->ends, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-keys/new", test_new);
  return g_test_run ();
}
