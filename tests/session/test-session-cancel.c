/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session.h"

#include "rw-export.h"
#include "rw-test-model.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define SEED    2024
#define N_STEPS 200

/* What is open is small, what is being opened large enough to be cancelled half-way. */
#define N_ROWS   3000u
#define N_OTHERS 20000u

typedef struct Test Test;
typedef void (*Action) (Test *test);

/* A session that shows @file from step to step, whatever is begun and cancelled. */
struct Test
{
  RwTestFile *file;
  RwTestFile *other;
  char *model;
  RwSession *session;
  GRand *rand;
  guint step;
  guint n_analyses; /* notifications */
  guint n_cancelled;
  guint n_arrived;
  RwViewRequest shown; /* what was wanted when the view came */
};

static void
copy_request (RwViewRequest *to, const RwViewRequest *from)
{
  g_free (to->search);
  *to = *from;
  to->search = g_strdup (from->search);
}

/* A view that comes is the one that is wanted then. */
static void
view_cb (Test *test)
{
  copy_request (&test->shown, rw_session_get_request (test->session));
}

static char *
write_model (void)
{
  g_autoptr (GBytes) bytes = rw_test_read_model ();

  return rw_test_write ("model.json", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
set_up (Test *test, gconstpointer data G_GNUC_UNUSED)
{
  test->file = rw_test_file_new ("open.csv", 0, N_ROWS);
  test->other = rw_test_file_new ("other.csv", 3500, N_OTHERS);
  test->model = write_model ();
  test->session = rw_test_open_session (test->file);
  test->rand = g_rand_new_with_seed (SEED);
  rw_test_count (test->session, "notify::analysis", &test->n_analyses);
  g_signal_connect_swapped (test->session, "notify::view", G_CALLBACK (view_cb), test);
  view_cb (test);
}

static void
tear_down (Test *test, gconstpointer data G_GNUC_UNUSED)
{
  g_rand_free (test->rand);
  g_free (test->shown.search);
  g_free (test->model);
  rw_test_file_free (test->other);
  rw_test_file_free (test->file);
}

static void
open_other (Test *test)
{
  rw_session_open (test->session, test->other->path);
}

/* The second one while the first has hardly begun. */
static void
open_twice (Test *test)
{
  rw_session_open (test->session, test->other->path);
  rw_test_run_for ((guint) g_rand_int_range (test->rand, 0, 5));
  rw_session_open (test->session, test->other->path);
}

static void
reload (Test *test)
{
  rw_session_reload (test->session);
}

static void
use_model (Test *test)
{
  rw_session_use_model (test->session, test->model);
}

/* The other steps leave the name alone, and the end of the test looks at every file. */
static char *
dup_target (guint step)
{
  g_autofree char *name = g_strdup_printf ("export-%u.csv", step);

  return rw_test_dup_path (name);
}

static void export(Test *test)
{
  g_autofree char *target = dup_target (test->step);

  rw_session_export (test->session, target, FALSE);
}

static void
sort (Test *test)
{
  guint n_columns = rw_table_get_n_columns (rw_analysis_get_table (test->file->analysis));
  guint column = (guint) g_rand_int_range (test->rand, 0, (gint32) n_columns);

  rw_session_set_sort (test->session, (RwSort){ column, g_rand_boolean (test->rand) });
}

static void
search (Test *test)
{
  static const char *const searches[] = { "fiber", "month-to-month", "q", "1", NULL };

  rw_session_set_search (test->session, searches[g_rand_int_range (test->rand, 0, 5)]);
}

static void
set_range (Test *test)
{
  guint32 low = (guint32) g_rand_int_range (test->rand, 0, RW_MILLION / 2);

  rw_session_set_range (test->session, (RwRange){ low, RW_MILLION - low });
}

static void
export_and_open (Test *test)
{
  export(test);
  sort (test);
  open_other (test);
}

static const Action actions[] = { open_other, open_twice, reload,    use_model,      export,
                                  sort,       search,     set_range, export_and_open };

/* Nothing is said to go on, or to have gone wrong. */
static void
assert_quiet (const Test *test)
{
  g_assert_no_error (rw_session_get_error (test->session));
  g_assert_cmpint (rw_session_get_failed_task (test->session), ==, RW_TASK_NONE);
  g_assert_cmpint (rw_session_get_task (test->session), ==, RW_TASK_NONE);
  g_assert_null (rw_session_get_progress (test->session));
  g_assert_null (rw_session_get_opening_path (test->session));
}

static void
assert_unchanged (const Test *test, RwAnalysis *analysis)
{
  assert_quiet (test);
  g_assert_true (rw_session_get_analysis (test->session) == analysis);
  rw_test_assert_shows (test->session, test->file, &test->shown);
}

/* It was faster than the cancel: then all of it is there; and back to the file. */
static void
assert_arrived (const Test *test)
{
  gboolean is_other = strcmp (rw_session_get_path (test->session), test->other->path) == 0;

  assert_quiet (test);
  rw_test_assert_shows (test->session, is_other ? test->other : test->file, &test->shown);
  rw_session_open (test->session, test->file->path);
  rw_test_wait_idle (test->session);
  assert_quiet (test);
  rw_test_assert_shows_all (test->session, test->file);
}

/* Stops what was begun in one of the ways there are. */
static void
stop (Test *test)
{
  if (g_rand_boolean (test->rand))
    rw_session_open (test->session, test->other->path);
  rw_session_cancel (test->session);
  g_assert_cmpint (rw_session_get_task (test->session), !=, RW_TASK_OPENING);
  g_assert_cmpint (rw_session_get_task (test->session), !=, RW_TASK_EXPORTING);
  rw_session_cancel_all (test->session);
}

static void
take_step (Test *test)
{
  RwAnalysis *analysis = rw_session_get_analysis (test->session);

  test->n_analyses = 0;
  actions[g_rand_int_range (test->rand, 0, G_N_ELEMENTS (actions))](test);
  rw_test_run_for ((guint) g_rand_int_range (test->rand, 0, 21));
  test->n_cancelled += rw_session_get_task (test->session) != RW_TASK_NONE;
  stop (test);
  test->n_arrived += test->n_analyses;
  if (test->n_analyses == 0)
    assert_unchanged (test, analysis);
  else
    assert_arrived (test);
}

/* What rw_export_write() writes of the file. */
static char *
dup_export (const RwTestFile *file, gsize *length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("wanted.csv");
  g_autoptr (RwOutput) output = rw_output_open (path, &error);
  char *content = NULL;

  g_assert_no_error (error);
  rw_export_write (rw_analysis_get_table (file->analysis), rw_analysis_get_scores (file->analysis),
                   &rw_risk_bands, NULL, output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rw_output_commit (output, &error));
  g_assert_true (g_file_get_contents (path, &content, length, &error));
  return content;
}

/* An export is there as a whole, if it was faster than the cancel, or not at all. */
static void
assert_exports (const Test *test)
{
  gsize n_wanted = 0;
  g_autofree char *wanted = dup_export (test->file, &n_wanted);
  g_autofree char *folder = g_path_get_dirname (test->file->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize n = 0;
      g_assert_false (g_str_has_suffix (name, ".part"));
      if (!g_str_has_prefix (name, "export-"))
        continue;
      g_assert_true (g_file_get_contents (path, &content, &n, NULL));
      g_assert_cmpmem (content, n, wanted, n_wanted);
    }
}

static void
test_steps (Test *test, gconstpointer data G_GNUC_UNUSED)
{
  for (test->step = 0; test->step < N_STEPS; test->step++)
    take_step (test);
  g_test_message ("%u cancelled half-way, %u arrived before", test->n_cancelled, test->n_arrived);
  g_assert_cmpuint (test->n_cancelled, >, 0);
  rw_session_open (test->session, test->other->path);
  rw_test_wait_for_threads (test->session);
  assert_quiet (test);
  rw_test_assert_shows_all (test->session, test->other);
  assert_exports (test);
  rw_test_end_session (test->session);
}

/* Without a pause, so that many threads are behind the times at once. */
static void
test_storm (Test *test, gconstpointer data G_GNUC_UNUSED)
{
  RwAnalysis *analysis = rw_session_get_analysis (test->session);

  for (test->step = 0; test->step < N_STEPS; test->step++)
    {
      actions[g_rand_int_range (test->rand, 0, G_N_ELEMENTS (actions))](test);
      if (test->step % 10 == 9)
        rw_session_cancel_all (test->session);
      g_main_context_iteration (NULL, FALSE);
    }
  rw_session_cancel_all (test->session);
  if (test->n_analyses == 0)
    assert_unchanged (test, analysis);
  rw_session_open (test->session, test->other->path);
  rw_test_wait_for_threads (test->session);
  assert_quiet (test);
  rw_test_assert_shows_all (test->session, test->other);
  assert_exports (test);
  rw_test_end_session (test->session);
}

#define ADD(name, func) g_test_add ("/session-cancel/" name, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  rw_test_session_init (&argc, &argv);
  ADD ("steps", test_steps);
  ADD ("storm", test_storm);
  return g_test_run ();
}
