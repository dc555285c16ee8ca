/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-errand.h"
#include "rw-hosted.h"
#include "rw-job-private.h"

G_BEGIN_DECLS

/* A job and what is going on with it. */
typedef struct
{
  RwJob *job;
  gint64 seen_at;            /* rw_clock_now() when it was first seen in its state */
  gint64 due_at;             /* … when it is to be sent or asked for next */
  guint n_failures;          /* in a row */
  GCancellable *cancellable; /* of the errand that runs for it; NULL: none does */
  RwProgress *progress;      /* of that errand */
  gboolean is_unwanted;      /* that errand was cancelled for the job, not because all stops */
} RwHostedJob;

struct _RwHosted
{
  GObject parent_instance;

  RwJobStore *store;
  GPtrArray *jobs; /* RwHostedJob, newest first */
  RwEndpoint *endpoint;

  gboolean is_sending;   /* one job at a time */
  GCancellable *polling; /* of the poll that runs; NULL: none does */
  guint timer;           /* of what is due next; 0: nothing is */
  guint watch;           /* of the progress of errands; 0: none runs */
  gint64 clock_offset;   /* see rw_poll_schedule_notice_sleep() */
  gulong network_handler;
};

typedef void (*RwHostedDone) (RwHosted *self, RwHostedJob *job, RwErrand *errand);

/* NULL: it was forgotten. */
RwHostedJob *rw_hosted_find (RwHosted *self, gint64 number);

/* Puts a new job at the top of the list (@data: transfer full). Returns it (transfer none). */
RwJob *rw_hosted_add (RwHosted *self, RwJobData *data);

/* Whether it is at the server that is set now. */
gboolean rw_hosted_is_reachable (RwHosted *self, const RwHostedJob *job);

/* Tells everybody that a job changed, and keeps it in the database; or takes it out of there. */
void rw_hosted_keep (RwHosted *self, RwHostedJob *job);
void rw_hosted_remove (RwHosted *self, RwHostedJob *job);

/* Runs an errand on a worker for a job that has none. @done is called in this thread unless job or
 * @self is gone by then; what it calls may forget the job at last. @path: may be NULL. FALSE: the
 * job is at another server, and says so. */
gboolean rw_hosted_run (RwHosted *self, RwHostedJob *job, RwErrandKind kind, const char *path,
                        RwHostedDone done);

/* Does what is due, and sees to it that the rest is done in its time. */
void rw_hosted_go_on (RwHosted *self);

/* Begins to send the oldest job that waits, unless another one is being sent. */
void rw_hosted_send_next (RwHosted *self);

/* What a server said about a job. It may be forgotten by who hears of it. */
void rw_hosted_take_report (RwHosted *self, RwHostedJob *job, const RwJobReport *report);

/* What went wrong with a job; NULL and a cancel are nothing. @request_id: may be NULL. Whether that
 * is anything new, for whoever then calls rw_hosted_keep(). */
gboolean rw_hosted_set_error (RwHostedJob *job, const GError *error, const char *request_id);

G_END_DECLS
