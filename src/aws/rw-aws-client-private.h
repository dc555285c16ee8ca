/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-client.h"
#include "rw-url.h"

#include <curl/curl.h>
#include <pthread.h>

G_BEGIN_DECLS

struct _RwAwsClient
{
  char *service;
  char *region;
  char *ca_file;
  RwUrl *server;
  RwAwsCredentials *credentials;

  pthread_mutex_t lock;
  GPtrArray *multis; /* CURLM, those that nobody uses now */
  gint64 ahead;      /* how far the service's clock is ahead of ours, in ms */
};

/* Handles with connections that are kept; each for one thread until it is given back. */
CURLM *rw_aws_client_borrow_multi (RwAwsClient *self);
void rw_aws_client_give_back_multi (RwAwsClient *self, CURLM *multi);

/* By the service's clock. */
RwSigv4Scope rw_aws_client_make_scope (RwAwsClient *self, const RwAwsKeys *keys);

/* How far the service's clock is ahead of ours, in ms. FALSE: it was about so before. */
gboolean rw_aws_client_set_ahead (RwAwsClient *self, gint64 ahead);

/* "/path?query", encoded. @query: encoded, "" for none. */
char *rw_aws_client_dup_target (const char *path, const char *query);

G_END_DECLS
