/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"
#include "rw-tokens.h"

G_BEGIN_DECLS

#define RW_TEST_USER "user_mill"

/* ms; for leases and messages */
#define RW_TEST_LEASE 30000

/* Makes rw_clock_now() stand still, and go on by so much. */
void rw_test_stop_clock (void);
void rw_test_advance_clock (gint64 ms);

/* All three in a new folder; the jobs as rw_test_jobs() has them. */
RwBackend *rw_test_backend (void);

/* Only the jobs. They are in PostgreSQL when with-postgres.py runs the test, else in SQLite. */
RwJobs *rw_test_jobs (void);

/* A new place for jobs (transfer full), and jobs there; others may have it open too. */
char *rw_test_dup_jobs_place (void);
RwJobs *rw_test_open_jobs (const char *place);

/* The same for tokens. */
char *rw_test_dup_tokens_place (void);
RwTokens *rw_test_open_tokens (const char *place);

/* Path of the database in that folder, and of a new one (transfer full). */
char *rw_test_dup_database_path (void);
char *rw_test_dup_new_path (void);

/* Stores a file of this text under @key. */
void rw_test_store (RwStorage *storage, const char *key, const char *text);

/* That there is such a file, NULL: that there is none. */
void rw_test_assert_stored (RwStorage *storage, const char *key, const char *text);

/* Adds a job of RW_TEST_USER (its input is not stored). Returns its id. */
char *rw_test_create_job (RwJobs *jobs);

RwJobRecord *rw_test_find_job (RwJobs *jobs, const char *id);

/* A letter for each event of the job: Queued, Processing, Done, Failed, Cancelled. Also checks that
 * each move is a legal one and that the last one led to the job's state. */
char *rw_test_show_moves (RwJobs *jobs, const char *id);

/* Takes the job for "worker", which must be possible. Returns the attempt. */
gint64 rw_test_claim (RwJobs *jobs, const char *id);

/* Takes all that may be sent from the outbox, as if it was sent. Returns how many. */
guint rw_test_drain_outbox (RwJobs *jobs);

G_END_DECLS
