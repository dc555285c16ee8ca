/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session.h"

#include "rw-error.h"
#include "rw-test-io.h"
#include "rw-test-model.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define N_ROWS 300u

/* A session that shows a file which stays whatever becomes of others. */
typedef struct
{
  RwTestFile *file;
  RwSession *session;
  RwAnalysis *analysis; /* what it shows */
  RwView *view;
  guint n_analyses; /* notifications */
  guint n_views;
  guint n_errors;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->file = rw_test_file_new ("first.csv", 0, N_ROWS);
  fixture->session = rw_test_open_session (fixture->file);
  fixture->analysis = rw_session_get_analysis (fixture->session);
  fixture->view = rw_session_get_view (fixture->session);
  rw_test_count (fixture->session, "notify::analysis", &fixture->n_analyses);
  rw_test_count (fixture->session, "notify::view", &fixture->n_views);
  rw_test_count (fixture->session, "notify::error", &fixture->n_errors);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_end_session (fixture->session);
  rw_test_clear_faults ();
  rw_test_file_free (fixture->file);
}

/* That an opening just begun fails, and leaves everything as it was. */
static void
assert_fails (Fixture *fixture, RwError code, const char *part)
{
  fixture->n_errors = 0;
  g_assert_cmpint (rw_session_get_task (fixture->session), ==, RW_TASK_OPENING);
  rw_test_wait_for_threads (fixture->session);
  rw_test_clear_faults ();
  rw_test_assert_failed (fixture->session, RW_TASK_OPENING, (int) code, part);
  g_assert_cmpuint (fixture->n_errors, ==, 1);
  g_assert_cmpuint (fixture->n_analyses, ==, 0);
  g_assert_cmpuint (fixture->n_views, ==, 0);
  g_assert_true (rw_session_get_analysis (fixture->session) == fixture->analysis);
  g_assert_true (rw_session_get_view (fixture->session) == fixture->view);
  g_assert_null (rw_session_get_opening_path (fixture->session));
  g_assert_null (rw_session_get_progress (fixture->session));
  rw_test_assert_shows_all (fixture->session, fixture->file);
}

static void
test_vanished (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_dup_path ("vanished.csv");

  rw_session_open (fixture->session, path);
  assert_fails (fixture, RW_ERROR_FILE, "There is no file “vanished.csv”");
}

static void
test_unreadable (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_write ("secret.csv", RW_TEST_BYTES ("a,b\n1,2\n"));

  rw_test_set_fault (RW_TEST_OPEN, (RwTestFault){ .times = 1, .error_number = EACCES });
  rw_session_open (fixture->session, path);
  assert_fails (fixture, RW_ERROR_FILE, "“secret.csv” may not be read");
}

static void
assert_content_fails (Fixture *fixture, const char *bytes, gsize length, RwError code,
                      const char *part)
{
  g_autofree char *path = rw_test_write ("second.csv", bytes, length);

  rw_session_open (fixture->session, path);
  assert_fails (fixture, code, part);
}

/* Each of them clears the error of the one before it. */
static void
test_contents (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sample = rw_test_read_sample (1);

  assert_content_fails (fixture,
                        RW_TEST_BYTES ("\x7f"
                                       "ELF\0\1\2\0\0\0\xff\xfe,\0\n"),
                        RW_ERROR_FORMAT, "“second.csv” is not a CSV file");
  assert_content_fails (fixture, "", 0, RW_ERROR_EMPTY, "“second.csv” is empty");
  *(strchr (sample, '\n') + 1) = '\0';
  assert_content_fails (fixture, sample, strlen (sample), RW_ERROR_EMPTY,
                        "“second.csv” has a header but no rows");
  assert_content_fails (fixture, RW_TEST_BYTES ("a,b\n1,2\n"), RW_ERROR_MISMATCH,
                        "The model reads 19 columns");
}

static void
test_model_junk (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *model = rw_test_write ("junk.json", RW_TEST_BYTES ("no model at all"));
  g_autofree char *missing = rw_test_dup_path ("missing.json");

  rw_session_open_with (fixture->session, fixture->file->path, model);
  assert_fails (fixture, RW_ERROR_MODEL, NULL);
  rw_session_use_model (fixture->session, model);
  assert_fails (fixture, RW_ERROR_MODEL, NULL);
  rw_session_use_model (fixture->session, missing);
  assert_fails (fixture, RW_ERROR_FILE, "“missing.json”");
}

static void
overwrite (gpointer path)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  rw_test_overwrite (path, content, length);
}

/* Behind any of the reads that opening takes. */
static void
test_changed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sample = rw_test_read_sample (N_ROWS);
  g_autofree char *path = rw_test_write ("second.csv", sample, strlen (sample));

  for (guint i = 0; i < 3; i++)
    {
      RwTestFault fault = { .skip = i, .before = overwrite, .data = path };
      rw_test_set_fault (RW_TEST_PREAD, fault);
      rw_session_open (fixture->session, path);
      assert_fails (fixture, RW_ERROR_CHANGED, "“second.csv” was changed");
    }
}

/* Of the disk, while it reads. */
static void
test_read_error (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwTestFault fault = { .skip = 1, .times = RW_TEST_ALWAYS, .error_number = EIO };

  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_session_reload (fixture->session);
  assert_fails (fixture, RW_ERROR_FILE, "“first.csv” cannot be read");
}

/* The file is not under its name any more, but what is shown is still at hand. */
static void
test_reload_vanished (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (g_unlink (fixture->file->path), ==, 0);
  rw_session_reload (fixture->session);
  assert_fails (fixture, RW_ERROR_FILE, "There is no file “first.csv”");
}

/* By other rows under the same name. */
static void
test_reload_replaced (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwTestFile) other = rw_test_file_new ("first.csv", 2000, 2 * N_ROWS);

  g_assert_cmpstr (other->path, ==, fixture->file->path);
  rw_test_assert_shows_all (fixture->session, fixture->file);
  rw_session_reload (fixture->session);
  rw_test_wait_idle (fixture->session);
  g_assert_no_error (rw_session_get_error (fixture->session));
  rw_test_assert_shows_all (fixture->session, other);
}

static void
fail_to_open (Fixture *fixture)
{
  g_autofree char *path = rw_test_dup_path ("vanished.csv");

  rw_session_open (fixture->session, path);
  assert_fails (fixture, RW_ERROR_FILE, NULL);
  fixture->n_errors = 0;
}

static void
assert_no_failure (const Fixture *fixture)
{
  g_assert_no_error (rw_session_get_error (fixture->session));
  g_assert_cmpint (rw_session_get_failed_task (fixture->session), ==, RW_TASK_NONE);
  g_assert_cmpuint (fixture->n_errors, ==, 1);
}

static void
test_dismiss (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fail_to_open (fixture);
  rw_session_dismiss_error (fixture->session);
  assert_no_failure (fixture);
  rw_session_dismiss_error (fixture->session);
  assert_no_failure (fixture);
}

/* As soon as it begins. */
static void
test_open_clears (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fail_to_open (fixture);
  rw_session_open (fixture->session, fixture->file->path);
  assert_no_failure (fixture);
  rw_test_wait_idle (fixture->session);
  assert_no_failure (fixture);
  rw_test_assert_shows_all (fixture->session, fixture->file);
}

/* Sorting goes on beside an error that is shown. */
static void
test_request_keeps (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fail_to_open (fixture);
  rw_session_set_sort (fixture->session, (RwSort){ 0, FALSE });
  rw_test_wait_idle (fixture->session);
  rw_test_assert_failed (fixture->session, RW_TASK_OPENING, RW_ERROR_FILE, NULL);
  g_assert_cmpuint (fixture->n_errors, ==, 0);
}

static void
test_report (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) first = g_error_new (RW_ERROR, RW_ERROR_CHANGED, "the first");
  g_autoptr (GError) second = g_error_new (RW_ERROR, RW_ERROR_FILE, "the second");
  gpointer property = NULL;

  rw_session_report_error (fixture->session, first);
  rw_session_report_error (fixture->session, second);
  rw_test_assert_failed (fixture->session, RW_TASK_NONE, RW_ERROR_CHANGED, "the first");
  g_object_get (fixture->session, "error", &property, NULL);
  g_assert_true (property == rw_session_get_error (fixture->session));
  g_assert_cmpuint (fixture->n_errors, ==, 1);
}

/* The model that ships with its probabilities moved; returns its path. */
static char *
write_other_model (void)
{
  json_t *root = rw_test_parse_model ();

  rw_test_set (root, RW_TEST_PARAMETERS "base_score", "\"0.25\"");
  g_autoptr (GBytes) bytes = rw_test_dump (root, TRUE);
  json_decref (root);
  return rw_test_write ("other.json", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* That the session comes to have the rows of @file scored by the model of that hash. */
static void
assert_model (RwSession *session, const RwTestFile *file, const char *sha256)
{
  rw_test_wait_for_threads (session);
  RwAnalysis *analysis = rw_session_get_analysis (session);
  g_assert_no_error (rw_session_get_error (session));
  g_assert_cmpstr (rw_model_get_sha256 (rw_analysis_get_model (analysis)), ==, sha256);
  g_assert_cmpstr (rw_session_get_path (session), ==, file->path);
  g_assert_cmpuint (rw_table_get_n_rows (rw_analysis_get_table (analysis)), ==, file->n_rows);
}

/* It stays in use until another one is chosen, or the one that ships again. */
static void
test_use_model (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwSession *session = fixture->session;
  g_autofree char *path = write_other_model ();
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 2000, 2 * N_ROWS);
  g_autoptr (RwModel) other = rw_model_load (path, NULL, NULL);
  const char *sha256 = rw_model_get_sha256 (other);
  const char *shipped = rw_model_get_sha256 (rw_analysis_get_model (second->analysis));

  g_assert_cmpstr (sha256, !=, shipped);
  rw_session_use_model (session, path);
  assert_model (session, fixture->file, sha256);
  g_assert_cmpint (g_unlink (path), ==, 0);
  rw_session_open (session, second->path);
  assert_model (session, second, sha256);
  rw_session_reload (session);
  assert_model (session, second, sha256);
  rw_session_use_model (session, NULL);
  assert_model (session, second, shipped);
  rw_test_assert_shows_all (session, second);
}

/* It is for the first file, and as long as no other one is in use. */
static void
test_standard_model (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = write_other_model ();
  g_autoptr (RwModel) other = rw_model_load (path, NULL, NULL);
  const char *sha256 = rw_model_get_sha256 (other);
  const char *shipped = rw_model_get_sha256 (rw_analysis_get_model (fixture->file->analysis));
  RwSession *session = rw_session_new ();

  rw_session_set_standard_model (session, path);
  rw_session_open (session, fixture->file->path);
  assert_model (session, fixture->file, sha256);
  rw_session_set_standard_model (session, NULL);
  rw_session_reload (session);
  assert_model (session, fixture->file, sha256);
  rw_session_use_model (session, NULL);
  assert_model (session, fixture->file, shipped);
  rw_session_set_standard_model (session, path);
  rw_session_open (session, fixture->file->path);
  assert_model (session, fixture->file, shipped);
  rw_test_end_session (session);
}

static void
test_open_with (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = write_other_model ();
  g_autoptr (RwModel) other = rw_model_load (path, NULL, NULL);
  RwSession *session = rw_session_new ();

  rw_session_open_with (session, fixture->file->path, path);
  assert_model (session, fixture->file, rw_model_get_sha256 (other));
  const float *probabilities =
      rw_scores_get_probabilities (rw_analysis_get_scores (rw_session_get_analysis (session)));
  g_autoptr (RwScores) scores =
      rw_test_score (other, rw_analysis_get_table (fixture->file->analysis));
  g_assert_cmpmem (probabilities, N_ROWS * sizeof (float), rw_scores_get_probabilities (scores),
                   N_ROWS * sizeof (float));
  rw_test_end_session (session);
}

/* The first file of a session. */
static void
test_first_fails (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("first.csv", 0, N_ROWS);
  g_autofree char *path = rw_test_dup_path ("vanished.csv");
  RwSession *session = rw_session_new ();

  rw_session_open (session, path);
  rw_test_wait_idle (session);
  rw_test_assert_failed (session, RW_TASK_OPENING, RW_ERROR_FILE, "There is no file");
  g_assert_null (rw_session_get_analysis (session));
  g_assert_null (rw_session_get_view (session));
  g_assert_null (rw_session_get_path (session));
  rw_session_open (session, file->path);
  rw_test_wait_idle (session);
  g_assert_no_error (rw_session_get_error (session));
  rw_test_assert_shows_all (session, file);
  rw_test_end_session (session);
}

/* Held while it looks for rows; and then there is nothing more of it. */
static void
test_progress (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwSession *session = fixture->session;
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 2000, 2 * N_ROWS);
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  /* those of the start, by which columns are remembered, of the encoding, and of the sample and the
   * end of the file come first */
  RwTestFault fault = { .skip = 15, .before = rw_test_gate_pass, .data = gate };

  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_session_open (session, second->path);
  rw_test_gate_wait (gate);
  RwProgressState state = rw_progress_get (rw_session_get_progress (session));
  g_assert_cmpint (state.stage, ==, RW_STAGE_INDEXING);
  g_assert_cmpuint (state.total, >, 0);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_OPENING);
  g_assert_cmpstr (rw_session_get_opening_path (session), ==, second->path);
  g_assert_cmpstr (rw_session_get_path (session), ==, fixture->file->path);
  g_assert_true (rw_session_get_analysis (session) == fixture->analysis);
  rw_test_gate_open (gate);
  rw_test_wait_for_threads (session);
  g_assert_null (rw_session_get_progress (session));
  g_assert_null (rw_session_get_opening_path (session));
  rw_test_clear_faults ();
  rw_test_assert_shows_all (session, second);
}

/* At once, though the thread is held. */
static void
test_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwSession *session = fixture->session;
  g_autoptr (RwTestFile) second = rw_test_file_new ("second.csv", 2000, 2 * N_ROWS);
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwTestFault fault = { .skip = 1, .before = rw_test_gate_pass, .data = gate };

  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_session_open (session, second->path);
  rw_test_gate_wait (gate);
  rw_session_cancel (session);
  g_assert_cmpint (rw_session_get_task (session), ==, RW_TASK_NONE);
  g_assert_null (rw_session_get_progress (session));
  g_assert_null (rw_session_get_opening_path (session));
  rw_test_assert_shows_all (session, fixture->file);
  rw_test_gate_open (gate);
  rw_test_wait_for_threads (session);
  rw_test_clear_faults ();
  g_assert_cmpuint (fixture->n_errors + fixture->n_analyses + fixture->n_views, ==, 0);
  rw_test_assert_shows_all (session, fixture->file);
}

#define ADD(name, func) g_test_add ("/session-open/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  rw_test_session_init (&argc, &argv);
  ADD ("vanished", test_vanished);
  ADD ("unreadable", test_unreadable);
  ADD ("contents", test_contents);
  ADD ("model-junk", test_model_junk);
  ADD ("changed", test_changed);
  ADD ("read-error", test_read_error);
  ADD ("reload-vanished", test_reload_vanished);
  ADD ("reload-replaced", test_reload_replaced);
  ADD ("dismiss", test_dismiss);
  ADD ("open-clears", test_open_clears);
  ADD ("request-keeps", test_request_keeps);
  ADD ("report", test_report);
  ADD ("use-model", test_use_model);
  ADD ("standard-model", test_standard_model);
  ADD ("open-with", test_open_with);
  g_test_add_func ("/session-open/first-fails", test_first_fails);
  ADD ("progress", test_progress);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
