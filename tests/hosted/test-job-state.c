/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-state.h"

#include <locale.h>

#define Q RW_JOB_QUEUED
#define P RW_JOB_PROCESSING
#define D RW_JOB_COMPLETED
#define F RW_JOB_FAILED
#define C RW_JOB_CANCELLED

static const struct
{
  RwJobState from;
  RwJobState to;
} legal[] = { { Q, P }, { Q, F }, { Q, C }, { P, Q }, { P, D },
              { P, F }, { P, C }, { F, Q }, { C, Q } };

static gboolean
is_legal (RwJobState from, RwJobState to)
{
  for (guint i = 0; i < G_N_ELEMENTS (legal); i++)
    if (legal[i].from == from && legal[i].to == to)
      return TRUE;
  return FALSE;
}

static void
test_moves (void)
{
  for (RwJobState from = 0; from < RW_N_JOB_STATES; from++)
    for (RwJobState to = 0; to < RW_N_JOB_STATES; to++)
      g_assert_cmpint (rw_job_state_can_move (from, to), ==, is_legal (from, to));
}

static void
check_word (const char *word, RwJobState expected)
{
  RwJobState state = RW_N_JOB_STATES;

  g_assert_true (rw_job_state_parse (word, &state));
  g_assert_cmpint (state, ==, expected);
}

static void
test_words (void)
{
  RwJobState state = RW_N_JOB_STATES;

  for (RwJobState each = 0; each < RW_N_JOB_STATES; each++)
    check_word (rw_job_state_get_word (each), each);
  check_word ("queued", Q);
  check_word ("Pending", Q);
  check_word ("RUNNING", P);
  check_word ("processing", P);
  check_word ("Completed", D);
  g_assert_false (rw_job_state_parse ("", &state));
  g_assert_false (rw_job_state_parse ("RETRY_PENDING", &state));
  g_assert_cmpint (state, ==, RW_N_JOB_STATES);
}

static void
test_final (void)
{
  g_assert_false (rw_job_state_is_final (Q));
  g_assert_false (rw_job_state_is_final (P));
  g_assert_true (rw_job_state_is_final (D));
  g_assert_true (rw_job_state_is_final (F));
  g_assert_true (rw_job_state_is_final (C));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-state/moves", test_moves);
  g_test_add_func ("/job-state/words", test_words);
  g_test_add_func ("/job-state/final", test_final);
  return g_test_run ();
}
