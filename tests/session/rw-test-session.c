/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-session.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <pthread.h>
#include <string.h>

struct _RwTestGate
{
  pthread_mutex_t lock;
  pthread_cond_t changed;
  gboolean reached;
  gboolean opened;
};

void
rw_test_session_init (int *argc, char ***argv)
{
  g_autofree char *data = rw_test_dup_path ("data");

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (argc, argv, NULL);
}

/* The one that ships; loaded once. */
static RwModel *
get_model (void)
{
  static RwModel *model;
  g_autoptr (GError) error = NULL;

  if (model == NULL)
    model = rw_model_load_default (&error);
  g_assert_no_error (error);
  return model;
}

static RwAnalysis *
analyse (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_source_open (path, NULL, &error);

  g_assert_no_error (error);
  RwAnalysis *analysis = rw_analysis_run (source, get_model (), NULL,
                                          &(RwTableOptions){ .n_threads = 1 }, NULL, NULL, &error);
  g_assert_no_error (error);
  return analysis;
}

/* g_strsplit() looks for each end up to the end of the text where AddressSanitizer watches. */
static GPtrArray *
split_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const char *end = NULL;

  for (const char *at = text; (end = strchr (at, '\n')) != NULL; at = end + 1)
    g_ptr_array_add (lines, g_strndup (at, (gsize) (end - at)));
  return lines;
}

RwTestFile *
rw_test_file_new (const char *name, guint first, guint32 n_rows)
{
  RwTestFile *file = g_new0 (RwTestFile, 1);
  g_autofree char *sample = rw_test_read_sample (0);
  g_autoptr (GPtrArray) lines = split_lines (sample);
  g_autoptr (GString) text = g_string_new (NULL);

  file->n_rows = n_rows;
  file->lines = g_new0 (char *, n_rows + 2);
  for (guint i = 0; i <= n_rows; i++)
    {
      guint line = i == 0 ? 0 : 1 + (first + i - 1) % (lines->len - 1);
      file->lines[i] = g_strdup (lines->pdata[line]);
      g_string_append_printf (text, "%s\n", file->lines[i]);
    }
  file->path = rw_test_write (name, text->str, text->len);
  file->analysis = analyse (file->path);
  return file;
}

void
rw_test_file_free (RwTestFile *file)
{
  g_free (file->path);
  g_strfreev (file->lines);
  g_object_unref (file->analysis);
  g_free (file);
}

static gboolean
is_idle (gpointer session)
{
  return rw_session_get_task (session) == RW_TASK_NONE;
}

void
rw_test_wait_idle (RwSession *session)
{
  rw_test_wait_until (is_idle, session);
}

/* Work that has not come back keeps its session. */
static gboolean
is_ours_alone (gpointer session)
{
  return g_atomic_int_get (&G_OBJECT (session)->ref_count) == 1;
}

void
rw_test_wait_for_threads (RwSession *session)
{
  rw_test_wait_until (is_ours_alone, session);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_NONE);
}

RwSession *
rw_test_open_session (const RwTestFile *file)
{
  RwSession *session = rw_session_new ();

  rw_session_open (session, file->path);
  rw_test_wait_for_threads (session);
  g_assert_no_error (rw_session_get_error (session));
  rw_test_assert_shows_all (session, file);
  return session;
}

/* On whichever thread lets go of it last. */
static void
gone_cb (gpointer data, GObject *object G_GNUC_UNUSED)
{
  RwTestFarewell *farewell = data;

  farewell->thread = g_thread_self ();
  g_atomic_int_set (&farewell->gone, TRUE);
}

static gboolean
is_gone (gpointer data)
{
  return g_atomic_int_get (&((RwTestFarewell *) data)->gone);
}

void
rw_test_watch (gpointer object, RwTestFarewell *farewell)
{
  *farewell = (RwTestFarewell){ object == NULL, NULL };
  if (object != NULL)
    g_object_weak_ref (object, gone_cb, farewell);
}

void
rw_test_wait_until_gone (RwTestFarewell *farewell)
{
  rw_test_wait_until (is_gone, farewell);
}

void
rw_test_end_session (RwSession *session)
{
  RwTestFarewell farewell;

  rw_test_wait_for_threads (session);
  rw_test_watch (rw_session_get_analysis (session), &farewell);
  g_assert_finalize_object (session);
  rw_test_wait_until_gone (&farewell);
}

static void
count_cb (gpointer n)
{
  ++*(guint *) n;
}

void
rw_test_count (RwSession *session, const char *signal, guint *n)
{
  *n = 0;
  g_signal_connect_swapped (session, signal, G_CALLBACK (count_cb), n);
}

static void
assert_record (RwTable *table, guint32 row, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cells = rw_table_read_record (table, (guint64) row + 1, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < cells->len; i++)
    {
      gsize length = 0;
      const char *bytes = g_bytes_get_data (cells->pdata[i], &length);
      g_string_append (text, i > 0 ? "," : "");
      g_string_append_len (text, bytes != NULL ? bytes : "", (gssize) length);
    }
  g_assert_cmpstr (text->str, ==, line);
}

gboolean
rw_test_has_rows (const RwView *view, RwAnalysis *analysis, const RwViewRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwView) wanted = rw_view_compute (analysis, request, NULL, NULL, &error);
  const RwRows *rows = rw_view_get_rows (view);
  guint32 n = rw_rows_get_n (rows);

  g_assert_no_error (error);
  return n == rw_rows_get_n (rw_view_get_rows (wanted)) &&
         memcmp (rw_rows_get (rows), rw_rows_get (rw_view_get_rows (wanted)),
                 n * sizeof (guint32)) == 0;
}

void
rw_test_assert_shows (RwSession *session, const RwTestFile *file, const RwViewRequest *request)
{
  RwAnalysis *analysis = rw_session_get_analysis (session);
  const RwRows *rows = rw_view_get_rows (rw_session_get_view (session));
  gsize length = file->n_rows * sizeof (float);

  g_assert_cmpstr (rw_session_get_path (session), ==, file->path);
  g_assert_cmpuint (rw_table_get_n_rows (rw_analysis_get_table (analysis)), ==, file->n_rows);
  g_assert_cmpmem (rw_scores_get_probabilities (rw_analysis_get_scores (analysis)), length,
                   rw_scores_get_probabilities (rw_analysis_get_scores (file->analysis)), length);
  g_assert_true (rw_test_has_rows (rw_session_get_view (session), file->analysis, request));
  for (guint32 i = 0; i < MIN (rw_rows_get_n (rows), 5); i++)
    assert_record (rw_analysis_get_table (analysis), rw_rows_get (rows)[i],
                   file->lines[rw_rows_get (rows)[i] + 1]);
}

void
rw_test_assert_shows_all (RwSession *session, const RwTestFile *file)
{
  const RwViewRequest all = RW_VIEW_REQUEST_ALL;

  rw_test_assert_shows (session, file, &all);
  g_assert_false (rw_view_is_filtered (rw_session_get_view (session)));
  g_assert_true (rw_sort_equal (rw_session_get_request (session)->sort, all.sort));
  g_assert_true (rw_range_is_all (rw_session_get_request (session)->range));
  g_assert_null (rw_session_get_request (session)->search);
}

void
rw_test_assert_failed (RwSession *session, RwTask task, int code, const char *part)
{
  const GError *error = rw_session_get_error (session);

  g_assert_error (error, RW_ERROR, code);
  if (part != NULL)
    g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpint (rw_session_get_failed_task (session), ==, task);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_NONE);
}

RwTestGate *
rw_test_gate_new (void)
{
  RwTestGate *gate = g_new0 (RwTestGate, 1);

  pthread_mutex_init (&gate->lock, NULL);
  pthread_cond_init (&gate->changed, NULL);
  return gate;
}

void
rw_test_gate_free (RwTestGate *gate)
{
  pthread_cond_destroy (&gate->changed);
  pthread_mutex_destroy (&gate->lock);
  g_free (gate);
}

void
rw_test_gate_pass (gpointer data)
{
  RwTestGate *gate = data;

  pthread_mutex_lock (&gate->lock);
  gate->reached = TRUE;
  while (!gate->opened)
    pthread_cond_wait (&gate->changed, &gate->lock);
  pthread_mutex_unlock (&gate->lock);
}

static gboolean
is_reached (gpointer data)
{
  RwTestGate *gate = data;

  pthread_mutex_lock (&gate->lock);
  gboolean reached = gate->reached;
  pthread_mutex_unlock (&gate->lock);
  return reached;
}

void
rw_test_gate_wait (RwTestGate *gate)
{
  rw_test_wait_until (is_reached, gate);
}

void
rw_test_gate_open (RwTestGate *gate)
{
  pthread_mutex_lock (&gate->lock);
  gate->opened = TRUE;
  pthread_cond_broadcast (&gate->changed);
  pthread_mutex_unlock (&gate->lock);
}
