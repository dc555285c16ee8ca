/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session.h"

#include "rw-error.h"
#include "rw-export.h"
#include "rw-test-io.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

/* Some blocks of rw_export_write(), so that it writes more than the header and one batch. */
#define N_ROWS 7000u
#define OLD    "what was there before\n"

typedef struct
{
  RwTestFile *file;
  RwSession *session;
  char *target;
  char *exported_path; /* of the last signal */
  guint exported_rows;
  guint n_exported;
} Fixture;

static void
exported_cb (Fixture *fixture, const char *path, guint n_rows)
{
  g_free (fixture->exported_path);
  fixture->exported_path = g_strdup (path);
  fixture->exported_rows = n_rows;
  fixture->n_exported++;
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  fixture->session = rw_test_open_session (fixture->file);
  fixture->target = rw_test_dup_path ("scored.csv");
  g_signal_connect_swapped (fixture->session, "exported", G_CALLBACK (exported_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_end_session (fixture->session);
  rw_test_clear_faults ();
  rw_test_file_free (fixture->file);
  g_unlink (fixture->target);
  g_free (fixture->target);
  g_free (fixture->exported_path);
}

/* That a file has these bytes. */
static void
assert_file (const char *path, const char *bytes, gsize length)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_file_get_contents (path, &content, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (content, n, bytes, length);
}

/* That a file is what rw_export_write() writes. */
static void
assert_written (const char *path, RwAnalysis *analysis, const RwRows *order)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = rw_test_dup_path ("wanted.csv");
  g_autofree char *wanted = NULL;
  gsize length = 0;
  RwOutput *output = rw_output_open (other, &error);

  g_assert_no_error (error);
  g_assert_true (rw_export_write (rw_analysis_get_table (analysis),
                                  rw_analysis_get_scores (analysis), &rw_risk_bands, order, output,
                                  NULL, NULL, &error));
  g_assert_true (rw_output_commit (output, &error));
  rw_output_free (output);
  g_assert_true (g_file_get_contents (other, &wanted, &length, &error));
  assert_file (path, wanted, length);
  g_unlink (other);
}

/* Nothing that was begun lies about. */
static void
assert_no_parts (const Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->target);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_suffix (name, ".part"));
}

static void
assert_exported (const Fixture *fixture, const char *path, guint n_rows)
{
  g_assert_no_error (rw_session_get_error (fixture->session));
  g_assert_cmpuint (fixture->n_exported, ==, 1);
  g_assert_cmpstr (fixture->exported_path, ==, path);
  g_assert_cmpuint (fixture->exported_rows, ==, n_rows);
  assert_no_parts (fixture);
}

static void
test_all (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_session_set_search (fixture->session, "fiber");
  rw_test_wait_idle (fixture->session);
  rw_session_export (fixture->session, fixture->target, FALSE);
  g_assert_cmpint (rw_session_get_task (fixture->session), ==, RW_TASK_EXPORTING);
  rw_test_wait_idle (fixture->session);
  assert_exported (fixture, fixture->target, N_ROWS);
  assert_written (fixture->target, fixture->file->analysis, NULL);
}

static void
test_shown (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwSession *session = fixture->session;
  RwViewRequest request = { .sort = { 5, TRUE },
                            .range = { 300000, 900000 },
                            .search = (char *) "fiber" };
  g_autoptr (RwView) view = rw_view_compute (fixture->file->analysis, &request, NULL, NULL, NULL);
  const RwRows *rows = rw_view_get_rows (view);

  rw_session_set_sort (session, request.sort);
  rw_session_set_range (session, request.range);
  rw_session_set_search (session, request.search);
  rw_test_wait_idle (session);
  rw_session_export (session, fixture->target, TRUE);
  rw_test_wait_idle (session);
  g_assert_cmpuint (rw_rows_get_n (rows), >, 100);
  assert_exported (fixture, fixture->target, rw_rows_get_n (rows));
  assert_written (fixture->target, fixture->file->analysis, rows);
}

/* All of them in the order that is shown, which is not that of the file; then none. */
static void
test_shown_all_and_none (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwRows) none = rw_rows_new_take (g_new (guint32, 1), 0);
  RwScores *scores = rw_analysis_get_scores (fixture->file->analysis);

  rw_session_export (fixture->session, fixture->target, TRUE);
  rw_test_wait_idle (fixture->session);
  assert_exported (fixture, fixture->target, N_ROWS);
  assert_written (fixture->target, fixture->file->analysis, rw_scores_get_descending (scores));
  rw_session_set_search (fixture->session, "nobody has this");
  rw_test_wait_idle (fixture->session);
  fixture->n_exported = 0;
  rw_session_export (fixture->session, fixture->target, TRUE);
  rw_test_wait_idle (fixture->session);
  assert_exported (fixture, fixture->target, 0);
  assert_written (fixture->target, fixture->file->analysis, none);
}

/* A file of scores is shown with those, exported as it is, and opened so again. */
static void
test_result (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *content = NULL;
  g_autofree char *again = rw_test_dup_path ("again.csv");
  gsize length = 0;

  rw_session_export (fixture->session, fixture->target, FALSE);
  rw_test_wait_idle (fixture->session);
  g_assert_true (g_file_get_contents (fixture->target, &content, &length, NULL));
  rw_session_open_result (fixture->session, fixture->target);
  rw_test_wait_idle (fixture->session);
  rw_session_reload (fixture->session);
  rw_test_wait_idle (fixture->session);
  g_assert_no_error (rw_session_get_error (fixture->session));
  RwAnalysis *analysis = rw_session_get_analysis (fixture->session);
  g_assert_null (rw_analysis_get_model (analysis));
  g_assert_cmpuint (
      rw_scores_count_from (rw_analysis_get_scores (analysis), 700000), ==,
      rw_scores_count_from (rw_analysis_get_scores (fixture->file->analysis), 700000));
  rw_session_export (fixture->session, again, FALSE);
  rw_test_wait_idle (fixture->session);
  assert_file (again, content, length);
  rw_session_use_model (fixture->session, NULL);
  rw_test_wait_idle (fixture->session);
  g_assert_nonnull (rw_analysis_get_model (rw_session_get_analysis (fixture->session)));
}

/* That an export just begun fails and leaves nothing but what was there. */
static void
assert_fails (Fixture *fixture, const char *part)
{
  rw_test_wait_for_threads (fixture->session);
  rw_test_clear_faults ();
  rw_test_assert_failed (fixture->session, RW_TASK_EXPORTING, RW_ERROR_FILE, part);
  g_assert_cmpuint (fixture->n_exported, ==, 0);
  assert_no_parts (fixture);
  rw_test_assert_shows_all (fixture->session, fixture->file);
}

/* At the header, behind it, and when all is written. */
static void
test_disk_full (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwTestFault faults[] = { { .skip = 0, .times = RW_TEST_ALWAYS, .error_number = ENOSPC },
                           { .skip = 1, .times = RW_TEST_ALWAYS, .error_number = ENOSPC } };

  g_free (rw_test_write ("scored.csv", RW_TEST_BYTES (OLD)));
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      rw_test_set_fault (RW_TEST_WRITE, faults[i]);
      rw_session_export (fixture->session, fixture->target, FALSE);
      assert_fails (fixture, "the disk is full");
      assert_file (fixture->target, RW_TEST_BYTES (OLD));
    }
  rw_test_set_fault (RW_TEST_FSYNC, faults[0]);
  rw_session_export (fixture->session, fixture->target, TRUE);
  assert_fails (fixture, "the disk is full");
  assert_file (fixture->target, RW_TEST_BYTES (OLD));
}

static void
test_no_folder (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_dup_path ("nowhere/scored.csv");

  rw_session_export (fixture->session, path, FALSE);
  assert_fails (fixture, "its folder does not exist");
}

/* By its name, and by another one. */
static void
test_source (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (fixture->file->path, &content, &length, NULL));
  rw_session_export (fixture->session, fixture->file->path, FALSE);
  assert_fails (fixture, "“customers.csv” is the file that is being read");
  assert_file (fixture->file->path, content, length);
  g_assert_cmpint (symlink (fixture->file->path, fixture->target), ==, 0);
  rw_session_export (fixture->session, fixture->target, TRUE);
  assert_fails (fixture, "“scored.csv” is the file that is being read");
  assert_file (fixture->file->path, content, length);
}

/* As soon as the next one begins. */
static void
test_error_cleared (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_session_export (fixture->session, fixture->file->path, FALSE);
  assert_fails (fixture, NULL);
  rw_session_export (fixture->session, fixture->target, FALSE);
  g_assert_no_error (rw_session_get_error (fixture->session));
  rw_test_wait_idle (fixture->session);
  assert_exported (fixture, fixture->target, N_ROWS);
}

/* Holds an export at a write. */
static RwTestGate *
hold_export (Fixture *fixture, guint skip)
{
  RwTestGate *gate = rw_test_gate_new ();
  RwTestFault fault = { .skip = skip, .before = rw_test_gate_pass, .data = gate };

  rw_test_set_fault (RW_TEST_WRITE, fault);
  rw_session_export (fixture->session, fixture->target, FALSE);
  rw_test_gate_wait (gate);
  return gate;
}

static void
let_go (Fixture *fixture, RwTestGate *gate)
{
  rw_test_gate_open (gate);
  rw_test_wait_for_threads (fixture->session);
  rw_test_clear_faults ();
  rw_test_gate_free (gate);
}

static guint
count_writes (Fixture *fixture)
{
  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ 0 });
  rw_session_export (fixture->session, fixture->target, FALSE);
  rw_test_wait_for_threads (fixture->session);
  guint n = rw_test_get_n_calls (RW_TEST_WRITE);
  rw_test_clear_faults ();
  g_assert_cmpint (g_unlink (fixture->target), ==, 0);
  fixture->n_exported = 0;
  return n;
}

/* Up to the last write: there is no file, and where there was one it is the old one. */
static void
test_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint n_writes = count_writes (fixture);
  guint skips[] = { 0, 1, n_writes - 1 };

  g_assert_cmpuint (n_writes, >, 2);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (skips); i++)
    {
      if (i == G_N_ELEMENTS (skips))
        g_free (rw_test_write ("scored.csv", RW_TEST_BYTES (OLD)));
      RwTestGate *gate = hold_export (fixture, skips[i % G_N_ELEMENTS (skips)]);
      rw_session_cancel (fixture->session);
      g_assert_cmpint (rw_session_get_task (fixture->session), ==, RW_TASK_NONE);
      g_assert_null (rw_session_get_progress (fixture->session));
      let_go (fixture, gate);
      g_assert_no_error (rw_session_get_error (fixture->session));
      g_assert_cmpuint (fixture->n_exported, ==, 0);
      assert_no_parts (fixture);
      if (i < G_N_ELEMENTS (skips))
        g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));
      else
        assert_file (fixture->target, RW_TEST_BYTES (OLD));
    }
}

static void
test_progress (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwTestGate *gate = hold_export (fixture, 1);
  RwProgressState state = rw_progress_get (rw_session_get_progress (fixture->session));

  g_assert_cmpint (state.stage, ==, RW_STAGE_WRITING);
  g_assert_cmpuint (state.total, ==, N_ROWS);
  g_assert_null (rw_session_get_opening_path (fixture->session));
  let_go (fixture, gate);
  g_assert_null (rw_session_get_progress (fixture->session));
  assert_exported (fixture, fixture->target, N_ROWS);
}

static gboolean
is_opened (gpointer session)
{
  return rw_session_get_task (session) != RW_TASK_OPENING;
}

/* What is exported is what was shown when it began, though another file is shown when it ends. */
static void
test_open_meanwhile (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 3000, 300);
  RwTestGate *gate = hold_export (fixture, 1);

  rw_session_open (fixture->session, second->path);
  g_assert_cmpint (rw_session_get_task (fixture->session), ==, RW_TASK_OPENING);
  g_assert_cmpstr (rw_session_get_opening_path (fixture->session), ==, second->path);
  rw_test_wait_until (is_opened, fixture->session);
  g_assert_cmpint (rw_session_get_task (fixture->session), ==, RW_TASK_EXPORTING);
  rw_test_assert_shows_all (fixture->session, second);
  let_go (fixture, gate);
  assert_exported (fixture, fixture->target, N_ROWS);
  assert_written (fixture->target, fixture->file->analysis, NULL);
  rw_test_assert_shows_all (fixture->session, second);
}

/* The newer one of two takes the place of the older one. */
static void
test_export_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *other = rw_test_dup_path ("other.csv");
  RwTestGate *gate = hold_export (fixture, 1);

  rw_session_export (fixture->session, other, FALSE);
  let_go (fixture, gate);
  assert_exported (fixture, other, N_ROWS);
  assert_written (other, fixture->file->analysis, NULL);
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));
}

#define ADD(name, func) g_test_add ("/session-export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  rw_test_session_init (&argc, &argv);
  ADD ("all", test_all);
  ADD ("result", test_result);
  ADD ("shown", test_shown);
  ADD ("shown-all-and-none", test_shown_all_and_none);
  ADD ("disk-full", test_disk_full);
  ADD ("no-folder", test_no_folder);
  ADD ("source", test_source);
  ADD ("error-cleared", test_error_cleared);
  ADD ("cancel", test_cancel);
  ADD ("progress", test_progress);
  ADD ("open-meanwhile", test_open_meanwhile);
  ADD ("export-again", test_export_again);
  return g_test_run ();
}
