/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-profile.h"

#include "rw-test-environment.h"
#include "rw-test.h"

#include <sys/stat.h>

static const char text[] = "# a comment\n"
                           "; another = one\n"
                           "aws_access_key_id = nobody's\n"
                           "[default]\r\n"
                           "aws_access_key_id=one\r\n"
                           "  aws_secret_access_key = a=b  \r\n"
                           "s3 =\n"
                           "  max_concurrent_requests = 20\n"
                           "\n"
                           "[ two words ]\n"
                           "AWS_ACCESS_KEY_ID = two\n"
                           ";aws_secret_access_key = old\n"
                           "aws_secret_access_key = secret\n"
                           "aws_session_token = token\n"
                           "[half]\n"
                           "aws_access_key_id = three\n";

static void
name_file (void)
{
  g_autofree char *path = rw_test_write ("credentials", text, sizeof text - 1);

  rw_test_environment_clear ();
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", path, TRUE);
}

static void
test_default (void)
{
  g_autoptr (GError) error = NULL;

  name_file ();
  g_autoptr (RwAwsKeys) keys = rw_aws_profile_read (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (keys->id, ==, "one");
  g_assert_cmpstr (keys->secret, ==, "a=b");
  g_assert_null (keys->token);
}

static void
test_named (void)
{
  g_autoptr (GError) error = NULL;

  name_file ();
  g_setenv ("AWS_PROFILE", "two words", TRUE);
  g_autoptr (RwAwsKeys) keys = rw_aws_profile_read (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (keys->id, ==, "two");
  g_assert_cmpstr (keys->secret, ==, "secret");
  g_assert_cmpstr (keys->token, ==, "token");
}

static void
test_no_keys (void)
{
  static const char *const profiles[] = { "half", "none" };
  g_autoptr (GError) error = NULL;

  name_file ();
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_setenv ("AWS_PROFILE", profiles[i], TRUE);
      g_assert_null (rw_aws_profile_read (&error));
      rw_test_assert_error (&error, RW_ERROR_ACCESS, "has no keys");
    }
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  g_assert_null (rw_aws_profile_read (&error));
  g_assert_no_error (error);
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/at/all", TRUE);
  g_assert_null (rw_aws_profile_read (&error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "/nowhere/at/all");
}

/* A file without the profile that is meant where none is named. */
static void
test_no_default (void)
{
  g_autofree char *path = rw_test_write ("credentials", RW_TEST_BYTES ("[other]\n"));
  g_autoptr (GError) error = NULL;

  rw_test_environment_clear ();
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", path, TRUE);
  g_assert_null (rw_aws_profile_read (&error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-profile/default", test_default);
  g_test_add_func ("/aws-profile/named", test_named);
  g_test_add_func ("/aws-profile/no-keys", test_no_keys);
  g_test_add_func ("/aws-profile/no-file", test_no_file);
  g_test_add_func ("/aws-profile/no-default", test_no_default);
  return g_test_run ();
}
