/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-client.h"
#include "rw-test-server.h"

G_BEGIN_DECLS

/* A client of a service that says what a test tells it to. */
typedef struct
{
  RwTestServer *server;
  char *endpoint;
  RwAwsCredentials *credentials;
  RwAwsClient *client;
  RwAwsRequest request; /* GET / until a test says otherwise */
  RwAwsAnswer answer;
} RwTestAws;

/* @service: "s3", "sqs"; @name: whom its certificate is for (rw_test_make_certificate()), NULL for
 * http. Pauses are short from then on. */
RwTestAws *rw_test_aws_new (const char *service, const char *name);
void rw_test_aws_free (RwTestAws *self);

/* The next answer. */
void rw_test_aws_reply (RwTestAws *self, guint status, const char *header, const char *body);

/* Sends the request and checks what comes of it. */
void rw_test_aws_check (RwTestAws *self, guint status);
void rw_test_aws_check_fails (RwTestAws *self, int code, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestAws, rw_test_aws_free)

G_END_DECLS
