/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"

G_BEGIN_DECLS

/* Jobs of a new place, and whose messages were taken. */
typedef struct
{
  char *place; /* rw_test_open_jobs() */
  RwJobs *jobs;
  GPtrArray *entries; /* all that were taken and are not sent */
} RwTestOutbox;

/* For g_test_add(). */
void rw_test_outbox_set_up (RwTestOutbox *self, gconstpointer data);
void rw_test_outbox_tear_down (RwTestOutbox *self, gconstpointer data);

/* Adds a job whose id tells its user; one for each letter of @users. */
char *rw_test_outbox_add (RwTestOutbox *self, const char *user);
void rw_test_outbox_add_many (RwTestOutbox *self, const char *users);

/* Takes what may be sent: a letter for the user of each. */
void rw_test_outbox_assert_taken (RwTestOutbox *self, guint limit, const char *expected);

/* As if all that were taken are on the queue. */
void rw_test_outbox_send (RwTestOutbox *self);

G_END_DECLS
