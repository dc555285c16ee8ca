/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-data.h"

#include "rw-test-job-data.h"

#include <locale.h>

static void
test_new (void)
{
  g_autoptr (RwJobData) data = rw_job_data_new ();

  g_assert_cmpint (data->baseline, ==, -1);
  g_assert_cmpint (data->phase, ==, RW_JOB_PHASE_WAITING);
  g_assert_null (data->id);
}

/* That the texts are copies is seen after the first is gone. */
static void
test_copy (void)
{
  g_autoptr (RwJobData) expected = rw_test_job_data (7);
  RwJobData *first = rw_test_job_data (7);
  g_autoptr (RwJobData) copy = NULL;

  first->done = 17;
  copy = rw_job_data_copy (first);
  rw_job_data_free (first);
  rw_test_assert_same_job (copy, expected);
  g_assert_cmpint (copy->done, ==, 17);
}

static void
test_set (void)
{
  g_autoptr (RwJobData) data = rw_test_job_data (1);

  rw_job_data_set (&data->id, data->key);
  g_assert_cmpstr (data->id, ==, "key-1");
  rw_job_data_set (&data->id, data->id);
  g_assert_cmpstr (data->id, ==, "key-1");
  rw_job_data_set (&data->id, NULL);
  g_assert_null (data->id);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-data/new", test_new);
  g_test_add_func ("/job-data/copy", test_copy);
  g_test_add_func ("/job-data/set", test_set);
  return g_test_run ();
}
