/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Known figures: the examples of the Amazon S3 API Reference ("Signature Calculations for the
 * Authorization Header", "Using Query Parameters") and AWS's suite for version 4. */
#include "rw-sigv4.h"

#include "rw-test.h"

#define HOST    "examplebucket.s3.amazonaws.com"
#define NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define MIDDAY  1440938160000 /* 2015-08-30T12:36:00Z */
#define MAY_24  1369353600000 /* 2013-05-24T00:00:00Z */

static RwAwsKeys *
new_s3_keys (void)
{
  return rw_aws_keys_new ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", NULL,
                          G_MAXINT64);
}

static void
assert_s3 (const RwSigv4Request *request, const char *signature)
{
  g_autoptr (RwAwsKeys) keys = new_s3_keys ();
  RwSigv4Scope scope = { "s3", "us-east-1", keys, MAY_24 };
  g_autofree char *authorization = rw_sigv4_dup_authorization (&scope, request);

  rw_test_assert_has (authorization, "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"
                                     "aws4_request, SignedHeaders=");
  g_assert_cmpstr (strstr (authorization, "Signature="), ==, signature);
}

static void
test_get_object (void)
{
  const RwAwsPair headers[] = { { "Host", HOST },
                                { "Range", "bytes=0-9" },
                                { "x-amz-content-sha256", NOTHING },
                                { "x-amz-date", "20130524T000000Z" },
                                { NULL, NULL } };
  RwSigv4Request request = { "GET", "/test.txt", NULL, headers, NOTHING };

  assert_s3 (&request,
             "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

static void
test_put_object (void)
{
  g_autofree char *hash = rw_sigv4_dup_hash (RW_TEST_BYTES ("Welcome to Amazon S3."));
  const RwAwsPair headers[] = { { "Date", "Fri, 24 May 2013 00:00:00 GMT" },
                                { "Host", HOST },
                                { "x-amz-content-sha256", hash },
                                { "x-amz-date", "20130524T000000Z" },
                                { "x-amz-storage-class", "REDUCED_REDUNDANCY" },
                                { NULL, NULL } };
  RwSigv4Request request = { "PUT", "/test$file.text", NULL, headers, hash };

  g_assert_cmpstr (hash, ==, "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
  assert_s3 (&request,
             "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

static void
test_bucket (void)
{
  const RwAwsPair headers[] = { { "x-amz-date", "20130524T000000Z" },
                                { "x-amz-content-sha256", NOTHING },
                                { "Host", HOST },
                                { NULL, NULL } };
  const RwAwsPair lifecycle[] = { { "lifecycle", NULL }, { NULL, NULL } };
  const RwAwsPair list[] = { { "prefix", "J" }, { "max-keys", "2" }, { NULL, NULL } };
  RwSigv4Request first = { "GET", "/", lifecycle, headers, NOTHING };
  RwSigv4Request second = { "GET", "/", list, headers, NOTHING };

  assert_s3 (&first, "Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  assert_s3 (&second, "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

static void
test_address (void)
{
  g_autoptr (RwAwsKeys) keys = new_s3_keys ();
  RwSigv4Scope scope = { "s3", "us-east-1", keys, MAY_24 };
  const RwAwsPair headers[] = { { "Host", HOST }, { NULL, NULL } };
  RwSigv4Request request = { "GET", "/test.txt", NULL, headers, RW_SIGV4_UNSIGNED };
  g_autofree char *query = rw_sigv4_dup_signed_query (&scope, &request, 86400);

  g_assert_cmpstr (
      query, ==,
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F"
      "us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&"
      "X-Amz-SignedHeaders=host&X-Amz-Signature="
      "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

static void
test_token_in_address (void)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new ("id", "secret", "to/ken", G_MAXINT64);
  RwSigv4Scope scope = { "s3", "us-east-1", keys, MAY_24 };
  const RwAwsPair headers[] = { { "Host", HOST }, { NULL, NULL } };
  RwSigv4Request request = { "GET", "/a", NULL, headers, RW_SIGV4_UNSIGNED };
  g_autofree char *query = rw_sigv4_dup_signed_query (&scope, &request, 1);

  rw_test_assert_has (query, "&X-Amz-Expires=1&X-Amz-Security-Token=to%2Fken&X-Amz-Signed");
}

/* get-vanilla of the suite. */
static void
test_vanilla (void)
{
  g_autoptr (RwAwsKeys) keys =
      rw_aws_keys_new ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "", G_MAXINT64);
  RwSigv4Scope scope = { "service", "us-east-1", keys, MIDDAY };
  const RwAwsPair headers[] = { { "Host", "example.amazonaws.com" },
                                { "X-Amz-Date", "20150830T123600Z" },
                                { NULL, NULL } };
  RwSigv4Request request = { "GET", "/", NULL, headers, NOTHING };
  g_autofree char *authorization = rw_sigv4_dup_authorization (&scope, &request);

  g_assert_null (keys->token);
  g_assert_cmpstr (
      authorization, ==,
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
      "SignedHeaders=host;x-amz-date, Signature="
      "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
}

static void
test_canonical (void)
{
  const RwAwsPair query[] = {
    { "b", "2" }, { "a b", NULL }, { "b", "10" }, { "a-", "é" }, { NULL, NULL }
  };
  const RwAwsPair headers[] = { { "X-B", "  a \t b\t" }, { "host", "h" }, { "x-a", "2" },
                                { "X-A", "1" },          { "X-b", "" },   { NULL, NULL } };
  RwSigv4Request request = { "PUT", "/a/./b c//../d/", query, headers, RW_SIGV4_UNSIGNED };
  g_autofree char *s3 = rw_sigv4_dup_canonical ("s3", &request);
  g_autofree char *sqs = rw_sigv4_dup_canonical ("sqs", &request);

  g_assert_cmpstr (s3, ==,
                   "PUT\n/a/./b%20c//../d/\na%20b=&a-=%C3%A9&b=10&b=2\n"
                   "host:h\nx-a:2,1\nx-b:a b,\n\nhost;x-a;x-b\nUNSIGNED-PAYLOAD");
  rw_test_assert_has (sqs, "PUT\n/a/d/\n");
}

static void
test_twice_encoded (void)
{
  RwSigv4Request request = { "GET", "/b c/../é/..//", NULL, NULL, NOTHING };
  RwSigv4Request other = { "GET", "/b c/%", NULL, NULL, NOTHING };
  g_autofree char *empty = rw_sigv4_dup_canonical ("sqs", &request);
  g_autofree char *twice = rw_sigv4_dup_canonical ("sqs", &other);

  g_assert_cmpstr (empty, ==, "GET\n/\n\n\n\n" NOTHING);
  g_assert_cmpstr (twice, ==, "GET\n/b%2520c/%2525\n\n\n\n" NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sigv4/get-object", test_get_object);
  g_test_add_func ("/sigv4/put-object", test_put_object);
  g_test_add_func ("/sigv4/bucket", test_bucket);
  g_test_add_func ("/sigv4/address", test_address);
  g_test_add_func ("/sigv4/token-in-address", test_token_in_address);
  g_test_add_func ("/sigv4/vanilla", test_vanilla);
  g_test_add_func ("/sigv4/canonical", test_canonical);
  g_test_add_func ("/sigv4/twice-encoded", test_twice_encoded);
  return g_test_run ();
}
