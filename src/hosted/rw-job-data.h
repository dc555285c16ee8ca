/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job.h"

G_BEGIN_DECLS

/**
 * RwJobData: all that is known of a job, for those who change or keep it. Copies of it go to worker
 * threads. Texts are owned and set by rw_job_data_set(). See rw-job.h for what is not explained.
 */
typedef struct
{
  /* kept in the database */
  gint64 number;
  gint64 revision; /* grows with every change; an older one never replaces a newer one */
  char *server;
  char *host;
  char *path;
  gint64 size;
  gint64 modified_at; /* of the file when it was submitted */
  char *key;          /* tells the server that it is the same job, however often it is sent */
  gint64 baseline;    /* highest upload id before it was first sent; -1: not asked yet */
  gint64 submitted_at;
  gint64 state_since;
  gint64 checked_at;
  gint64 phase;            /* RwJobPhase */
  gint64 may_have_arrived; /* boolean: an attempt ended without an answer */
  gint64 n_rows;
  char *id;
  char *word;
  char *error;
  char *request_id;
  char *model_sha256;
  char *result_sha256;
  char *result_path;

  /* of this run of the program */
  gint64 done;
  gint64 total;
  gboolean is_downloading;
} RwJobData;

RwJobData *rw_job_data_new (void);
RwJobData *rw_job_data_copy (const RwJobData *data);
void rw_job_data_free (RwJobData *data);

/* Puts a copy of @text (may be NULL) in the place of one of its texts. */
void rw_job_data_set (char **place, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJobData, rw_job_data_free)

G_END_DECLS
