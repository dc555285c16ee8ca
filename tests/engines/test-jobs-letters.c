/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs.h"

#include "rw-test-service.h"

#include <locale.h>

static void
note (RwJobs *jobs, const char *id, const char *receipt, gint64 died_at)
{
  g_autoptr (GError) error = NULL;
  RwDeadLetter letter = { (char *) id, (char *) "{}", (char *) "“because”", (char *) receipt,
                          died_at };

  g_assert_true (rw_jobs_note_letter (jobs, &letter, &error));
  g_assert_no_error (error);
}

/* "id/receipt " for each letter. */
static void
assert_letters (RwJobs *jobs, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) letters = rw_jobs_list_letters (jobs, &error);
  g_autoptr (GString) shown = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < letters->len; i++)
    {
      const RwDeadLetter *letter = letters->pdata[i];
      g_string_append_printf (shown, "%s/%s ", letter->id, letter->receipt);
      g_assert_cmpstr (letter->body, ==, "{}");
      g_assert_cmpstr (letter->reason, ==, "“because”");
    }
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
test_oldest_first (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();

  assert_letters (jobs, "");
  note (jobs, "a", "1", 20);
  note (jobs, "b", "2", 10);
  note (jobs, "c", "3", 20);
  assert_letters (jobs, "b/2 a/1 c/3 ");
}

static void
test_again (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();

  note (jobs, "a", "old", 10);
  note (jobs, "b", "other", 20);
  note (jobs, "a", "new", 30);
  assert_letters (jobs, "b/other a/new ");
}

static void
test_remove (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autoptr (GError) error = NULL;

  note (jobs, "a", "1", 10);
  note (jobs, "b", "2", 20);
  g_assert_true (rw_jobs_remove_letter (jobs, "a", &error));
  g_assert_false (rw_jobs_remove_letter (jobs, "a", &error));
  g_assert_no_error (error);
  assert_letters (jobs, "b/2 ");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs-letters/oldest-first", test_oldest_first);
  g_test_add_func ("/jobs-letters/again", test_again);
  g_test_add_func ("/jobs-letters/remove", test_remove);
  return g_test_run ();
}
