/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwAwsKeys: what requests are signed with. Immutable, reference counted, thread-safe; the secret
 * is overwritten when nobody has it any more.
 */
typedef struct
{
  char *id;     /* the access key: "AKIA…" */
  char *secret; /* the secret access key */
  char *token;  /* the session's; NULL: these keys need none */
  gint64 ends;  /* rw_clock_now() from which on they are refused; G_MAXINT64: never */
} RwAwsKeys;

/* Copies the texts. @token: NULL or "" for none. */
RwAwsKeys *rw_aws_keys_new (const char *id, const char *secret, const char *token, gint64 ends);
RwAwsKeys *rw_aws_keys_ref (RwAwsKeys *keys);
void rw_aws_keys_unref (RwAwsKeys *keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwAwsKeys, rw_aws_keys_unref)

G_END_DECLS
