/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-answer.h"
#include "rw-aws-keys.h"
#include "rw-sigv4.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the endpoints inside Amazon have in common that give keys to whoever asks them from there.
 */

/* Where to ask; without a proxy. The networks of such endpoints are spoken to without TLS, too. */
typedef struct
{
  const char *method; /* "GET" or "PUT" */
  const char *url;
  const RwAwsPair *headers;
  guint n_tries;
} RwAwsMetadata;

/* TRUE: an answer came, whatever its status. RW_ERROR_NETWORK, RW_ERROR_FORMAT (where not to go),
 * and cancelled. */
gboolean rw_aws_metadata_ask (const RwAwsMetadata *question, RwAwsAnswer *answer,
                              GCancellable *cancellable, GError **error);

/* Keys as they are answered in JSON: AccessKeyId, SecretAccessKey, Token, Expiration. NULL:
 * RW_ERROR_ACCESS, RW_ERROR_NETWORK, RW_ERROR_SERVER. @url: of whom. */
RwAwsKeys *rw_aws_metadata_read_keys (const RwAwsAnswer *answer, const char *url, GError **error);

/* ms for one try. Tests make it short; programs never touch it. */
extern gint64 rw_aws_metadata_patience;

G_END_DECLS
