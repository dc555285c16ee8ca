/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-import.h"
#include "rw-view.h"

G_BEGIN_DECLS

/* What a session is doing; the first of those that run at once. */
typedef enum
{
  RW_TASK_NONE,
  RW_TASK_OPENING,
  RW_TASK_EXPORTING,
  RW_TASK_UPDATING, /* sorting or filtering: the rows on screen stay until it is done */
  RW_N_TASKS
} RwTask;

/**
 * RwSession: what a window shows, and the work behind it. It knows no widgets. Everything slow runs
 * on worker threads; a newer request cancels an older one of its kind; cancelled or failed, nothing
 * that is shown changes. To be used in one thread, whose main context runs.
 *
 * Properties, all read-only, that notify: "analysis", "view", "request" (pointer), "threshold"
 * (uint), "n-bins" (uint), "task" (uint), "error" (pointer). Signal "exported" (path, rows as
 * uint).
 */
#define RW_TYPE_SESSION (rw_session_get_type ())
G_DECLARE_FINAL_TYPE (RwSession, rw_session, RW, SESSION, GObject)

RwSession *rw_session_new (void);

/* A model is a file's path, or what rw_model_store_find() finds; NULL is the one that ships. This
 * is the one in use as long as no other one was named. */
void rw_session_set_standard_model (RwSession *self, const char *model);

/* Opens and scores a file with the model in use, or with the one at @model_path; then shows it in
 * place of what was there, highest risk first. */
void rw_session_open (RwSession *self, const char *path);
void rw_session_open_with (RwSession *self, const char *path, const char *model_path);

/* How the file that failed to open, else the one that is shown, was to be read, for somebody to
 * decide on (transfer full); and opens and scores a file as was decided, with all that the import
 * has found; @remember: for files with the same columns, too. */
RwImport *rw_session_new_import (RwSession *self);
void rw_session_open_import (RwSession *self, RwImport *import, gboolean remember);

/* Opens a file of scores, as this program or a queue writes it, with the scores that are in it. It
 * is exported as it is, and opened so again. */
void rw_session_open_result (RwSession *self, const char *path);

/* The file that is shown, once more with the model in use, read as it was. */
void rw_session_reload (RwSession *self);

/* The file that failed to open, else the one that is shown: once more with the model in use; with
 * another one, or (NULL) with the one that ships. It is read as was decided before. */
void rw_session_retry (RwSession *self);
void rw_session_use_model (RwSession *self, const char *model_path);

/* Writes all rows in the order of the file, or those shown in their order, with their scores. */
void rw_session_export (RwSession *self, const char *path, gboolean only_shown);

/* Writes the rows with problems, those that were set aside too, each with line and reason. */
void rw_session_export_problems (RwSession *self, const char *path);

/* Stops opening and exporting; and, where the window goes, everything. */
void rw_session_cancel (RwSession *self);
void rw_session_cancel_all (RwSession *self);

void rw_session_set_sort (RwSession *self, RwSort sort);
void rw_session_set_range (RwSession *self, RwRange range);
void rw_session_set_search (RwSession *self, const char *text);
void rw_session_set_only_problems (RwSession *self, gboolean only_problems);

/* Only these rows of the table that is shown, called @title in the reader's language; NULL: all. */
void rw_session_set_subset (RwSession *self, RwRows *rows, const char *title);

void rw_session_clear_filters (RwSession *self);

/* In millionths, at most RW_MILLION. It is a line in the chart and two counts, not a filter. */
void rw_session_set_threshold (RwSession *self, guint32 threshold);

/* Of the histogram; divides RW_ANALYSIS_N_BINS. */
void rw_session_set_n_bins (RwSession *self, guint n_bins);

/* NULL before a file is open. */
RwAnalysis *rw_session_get_analysis (RwSession *self);
RwView *rw_session_get_view (RwSession *self);
const char *rw_session_get_path (RwSession *self);

/* What somebody decided on how the file that is shown is read; NULL: nothing. */
const RwChoices *rw_session_get_choices (RwSession *self);

/* What the view is, or will be as soon as RW_TASK_UPDATING ends. */
const RwViewRequest *rw_session_get_request (RwSession *self);

guint32 rw_session_get_threshold (RwSession *self);
guint rw_session_get_n_bins (RwSession *self);

/* Customers at or above the threshold; 0 before a file is open. */
guint32 rw_session_count_above (RwSession *self);

RwTask rw_session_get_task (RwSession *self);

/* Of RW_TASK_OPENING or RW_TASK_EXPORTING; NULL while neither runs. */
RwProgress *rw_session_get_progress (RwSession *self);

/* The file being opened; NULL while none is. */
const char *rw_session_get_opening_path (RwSession *self);

/* What went wrong last and in which task; NULL when nothing did since. */
const GError *rw_session_get_error (RwSession *self);
RwTask rw_session_get_failed_task (RwSession *self);
void rw_session_dismiss_error (RwSession *self);

/* Reports an error of reading what is shown. The first one stays. */
void rw_session_report_error (RwSession *self, const GError *error);

G_END_DECLS
