/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session.h"
#include "rw-test-wait.h"

G_BEGIN_DECLS

/* g_test_init(); what is remembered is in a folder of this program. */
void rw_test_session_init (int *argc, char ***argv);

/* A new file of rows of the sample that ships, and what it must look like in a session. */
typedef struct
{
  char *path;
  GStrv lines; /* of the header, and of every row behind it */
  guint32 n_rows;
  RwAnalysis *analysis; /* made without a session, by the model that ships */
} RwTestFile;

/* From row @first of the sample on, the first one again behind the last. */
RwTestFile *rw_test_file_new (const char *name, guint first, guint32 n_rows);
void rw_test_file_free (RwTestFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestFile, rw_test_file_free)

/* A session that shows @file. */
RwSession *rw_test_open_session (const RwTestFile *file);

/* Until a session is at no task any more; and until work that it cancelled is back as well, so that
 * no thread calls rw_io. */
void rw_test_wait_idle (RwSession *session);
void rw_test_wait_for_threads (RwSession *session);

/* Whether an object went, and in which thread. */
typedef struct
{
  gint gone;
  GThread *thread;
} RwTestFarewell;

void rw_test_watch (gpointer object, RwTestFarewell *farewell);
void rw_test_wait_until_gone (RwTestFarewell *farewell);

/* Lets go of the session (transfer full): that nothing else keeps it, or what it showed. */
void rw_test_end_session (RwSession *session);

/* Adds 1 to @n at every @signal, such as "notify::view". */
void rw_test_count (RwSession *session, const char *signal, guint *n);

/* That the session has the rows of that file with their scores, and shows those of @request. */
void rw_test_assert_shows (RwSession *session, const RwTestFile *file,
                           const RwViewRequest *request);

/* The same, as it is after opening: all rows, the highest risk first. */
void rw_test_assert_shows_all (RwSession *session, const RwTestFile *file);

/* That a view has the rows that @request leaves of @analysis. */
gboolean rw_test_has_rows (const RwView *view, RwAnalysis *analysis, const RwViewRequest *request);

/* That this is what went wrong in that task; @part (may be NULL) is in the message. */
void rw_test_assert_failed (RwSession *session, RwTask task, int code, const char *part);

/* Holds a thread where it calls rw_test_gate_pass(), the "before" of a fault, until it is opened.
 */
typedef struct _RwTestGate RwTestGate;

RwTestGate *rw_test_gate_new (void);
void rw_test_gate_free (RwTestGate *gate);
void rw_test_gate_pass (gpointer gate);
void rw_test_gate_wait (RwTestGate *gate); /* until a thread is there */
void rw_test_gate_open (RwTestGate *gate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestGate, rw_test_gate_free)

G_END_DECLS
