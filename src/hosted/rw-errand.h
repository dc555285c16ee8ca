/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-endpoint.h"
#include "rw-job-report.h"
#include "rw-job-store.h"
#include "rw-progress.h"

G_BEGIN_DECLS

typedef enum
{
  RW_ERRAND_SEND,
  RW_ERRAND_CANCEL,
  RW_ERRAND_RETRY,
  RW_ERRAND_DOWNLOAD,
} RwErrandKind;

/**
 * RwErrand: something to do about one job at its server, and what came of it. Made in one thread,
 * done in another, read in the first.
 */
typedef struct
{
  RwErrandKind kind;
  RwEndpoint *endpoint;
  RwJobStore *store;
  RwJobData *data;  /* a copy; sending changes it */
  char *path;       /* of RW_ERRAND_DOWNLOAD */
  guint n_failures; /* before this one */
  GCancellable *cancellable;
  RwProgress *progress;

  /* afterwards */
  GError *error;       /* NULL: it is done */
  RwJobReport *report; /* of what is done; NULL for a download */
  char *request_id;
  gint64 pause; /* milliseconds until it may be tried again; -1: it is of no use */
} RwErrand;

/* Keeps what it is given; the job is copied. */
RwErrand *rw_errand_new (RwErrandKind kind, RwEndpoint *endpoint, RwJobStore *store,
                         const RwJobData *data);
void rw_errand_free (RwErrand *self);

/* Blocking. */
void rw_errand_run (RwErrand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwErrand, rw_errand_free)

G_END_DECLS
