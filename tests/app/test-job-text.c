/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-text.h"

#include "rw-job-private.h"
#include "rw-test-jobs.h"

#include <gtk/gtk.h>
#include <locale.h>

/* As g_format_size() has it before the unit. */
#define NBSP "\302\240"

typedef struct
{
  RwJobPhase phase;
  const char *word;
  const char *state;
} Case;

static const Case cases[] = {
  { RW_JOB_PHASE_WAITING, NULL, "Waiting to be sent" },
  { RW_JOB_PHASE_SENDING, NULL, "Sending: 3.1" NBSP "MB of 12.3" NBSP "MB" },
  { RW_JOB_PHASE_UNSENT, NULL, "Not sent" },
  { RW_JOB_PHASE_SENT, "QUEUED", "In the queue for 40 s, checked 3 s ago" },
  { RW_JOB_PHASE_SENT, "RUNNING", "Processing for 40 s, checked 3 s ago" },
  { RW_JOB_PHASE_SENT, "COMPLETED", "Completed: 09:52" },
  { RW_JOB_PHASE_SENT, "FAILED", "Failed: 09:52" },
  { RW_JOB_PHASE_SENT, "CANCELLED", "Cancelled: 09:52" },
  { RW_JOB_PHASE_SENT, "PAUSED", "The server says “PAUSED”, checked 3 s ago" },
};

static RwJob *
make_job (RwJobPhase phase, const char *word)
{
  RwJobData *data = rw_job_data_new ();

  data->path = g_strdup ("/data/customers.csv");
  data->host = g_strdup ("queue.example.com");
  data->size = 12345678;
  data->submitted_at = RW_TEST_NOW - 120000;
  data->state_since = RW_TEST_NOW - 40000;
  data->checked_at = RW_TEST_NOW - 3000;
  data->phase = phase;
  data->word = g_strdup (word);
  data->done = 3100000;
  data->total = 12345678;
  return rw_job_new (data);
}

static void
assert_state (RwJob *job, const char *expected)
{
  g_autofree char *state = rw_job_text_dup_state (job, RW_TEST_NOW);

  g_assert_cmpstr (state, ==, expected);
}

static void
test_states (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RwJob) job = make_job (cases[i].phase, cases[i].word);
      assert_state (job, cases[i].state);
      g_assert_true (gtk_icon_theme_has_icon (theme, rw_job_text_get_icon (job)));
    }
}

static void
test_others (void)
{
  g_autoptr (RwJob) job = make_job (RW_JOB_PHASE_SENT, "PROCESSING");
  g_autofree char *name = rw_job_text_dup_name (job);

  g_assert_cmpstr (name, ==, "customers.csv");
  rw_job_get_data (job)->checked_at = 0;
  assert_state (job, "Processing for 40 s");
  rw_job_data_set (&rw_job_get_data (job)->word, "COMPLETED");
  rw_job_get_data (job)->is_downloading = TRUE;
  rw_job_get_data (job)->total = 0;
  assert_state (job, "Downloading the result");
  rw_job_get_data (job)->total = 12345678;
  assert_state (job, "Downloading the result: 3.1" NBSP "MB of 12.3" NBSP "MB");
}

static void
assert_details (RwJob *job, const char *expected)
{
  g_autofree char *details = rw_job_text_dup_details (job, RW_TEST_NOW);

  g_assert_cmpstr (details, ==, expected);
}

/* Rows that are scored count only where bytes do not. */
static void
test_details (void)
{
  g_autoptr (RwJob) job = make_job (RW_JOB_PHASE_SENDING, NULL);

  assert_details (job, "09:51 · queue.example.com · 12.3" NBSP "MB");
  rw_job_get_data (job)->phase = RW_JOB_PHASE_SENT;
  rw_job_data_set (&rw_job_get_data (job)->word, "PROCESSING");
  rw_job_get_data (job)->done = 400;
  rw_job_get_data (job)->total = 7000;
  assert_details (job, "09:51 · queue.example.com · 12.3" NBSP "MB · 400 of 7000 rows");
  rw_job_get_data (job)->n_rows = 7000;
  rw_job_data_set (&rw_job_get_data (job)->word, "COMPLETED");
  assert_details (job, "09:51 · queue.example.com · 12.3" NBSP "MB · 7000 rows");
}

/* Only in the queue, and from five minutes on. */
static void
test_late (void)
{
  g_autoptr (RwJob) job = make_job (RW_JOB_PHASE_SENT, "QUEUED");

  g_assert_false (rw_job_text_is_late (job, RW_TEST_NOW));
  g_assert_false (rw_job_text_is_late (job, RW_TEST_NOW + 259999));
  g_assert_true (rw_job_text_is_late (job, RW_TEST_NOW + 260000));
  rw_job_data_set (&rw_job_get_data (job)->word, "PROCESSING");
  g_assert_false (rw_job_text_is_late (job, RW_TEST_NOW + 260000));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/job-text/states", test_states);
  g_test_add_func ("/job-text/others", test_others);
  g_test_add_func ("/job-text/details", test_details);
  g_test_add_func ("/job-text/late", test_late);
  return g_test_run ();
}
