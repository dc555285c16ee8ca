/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-state.h"
#include "rw-queue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A job is tried so often before it is given up. */
#define RW_JOBS_MAX_ATTEMPTS 3

/* ms */
#define RW_JOBS_RESEND_AFTER (60 * 60 * 1000)
#define RW_JOBS_SENDING      (15 * 1000)

/* So many messages of a user may wait on the queue, so that nobody's many files are before
 * another's one. */
#define RW_JOBS_WAITING 4

/* A job as it is stored; a snapshot. Times are those of rw_clock_now(). */
typedef struct
{
  char *id;      /* UUID */
  gint64 number; /* the original's "upload_id" */
  char *user;
  char *file_name; /* the analyst's, without folders */
  gint64 size;     /* bytes */
  char *input_key; /* of the storage */
  RwJobState state;
  gint64 attempt;      /* the one that runs or ran last; 0: none yet */
  gint64 last_attempt; /* with this one it is given up */
  gint64 rows_done;    /* of the running attempt */
  gint64 n_rows;       /* 0: not known yet */
  char *error;         /* for the analyst; NULL: none */
  char *result_key;    /* these four: NULL and 0 until COMPLETED */
  gint64 result_size;
  char *result_sha256;
  char *model_sha256;
  gint64 created_at;
  gint64 state_since;
  gint64 updated_at;
} RwJobRecord;

void rw_job_record_free (RwJobRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJobRecord, rw_job_record_free)

/* What a new job is made of. */
typedef struct
{
  const char *id;
  const char *user;
  const char *file_name;
  gint64 size;
  const char *input_key;
  const char *idempotency_key; /* NULL: none. Once for each user. */
} RwJobDraft;

/* A result that was written completely. */
typedef struct
{
  const char *key;
  gint64 size;
  const char *sha256;
  const char *model_sha256;
  gint64 n_rows;
} RwJobResult;

/* The right to work on a job: held while the job's row names this owner and attempt. */
typedef struct
{
  const char *id;
  const char *owner;
  gint64 attempt;
} RwJobLease;

/* What came of the wish to work on a job. */
typedef enum
{
  RW_CLAIM_ERROR,
  RW_CLAIM_TAKEN, /* it is ours: PROCESSING, its attempt one more than before */
  RW_CLAIM_HELD,  /* somebody else's lease has not run out */
  RW_CLAIM_OVER,  /* COMPLETED, FAILED, CANCELLED or unknown: nothing is left to do */
  RW_CLAIM_SPENT, /* it has no attempt left and is FAILED now */
} RwClaim;

/* An entry of a job's history. */
typedef struct
{
  gint64 at;
  RwJobState state;
  char *note; /* for the analyst; NULL: none */
} RwJobEvent;

/* A message that waits to be put on the queue. */
typedef struct
{
  gint64 number;
  char *body; /* rw_message_dup_body() */
} RwOutboxEntry;

void rw_job_event_free (RwJobEvent *event);
void rw_outbox_entry_free (RwOutboxEntry *entry);

/**
 * RwJobs: all jobs, and what may become of them. Each function is one transaction, each move of
 * rw-job-state.h one conditional update: of two who want to move the same job one wins, and the
 * other is told. A move notes an event. Whatever makes a job QUEUED also puts its message into the
 * outbox, in the same transaction: none is lost between jobs and queue. A job has one entry there
 * at most, and none when it is over. Thread-safe; all errors
 * are RW_ERROR_DATABASE.
 */
#define RW_TYPE_JOBS (rw_jobs_get_type ())
G_DECLARE_INTERFACE (RwJobs, rw_jobs, RW, JOBS, GObject)

struct _RwJobsInterface
{
  GTypeInterface parent;

  RwJobRecord *(*create) (RwJobs *self, const RwJobDraft *draft, GError **error);
  RwJobRecord *(*find) (RwJobs *self, const char *user, const char *id, GError **error);
  GPtrArray *(*list) (RwJobs *self, const char *user, guint limit, gint64 before, GError **error);
  GPtrArray *(*list_events) (RwJobs *self, const char *id, GError **error);
  RwClaim (*claim) (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, RwJobRecord **record,
                    GError **error);
  gboolean (*renew) (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, gint64 rows_done,
                     gint64 n_rows, GError **error);
  gboolean (*complete) (RwJobs *self, const RwJobLease *lease, const RwJobResult *result,
                        GError **error);
  gboolean (*fail) (RwJobs *self, const RwJobLease *lease, const char *message, GError **error);
  gboolean (*release) (RwJobs *self, const RwJobLease *lease, const char *note, GError **error);
  gboolean (*bury) (RwJobs *self, const char *id, const char *message, GError **error);
  gboolean (*cancel) (RwJobs *self, const char *id, GError **error);
  gboolean (*requeue) (RwJobs *self, const char *id, GError **error);
  int (*sweep) (RwJobs *self, GError **error);
  GPtrArray *(*take_outbox) (RwJobs *self, guint limit, GError **error);
  gboolean (*clear_outbox) (RwJobs *self, gint64 number, GError **error);
  gboolean (*note_letter) (RwJobs *self, const RwDeadLetter *letter, GError **error);
  GPtrArray *(*list_letters) (RwJobs *self, GError **error);
  gboolean (*remove_letter) (RwJobs *self, const char *id, GError **error);
  gboolean (*count) (RwJobs *self, gint64 counts[RW_N_JOB_STATES], gint64 *oldest_queued,
                     GError **error);
};

/* Adds a job, QUEUED. If the user has one of that idempotency key already, returns that one (its
 * id is not the draft's) and changes nothing. */
RwJobRecord *rw_jobs_create (RwJobs *self, const RwJobDraft *draft, GError **error);

/* NULL without @error: there is none of that id, or it is not @user's (NULL: anybody's). */
RwJobRecord *rw_jobs_find (RwJobs *self, const char *user, const char *id, GError **error);

/* RwJobRecord, newest first, those with a number below @before (0: all). */
GPtrArray *rw_jobs_list (RwJobs *self, const char *user, guint limit, gint64 before,
                         GError **error);

/* RwJobEvent, oldest first. */
GPtrArray *rw_jobs_list_events (RwJobs *self, const char *id, GError **error);

/* Takes a job that is QUEUED, or PROCESSING with a lease that ran out, for @lease_ms. The attempt
 * of @lease is not read; that of @record (NULL unless TAKEN) is the lease's from now on. */
RwClaim rw_jobs_claim (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, RwJobRecord **record,
                       GError **error);

/* These four are for who holds the lease. FALSE without @error: the lease is lost, whatever was
 * made is not wanted any more. release: back to QUEUED; it puts no message into the outbox, for
 * whoever holds the lease also holds a message, which comes back by itself. */
gboolean rw_jobs_renew (RwJobs *self, const RwJobLease *lease, gint64 lease_ms, gint64 rows_done,
                        gint64 n_rows, GError **error);
gboolean rw_jobs_complete (RwJobs *self, const RwJobLease *lease, const RwJobResult *result,
                           GError **error);
gboolean rw_jobs_fail (RwJobs *self, const RwJobLease *lease, const char *message, GError **error);
gboolean rw_jobs_release (RwJobs *self, const RwJobLease *lease, const char *note, GError **error);

/* What a job says that has no attempt left, for the analyst (transfer full). */
char *rw_jobs_dup_spent_message (void);

/* For a job whose message became a dead letter. Not worked on and its attempts spent: FAILED, with
 * @message. Else, unless it is over, a new message for it goes into the outbox, also while it is
 * worked on: whoever does it may be lost. That there is none of that id is no error. */
gboolean rw_jobs_bury (RwJobs *self, const char *id, const char *message, GError **error);

/* For the job's owner. FALSE without @error: the state does not allow it. requeue: FAILED or
 * CANCELLED, with all its attempts again. */
gboolean rw_jobs_cancel (RwJobs *self, const char *id, GError **error);
gboolean rw_jobs_requeue (RwJobs *self, const char *id, GError **error);

/* PROCESSING with a lease that ran out becomes QUEUED: its message comes back by itself. A job that
 * waits longer than RW_JOBS_RESEND_AFTER gets another message, should the queue have lost it (a job
 * whose message comes twice is worked on once). Returns how many were moved, -1 on error. */
int rw_jobs_sweep (RwJobs *self, GError **error);

/* RwOutboxEntry: what the caller is to send now, and to clear when it is on the queue. Nobody else
 * gets it for RW_JOBS_SENDING, then whoever asks does: a message may be sent twice and is never
 * lost. Taken so that no more than RW_JOBS_WAITING jobs of a user are QUEUED with their message
 * sent or taken: a user's in the order they were asked for, and between users those first of whom
 * fewer wait. */
GPtrArray *rw_jobs_take_outbox (RwJobs *self, guint limit, GError **error);
gboolean rw_jobs_clear_outbox (RwJobs *self, gint64 number, GError **error);

/* Dead letters of the queue, for people: not every queue can list its own. note: adds it, or
 * replaces the one of its id. list: RwDeadLetter, oldest first. remove: FALSE without @error when
 * there is none of that id. */
gboolean rw_jobs_note_letter (RwJobs *self, const RwDeadLetter *letter, GError **error);
GPtrArray *rw_jobs_list_letters (RwJobs *self, GError **error);
gboolean rw_jobs_remove_letter (RwJobs *self, const char *id, GError **error);

/* Jobs in each state; @oldest_queued: since when the oldest QUEUED one waits, 0: none does. */
gboolean rw_jobs_count (RwJobs *self, gint64 counts[RW_N_JOB_STATES], gint64 *oldest_queued,
                        GError **error);

G_END_DECLS
