/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-environment.h"

#include "rw-test-environment.h"
#include "rw-test.h"

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  g_assert_null (rw_aws_environment_read (&error));
  g_assert_no_error (error);
  g_setenv ("AWS_ACCESS_KEY_ID", "id", TRUE);
  g_setenv ("AWS_SECRET_ACCESS_KEY", "", TRUE);
  g_assert_null (rw_aws_environment_read (&error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "only one of AWS_ACCESS_KEY_ID");
  g_setenv ("AWS_SECRET_ACCESS_KEY", "secret", TRUE);
  g_autoptr (RwAwsKeys) lasting = rw_aws_environment_read (&error);
  g_assert_cmpstr (lasting->id, ==, "id");
  g_assert_cmpstr (lasting->secret, ==, "secret");
  g_assert_null (lasting->token);
  g_setenv ("AWS_SESSION_TOKEN", "token", TRUE);
  g_autoptr (RwAwsKeys) passing = rw_aws_environment_read (&error);
  g_assert_cmpstr (passing->token, ==, "token");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-environment/read", test_read);
  return g_test_run ();
}
