/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jwt.h"

G_BEGIN_DECLS

/* When the tokens of the tests are judged: seconds since 1970. */
#define RW_TEST_NOW G_GINT64_CONSTANT (1700000000)

/* A key pair, made once for each id. */
EVP_PKEY *rw_test_key (const char *id);

/* {"keys":[…]} of the public halves of the keys @first…, ended by NULL. */
char *rw_test_key_set (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* A JWT of these JSON objects, signed by the key @id. */
char *rw_test_jwt (const char *id, const char *head, const char *payload);

/* The usual one: signed by @id, for the user "ana", valid at RW_TEST_NOW. */
char *rw_test_good_jwt (const char *id);

#define RW_TEST_HEAD "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"one\"}"
#define RW_TEST_PAYLOAD                                                                            \
  "{\"iss\":\"https://id.example\",\"sub\":\"ana\",\"azp\":\"https://app.example\","               \
  "\"aud\":[\"x\",\"queue\"],\"iat\":1699999900,\"nbf\":1699999900,\"exp\":1700000100}"

G_END_DECLS
