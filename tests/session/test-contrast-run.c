/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast-run.h"

#include "rw-test-contrast.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <string.h>

#define N_ROWS 300u

typedef struct
{
  RwTestFile *file;
  RwSession *session;
  RwModel *shipped;
  RwModel *higher;
  RwContrastRun *run;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  fixture->session = rw_test_open_session (fixture->file);
  fixture->shipped = rw_model_load_default (NULL);
  fixture->higher = rw_test_contrast_load ("0.7", NULL);
  fixture->run = rw_contrast_run_new (fixture->session);
  g_signal_connect_swapped (fixture->run, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->run);
  rw_test_end_session (fixture->session);
  rw_test_file_free (fixture->file);
  g_object_unref (fixture->shipped);
  g_object_unref (fixture->higher);
}

static gboolean
is_idle (gpointer run)
{
  return rw_contrast_run_get_progress (run) == NULL;
}

/* Work that has not come back keeps it. */
static gboolean
is_ours_alone (gpointer run)
{
  return g_atomic_int_get (&G_OBJECT (run)->ref_count) == 1;
}

/* Compares the model that ships with @b. */
static void
start (Fixture *fixture, RwModel *b)
{
  rw_contrast_run_set_model (fixture->run, RW_CONTRAST_A, fixture->shipped, "Shipped");
  rw_contrast_run_set_model (fixture->run, RW_CONTRAST_B, b, "Mine");
  rw_contrast_run_start (fixture->run);
}

static void
test_run (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_contrast_run_start (fixture->run);
  g_assert_null (rw_contrast_run_get_progress (fixture->run));
  start (fixture, fixture->higher);
  g_assert_nonnull (rw_contrast_run_get_progress (fixture->run));
  g_assert_null (rw_contrast_run_get (fixture->run));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  rw_test_wait_until (is_idle, fixture->run);
  const RwContrast *contrast = rw_contrast_run_get (fixture->run);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_null (rw_contrast_run_get_error (fixture->run));
  g_assert_cmpstr (contrast->names[RW_CONTRAST_A], ==, "Shipped");
  g_assert_cmpstr (contrast->names[RW_CONTRAST_B], ==, "Mine");
  g_assert_cmpuint (contrast->n_rising, ==, N_ROWS);
}

/* The table shows those whose band changes, until somebody wants all. */
static void
test_show (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  start (fixture, fixture->higher);
  rw_test_wait_until (is_idle, fixture->run);
  const RwContrast *contrast = rw_contrast_run_get (fixture->run);
  guint32 n = contrast->comparison->changed->len;
  rw_contrast_run_show_changed (fixture->run, "those");
  rw_test_wait_idle (fixture->session);
  const RwRows *rows = rw_view_get_rows (rw_session_get_view (fixture->session));
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, N_ROWS);
  g_assert_cmpuint (rw_rows_get_n (rows), ==, n);
  g_assert_cmpstr (rw_session_get_request (fixture->session)->subset_title, ==, "those");
  rw_session_clear_filters (fixture->session);
  rw_test_wait_idle (fixture->session);
  rw_test_assert_shows_all (fixture->session, fixture->file);
}

static void
test_error (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModel) foreign = rw_test_contrast_load ("0.5", "Weeks of loyalty");

  start (fixture, foreign);
  rw_test_wait_until (is_idle, fixture->run);
  g_assert_null (rw_contrast_run_get (fixture->run));
  g_assert_error (rw_contrast_run_get_error (fixture->run), RW_ERROR, RW_ERROR_MISMATCH);
  start (fixture, fixture->higher);
  g_assert_null (rw_contrast_run_get_error (fixture->run));
  rw_test_wait_until (is_idle, fixture->run);
  g_assert_nonnull (rw_contrast_run_get (fixture->run));
}

/* Nothing comes of what was given up, not even later. */
static void
test_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_contrast_run_cancel (fixture->run);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  start (fixture, fixture->higher);
  rw_contrast_run_cancel (fixture->run);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_null (rw_contrast_run_get_progress (fixture->run));
  rw_test_wait_until (is_ours_alone, fixture->run);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_null (rw_contrast_run_get (fixture->run));
  g_assert_null (rw_contrast_run_get_error (fixture->run));
}

/* Another file, or the same one scored with another model, is compared anew. */
static void
test_reload (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  start (fixture, fixture->higher);
  rw_test_wait_until (is_idle, fixture->run);
  RwAnalysis *before = rw_contrast_run_get (fixture->run)->analysis;
  g_assert_true (before == rw_session_get_analysis (fixture->session));
  rw_session_reload (fixture->session);
  rw_test_wait_idle (fixture->session);
  rw_test_wait_until (is_idle, fixture->run);
  RwAnalysis *after = rw_contrast_run_get (fixture->run)->analysis;
  g_assert_true (after == rw_session_get_analysis (fixture->session));
  g_assert_cmpuint (fixture->n_changed, ==, 4);
}

/* A label that the other file has not is no error: what it has is found. */
static void
test_other_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_contrast_write_labelled ("labelled.csv", N_ROWS);

  start (fixture, fixture->higher);
  rw_contrast_run_set_label (fixture->run, "Left");
  rw_contrast_run_start (fixture->run);
  rw_test_wait_until (is_idle, fixture->run);
  g_assert_error (rw_contrast_run_get_error (fixture->run), RW_ERROR, RW_ERROR_LABEL);
  rw_session_open (fixture->session, path);
  rw_test_wait_idle (fixture->session);
  rw_test_wait_until (is_idle, fixture->run);
  g_assert_no_error (rw_contrast_run_get_error (fixture->run));
  g_assert_cmpstr (rw_contrast_run_get (fixture->run)->label, ==, "Churn");
}

/* Only the newest choice counts. */
static void
test_label (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  start (fixture, fixture->higher);
  rw_contrast_run_set_label (fixture->run, "gender");
  rw_contrast_run_start (fixture->run);
  rw_contrast_run_set_label (fixture->run, "Partner");
  rw_contrast_run_start (fixture->run);
  rw_test_wait_until (is_idle, fixture->run);
  rw_test_wait_until (is_ours_alone, fixture->run);
  g_assert_cmpstr (rw_contrast_run_get (fixture->run)->label, ==, "Partner");
  g_assert_cmpuint (fixture->n_changed, ==, 4);
}

#define ADD(name, func) g_test_add ("/contrast-run/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  rw_test_session_init (&argc, &argv);
  ADD ("run", test_run);
  ADD ("show", test_show);
  ADD ("error", test_error);
  ADD ("cancel", test_cancel);
  ADD ("reload", test_reload);
  ADD ("other-file", test_other_file);
  ADD ("label", test_label);
  return g_test_run ();
}
