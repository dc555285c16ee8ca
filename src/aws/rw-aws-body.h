/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-request.h"

#include <curl/curl.h>

G_BEGIN_DECLS

/**
 * RwAwsBody: the body of a request, sent as often as it takes.
 */
typedef struct _RwAwsBody RwAwsBody;

/* Keeps @request's bytes, not its texts. NULL: RW_ERROR_FILE. */
RwAwsBody *rw_aws_body_open (const RwAwsRequest *request, GError **error);
void rw_aws_body_free (RwAwsBody *self);

/* SHA-256 in hexadecimal digits. NULL: RW_ERROR_FILE, RW_ERROR_CHANGED. */
char *rw_aws_body_dup_hash (RwAwsBody *self, GError **error);

/* Makes @easy send it, from its start, with its length said before. */
void rw_aws_body_attach (RwAwsBody *self, CURL *easy);

/* What went wrong while it was read for the last sending (transfer full); NULL: nothing. */
GError *rw_aws_body_take_error (RwAwsBody *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwAwsBody, rw_aws_body_free)

G_END_DECLS
