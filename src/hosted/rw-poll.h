/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-endpoint.h"
#include "rw-job-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 number;   /* for whoever asks: which job it is … */
  gint64 revision; /* … and how it was */
  char *id;
  RwJobReport *report; /* what is known now; NULL: nothing, because of … */
  GError *error;
} RwPollItem;

/**
 * RwPoll: a question to a server about several jobs, and the answers. Made in one thread, run in
 * another, read in the first. However many jobs there are, most often it takes one request: the
 * list; only what is not in it, or is over, is asked for by itself.
 */
typedef struct
{
  RwEndpoint *endpoint;
  GCancellable *cancellable;
  GPtrArray *items; /* RwPollItem */
  gint64 asked;     /* milliseconds the server wants to be left alone after an error */
} RwPoll;

RwPoll *rw_poll_new (RwEndpoint *endpoint);
void rw_poll_free (RwPoll *self);
void rw_poll_add (RwPoll *self, gint64 number, gint64 revision, const char *id);

/* Blocking. */
void rw_poll_run (RwPoll *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwPoll, rw_poll_free)

G_END_DECLS
