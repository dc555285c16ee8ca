/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-credentials.h"

static void
test_fixed (void)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new ("id", "secret", NULL, 0);
  g_autoptr (RwAwsCredentials) credentials = rw_aws_credentials_new_fixed (keys);
  g_autoptr (RwAwsKeys) got = rw_aws_credentials_get (credentials, NULL, NULL);

  g_assert_true (got == keys);
  g_assert_false (rw_aws_credentials_renew (credentials, keys));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-credentials/fixed", test_fixed);
  return g_test_run ();
}
