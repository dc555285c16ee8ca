/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-hosted.h"
#include "rw-job-data.h"
#include "rw-test-queue.h"
#include "rw-test-wait.h"

G_BEGIN_DECLS

/* RwHosted with a database of its own at a stub of a server, which it does not know yet. */
typedef struct
{
  RwTestQueue *queue;
  RwTestServer *server; /* of the queue */
  char *database;
  char *path; /* a small file to submit */
  RwHosted *hosted;
  guint n_ended;
} RwTestHosted;

RwTestHosted *rw_test_hosted_new (void);
void rw_test_hosted_free (RwTestHosted *self);

/* Ends the program, as far as RwHosted knows, and starts it again. */
void rw_test_hosted_restart (RwTestHosted *self);

void rw_test_hosted_connect (RwTestHosted *self);
void rw_test_hosted_disconnect (RwTestHosted *self);

/* Submits the small file. */
RwJob *rw_test_hosted_submit (RwTestHosted *self);

/* Puts a job into the database that has been sent as @id and is in the state @word, for the next
 * start. */
void rw_test_hosted_store (RwTestHosted *self, const char *id, const char *word);

/* Of the list; to be let go of. */
RwJob *rw_test_hosted_get (RwTestHosted *self, guint position);

/* Waits until the job says so. @part (of the error): NULL: it has none. */
void rw_test_wait_phase (RwJob *job, RwJobPhase phase);
void rw_test_wait_word (RwJob *job, const char *word);
void rw_test_wait_error (RwJob *job, const char *part);

/* Lets the main context run until there were @n requests of the route. */
void rw_test_wait_requests (RwTestServer *server, const char *route, guint n);

/* Waits until the database says the same of the job. */
void rw_test_hosted_wait_saved (RwTestHosted *self, RwJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestHosted, rw_test_hosted_free)

G_END_DECLS
