/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session.h"

G_BEGIN_DECLS

/* A piece of work that runs. */
typedef struct
{
  GCancellable *cancellable; /* NULL: none runs */
  RwProgress *progress;      /* NULL for RW_TASK_UPDATING */
} RwSessionJob;

struct _RwSession
{
  GObject parent_instance;

  /* what is shown */
  RwAnalysis *analysis;
  RwView *view;
  char *path;
  RwChoices *choices; /* that it was read with; NULL: nothing was said */

  /* what is wanted */
  RwViewRequest request;
  guint32 threshold;
  guint n_bins;
  char *standard_model; /* NULL: the one that ships */

  /* what is going on */
  RwSessionJob jobs[RW_N_TASKS];
  char *opening_path;
  char *opening_model_path;   /* NULL: the model in use, or the one that ships */
  RwChoices *opening_choices; /* or NULL */
  gboolean opens_result;      /* the last file is one of scores */
  GError *error;
  RwTask failed_task;
};

/* Cancels the running job of that kind and makes place for a new one (borrowed). Its work keeps the
 * session by its callback's user data: a GTask's source may be let go of by the worker, but a
 * session must go in its own thread. */
RwSessionJob *rw_session_begin_job (RwSession *self, RwTask task);

/* Ends the job of @cancellable, which took part in nothing newer: returns FALSE if it was
 * cancelled, and reports an @error that is not NULL. */
gboolean rw_session_end_job (RwSession *self, RwTask task, GCancellable *cancellable,
                             const GError *error);

void rw_session_stop_job (RwSession *self, RwTask task);

/* Puts a new analysis in the place of what is shown (all transfer full). @choices: it was read
 * with, or NULL. */
void rw_session_take_analysis (RwSession *self, RwAnalysis *analysis, RwView *view, char *path,
                               RwChoices *choices);
void rw_session_take_view (RwSession *self, RwView *view);

/* Starts the work for a changed request. */
void rw_session_update_view (RwSession *self);

G_END_DECLS
