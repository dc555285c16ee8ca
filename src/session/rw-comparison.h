/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model.h"
#include "rw-progress.h"

G_BEGIN_DECLS

typedef enum
{
  RW_COMPARISON_SAME,        /* byte for byte */
  RW_COMPARISON_OTHER_FILE,  /* the file is not what it was when it was scored elsewhere */
  RW_COMPARISON_OTHER_MODEL, /* another model scored it there */
  RW_COMPARISON_DIFFERENT,   /* same file, same model, other bytes: nobody may rely on them */
} RwComparisonVerdict;

/* A file that was scored elsewhere, and what came of it. */
typedef struct
{
  const char *path;
  gint64 size;               /* in bytes, then */
  gint64 modified_at;        /* rw_source_get_modified_at(), then */
  const char *model_sha256;  /* NULL: not known */
  const char *result_sha256; /* of the result file */
} RwScoredElsewhere;

/**
 * RwComparison: what scoring a file here says about a result from elsewhere: whether the file
 * written here would be the same, byte for byte, and if not, why.
 */
typedef struct
{
  RwComparisonVerdict verdict;
  char *model_sha256;       /* of the model that was used here */
  char *other_model_sha256; /* of the one elsewhere; NULL: not known */
} RwComparison;

/* Scores with @model and writes nothing. Blocking. Errors: those of rw_source_open(),
 * rw_analysis_run() and rw_export_write(). */
RwComparison *rw_comparison_run (const RwScoredElsewhere *elsewhere, RwModel *model,
                                 RwProgress *progress, GCancellable *cancellable, GError **error);
void rw_comparison_free (RwComparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwComparison, rw_comparison_free)

G_END_DECLS
