/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-check.h"

#include "rw-job-private.h"
#include "rw-test-app.h"

#define SHA256_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA256_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct
{
  RwComparison *comparison;
  GError *error;
  gboolean done;
} Answer;

static void
checked_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->comparison = rw_job_check_finish (result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static Answer
check (RwJob *job)
{
  Answer answer = { 0 };

  rw_job_check_async (job, NULL, NULL, checked_cb, &answer);
  rw_test_wait_until (is_done, &answer);
  return answer;
}

static RwJob *
make_job (const char *path)
{
  RwJobData *data = rw_job_data_new ();
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  data->path = g_strdup (path);
  data->size = (gint64) length;
  data->phase = RW_JOB_PHASE_SENT;
  data->word = g_strdup ("COMPLETED");
  return rw_job_new (data);
}

/* What the server did not tell is looked up in the result that was saved. */
static void
test_same (void)
{
  RwWindow *window = rw_test_window_new_sample (30);
  RwSession *session = rw_window_get_session (window);
  g_autofree char *result = rw_test_dup_path ("result.csv");
  g_autoptr (RwJob) job = make_job (rw_session_get_path (session));

  g_assert_false (rw_job_check_is_possible (job));
  rw_session_export (session, result, FALSE);
  rw_test_window_settle (window);
  rw_job_data_set (&rw_job_get_data (job)->result_path, result);
  g_assert_true (rw_job_check_is_possible (job));
  Answer answer = check (job);
  g_assert_no_error (answer.error);
  g_autofree char *text = rw_job_check_dup_text (answer.comparison);
  g_assert_cmpstr (text, ==, "The results are the same, byte for byte.");
  rw_comparison_free (answer.comparison);
  rw_test_window_end (window);
}

static void
test_fails (void)
{
  g_autofree char *path = rw_test_app_write_sample ("customers.csv", 5);
  g_autoptr (RwJob) job = make_job (path);

  rw_job_data_set (&rw_job_get_data (job)->result_sha256, SHA256_A);
  rw_job_data_set (&rw_job_get_data (job)->path, "/nowhere/customers.csv");
  Answer answer = check (job);
  g_assert_null (answer.comparison);
  rw_test_assert_error (&answer.error, RW_ERROR_FILE, "customers.csv");
}

static void
assert_text (RwComparisonVerdict verdict, const char *other_model, const char *expected)
{
  RwComparison comparison = { verdict, (char *) SHA256_A, (char *) other_model };
  g_autofree char *text = rw_job_check_dup_text (&comparison);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  assert_text (RW_COMPARISON_OTHER_FILE, NULL,
               "The results differ: the file was changed after it was submitted.");
  assert_text (RW_COMPARISON_OTHER_MODEL, SHA256_B,
               "The results differ because the models do: the server used bbbbbbbbbbbb, this "
               "computer aaaaaaaaaaaa.");
  assert_text (RW_COMPARISON_OTHER_MODEL, NULL,
               "The results differ. This computer used model aaaaaaaaaaaa; the server does not say "
               "which one it used.");
  assert_text (RW_COMPARISON_DIFFERENT, SHA256_A,
               "The results differ although file and model are the same. Do not rely on the "
               "server’s result, and tell who runs the server.");
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/job-check/same", test_same);
  g_test_add_func ("/job-check/fails", test_fails);
  g_test_add_func ("/job-check/words", test_words);
  return rw_test_app_run ();
}
