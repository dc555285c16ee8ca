/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-body.h"

#include "rw-test.h"

#include <string.h>
#include <unistd.h>

#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_bytes (void)
{
  const RwAwsRequest request = { .body = "abc", .body_length = 3 };
  const RwAwsRequest nothing = { .body = NULL };
  g_autoptr (RwAwsBody) body = rw_aws_body_open (&request, NULL);
  g_autoptr (RwAwsBody) empty = rw_aws_body_open (&nothing, NULL);
  g_autofree char *hash = rw_aws_body_dup_hash (body, NULL);
  g_autofree char *empty_hash = rw_aws_body_dup_hash (empty, NULL);

  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (empty_hash, ==, EMPTY);
  g_assert_null (rw_aws_body_take_error (body));
}

static void
test_file (void)
{
  g_autofree char *path = rw_test_write ("file", RW_TEST_BYTES ("xxabcxx"));
  const RwAwsRequest request = { .file = path, .offset = 2, .length = 3 };
  const RwAwsRequest nothing = { .file = path, .offset = 7 };
  g_autoptr (RwAwsBody) body = rw_aws_body_open (&request, NULL);
  g_autoptr (RwAwsBody) empty = rw_aws_body_open (&nothing, NULL);
  g_autofree char *hash = rw_aws_body_dup_hash (body, NULL);
  g_autofree char *again = rw_aws_body_dup_hash (body, NULL);
  g_autofree char *empty_hash = rw_aws_body_dup_hash (empty, NULL);

  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (again, ==, hash);
  g_assert_cmpstr (empty_hash, ==, EMPTY);
}

static void
test_shorter_file (void)
{
  g_autofree char *path = rw_test_write ("file", RW_TEST_BYTES ("abc"));
  const RwAwsRequest request = { .file = path, .length = 3 };
  g_autoptr (RwAwsBody) body = rw_aws_body_open (&request, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (truncate (path, 2), ==, 0);
  g_assert_null (rw_aws_body_dup_hash (body, &error));
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "became shorter");
}

static void
test_no_file (void)
{
  const RwAwsRequest request = { .file = "/nowhere/at/all" };
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_aws_body_open (&request, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "/nowhere/at/all");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-body/bytes", test_bytes);
  g_test_add_func ("/aws-body/file", test_file);
  g_test_add_func ("/aws-body/shorter-file", test_shorter_file);
  g_test_add_func ("/aws-body/no-file", test_no_file);
  return g_test_run ();
}
