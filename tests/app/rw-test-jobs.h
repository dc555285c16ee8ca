/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-hosted-setup.h"
#include "rw-job-private.h"

G_BEGIN_DECLS

/* The computer's clock, as long as jobs are tested: 24 November 2026, 09:53:20 UTC. */
#define RW_TEST_NOW G_GINT64_CONSTANT (1795514000000)

/* Turns the hosted queue on with the server at @url, whose token “secret” is kept in a file so that
 * no keyring is asked. Returns it (borrowed) when it can be used. */
RwHosted *rw_test_jobs_turn_on (const char *url);

/* The same, with a server that tells its limits and never answers anything else,
 * so that jobs stay as they are. Returns it (borrowed) when it can be used. */
RwHosted *rw_test_jobs_start (void);

/* Puts a job of a file of 12.3 MB at the top of the list: submitted two minutes ago, in its state
 * for 40 s, asked for 3 s ago. */
RwJob *rw_test_jobs_add (RwHosted *hosted, const char *path, RwJobPhase phase, const char *word);

/* Lets the clock go on. */
void rw_test_jobs_pass (gint64 milliseconds);

/* Takes all jobs out of the list and turns the queue off. */
void rw_test_jobs_end (RwHosted *hosted);

G_END_DECLS
