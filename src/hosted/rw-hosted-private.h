/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-hosted.h"
#include "rw-job-private.h"
#include "rw-job-store.h"
#include "rw-progress.h"

G_BEGIN_DECLS

/* A job and what is going on with it. */
typedef struct
{
  RwJob *job;
} RwHostedJob;

struct _RwHosted
{
  GObject parent_instance;

  RwJobStore *store;
  GPtrArray *jobs; /* RwHostedJob, newest first */
  RwEndpoint *endpoint;
};

/* Puts a new job at the top of the list (@data: transfer full). Returns it (transfer none). */
RwJob *rw_hosted_add (RwHosted *self, RwJobData *data);

G_END_DECLS
