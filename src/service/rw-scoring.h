/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-model.h"
#include "rw-progress.h"
#include "rw-storage.h"

G_BEGIN_DECLS

/* A result that was written and stored. */
typedef struct
{
  char *key;    /* of the storage; names the attempt, so no other one writes it */
  gint64 size;  /* bytes */
  char *sha256; /* 64 hexadecimal digits */
  gint64 n_rows;
} RwScoring;

/* Scores the file of @job and stores the result: byte for byte what "retainwise-cli score" writes.
 * @n_threads: 0 is one for each core. When it fails nothing is stored. Errors: those of
 * rw_analysis_run(), of rw_export_write() and of the storage, and cancelled; they name the
 * analyst's file. */
RwScoring *rw_scoring_run (RwStorage *storage, const RwJobRecord *job, RwModel *model,
                           guint n_threads, RwProgress *progress, GCancellable *cancellable,
                           GError **error);
void rw_scoring_free (RwScoring *self);

/* Whether @error is of the analyst's file, which will not be better next time. All others pass. */
gboolean rw_scoring_is_final (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwScoring, rw_scoring_free)

G_END_DECLS
