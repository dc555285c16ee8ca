/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-keys.h"

G_BEGIN_DECLS

/**
 * RwSigv4: AWS Signature Version 4, as header or as part of an address.
 * Source: "Create a signed AWS API request" of the IAM User Guide; for addresses "Authenticating
 * Requests: Using Query Parameters" of the Amazon S3 API Reference.
 */

/* A name and its value, neither encoded; lists of them end with { NULL, NULL }. */
typedef struct
{
  const char *name;
  const char *value; /* NULL is "" */
} RwAwsPair;

/* By whom, when and for what is signed. All are borrowed. */
typedef struct
{
  const char *service; /* "s3", "sqs" */
  const char *region;  /* "eu-central-1" */
  const RwAwsKeys *keys;
  gint64 time; /* milliseconds since 1970 UTC */
} RwSigv4Scope;

/* Stands for the hash of a body that is not signed. */
#define RW_SIGV4_UNSIGNED "UNSIGNED-PAYLOAD"

/* What is signed. All are borrowed. */
typedef struct
{
  const char *method;
  const char *path;         /* not encoded, begins with "/" */
  const RwAwsPair *query;   /* in any order, names may repeat; NULL: none */
  const RwAwsPair *headers; /* all that are signed, "Host" among them, in any order */
  const char *payload;      /* SHA-256 of the body in hexadecimal digits, or RW_SIGV4_UNSIGNED */
} RwSigv4Request;

/* Length of a time as it is signed, with its end. */
#define RW_SIGV4_TIME 17

/* "20130524T000000Z", the value of X-Amz-Date. */
void rw_sigv4_format_time (gint64 time, char text[RW_SIGV4_TIME]);

/* SHA-256 in hexadecimal digits. */
char *rw_sigv4_dup_hash (gconstpointer bytes, gsize length);

/* "a=1&b=" as it is both sent and signed: encoded, sorted by name, then by value; "" for none. */
char *rw_sigv4_dup_query (const RwAwsPair *query);

/* The text whose hash is signed. For services other than "s3" the path's "." and ".." and empty
 * parts are resolved, and it is encoded a second time. */
char *rw_sigv4_dup_canonical (const char *service, const RwSigv4Request *request);

/* The value of the header Authorization. The headers of @request must have X-Amz-Date with the
 * scope's time, and X-Amz-Security-Token where the keys have a token. */
char *rw_sigv4_dup_authorization (const RwSigv4Scope *scope, const RwSigv4Request *request);

/* The whole query of an address that is valid for @seconds (1 to 604800), whatever belongs to the
 * signature in it. */
char *rw_sigv4_dup_signed_query (const RwSigv4Scope *scope, const RwSigv4Request *request,
                                 gint64 seconds);

G_END_DECLS
