/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-job-data.h"

static char *
name (const char *what, gint64 number)
{
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, what, number);
}

RwJobData *
rw_test_job_data (gint64 number)
{
  RwJobData *data = rw_job_data_new ();

  data->number = number;
  data->revision = number + 1;
  data->server = g_strdup ("https://queue.example.com");
  data->host = g_strdup ("queue.example.com");
  data->path = name ("/data/customers", number);
  data->size = number + 2;
  data->modified_at = number + 3;
  data->key = name ("key", number);
  data->baseline = number + 4;
  data->submitted_at = number + 5;
  data->state_since = number + 6;
  data->checked_at = number + 7;
  data->phase = RW_JOB_PHASE_SENT;
  data->may_have_arrived = TRUE;
  data->n_rows = number + 8;
  data->id = name ("id", number);
  data->word = g_strdup ("QUEUED");
  data->error = name ("error", number);
  data->request_id = name ("request", number);
  data->model_sha256 = name ("model", number);
  data->result_sha256 = name ("result", number);
  data->result_path = name ("/data/result", number);
  return data;
}

void
rw_test_assert_same_job (const RwJobData *a, const RwJobData *b)
{
  g_assert_cmpint (a->number, ==, b->number);
  g_assert_cmpint (a->revision, ==, b->revision);
  g_assert_cmpstr (a->server, ==, b->server);
  g_assert_cmpstr (a->host, ==, b->host);
  g_assert_cmpstr (a->path, ==, b->path);
  g_assert_cmpint (a->size, ==, b->size);
  g_assert_cmpint (a->modified_at, ==, b->modified_at);
  g_assert_cmpstr (a->key, ==, b->key);
  g_assert_cmpint (a->baseline, ==, b->baseline);
  g_assert_cmpint (a->submitted_at, ==, b->submitted_at);
  g_assert_cmpint (a->state_since, ==, b->state_since);
  g_assert_cmpint (a->checked_at, ==, b->checked_at);
  g_assert_cmpint (a->phase, ==, b->phase);
  g_assert_cmpint (a->may_have_arrived, ==, b->may_have_arrived);
  g_assert_cmpint (a->n_rows, ==, b->n_rows);
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->word, ==, b->word);
  g_assert_cmpstr (a->error, ==, b->error);
  g_assert_cmpstr (a->request_id, ==, b->request_id);
  g_assert_cmpstr (a->model_sha256, ==, b->model_sha256);
  g_assert_cmpstr (a->result_sha256, ==, b->result_sha256);
  g_assert_cmpstr (a->result_path, ==, b->result_path);
}
