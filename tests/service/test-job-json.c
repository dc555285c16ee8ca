/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-json.h"

#include <stdlib.h>

static RwJobRecord
record_new (RwJobState state)
{
  static char id[] = "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e", user[] = "ana", name[] = "März.csv";
  static char key[] = "inputs/k", result[] = "results/k", sha[] = "0f", model[] = "9c";
  static char trouble[] = "Row 3 is broken.";

  return (RwJobRecord){ .id = id,
                        .number = 7,
                        .user = user,
                        .file_name = name,
                        .size = 123,
                        .input_key = key,
                        .state = state,
                        .attempt = 2,
                        .rows_done = 40,
                        .n_rows = 50,
                        .error = state == RW_JOB_FAILED ? trouble : NULL,
                        .result_key = state == RW_JOB_COMPLETED ? result : NULL,
                        .result_size = 456,
                        .result_sha256 = sha,
                        .model_sha256 = model,
                        .created_at = 0,
                        .state_since = 1000,
                        .updated_at = 2001 };
}

static void
assert_json (json_t *json, const char *wanted)
{
  json_t *other = json_loads (wanted, 0, NULL);
  char *shown = json_dumps (json, JSON_SORT_KEYS);
  char *shown_other = json_dumps (other, JSON_SORT_KEYS);

  g_assert_cmpstr (shown, ==, shown_other);
  free (shown);
  free (shown_other);
  json_decref (other);
  json_decref (json);
}

#define COMMON                                                                                     \
  "\"id\": \"9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e\", \"upload_id\": 7, \"user_id\": \"ana\", "     \
  "\"filename\": \"März.csv\", \"file_size\": 123, \"attempt\": 2, \"rows_total\": 50, "          \
  "\"created_at\": \"1970-01-01T00:00:00.000Z\", \"status_since\": \"1970-01-01T00:00:01.000Z\", " \
  "\"updated_at\": \"1970-01-01T00:00:02.001Z\", "

static void
test_running (void)
{
  RwJobRecord record = record_new (RW_JOB_PROCESSING);

  assert_json (rw_job_json_new (&record),
               "{" COMMON
               "\"status\": \"PROCESSING\", \"rows_processed\": 40, \"has_output\": false, "
               "\"s3_output_key\": null, \"error_message\": null, \"metrics_json\": null}");
}

static void
test_completed (void)
{
  RwJobRecord record = record_new (RW_JOB_COMPLETED);

  assert_json (rw_job_json_new (&record),
               "{" COMMON
               "\"status\": \"COMPLETED\", \"rows_processed\": 50, \"has_output\": true, "
               "\"s3_output_key\": \"results/k\", \"error_message\": null, \"metrics_json\": "
               "{\"rows_processed\": 50, \"result_size\": 456, \"result_sha256\": \"0f\", "
               "\"model_sha256\": \"9c\"}}");
}

static void
test_failed (void)
{
  RwJobRecord record = record_new (RW_JOB_FAILED);

  assert_json (rw_job_json_new (&record),
               "{" COMMON "\"status\": \"FAILED\", \"rows_processed\": 40, \"has_output\": false, "
               "\"s3_output_key\": null, \"error_message\": \"Row 3 is broken.\", "
               "\"metrics_json\": null}");
}

static void
test_event (void)
{
  char note[] = "Lost.";
  RwJobEvent event = { 1000, RW_JOB_QUEUED, note };
  RwJobEvent plain = { 0, RW_JOB_CANCELLED, NULL };

  assert_json (
      rw_job_json_new_event (&event),
      "{\"at\": \"1970-01-01T00:00:01.000Z\", \"status\": \"QUEUED\", \"note\": \"Lost.\"}");
  assert_json (rw_job_json_new_event (&plain),
               "{\"at\": \"1970-01-01T00:00:00.000Z\", \"status\": \"CANCELLED\", \"note\": null}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-json/running", test_running);
  g_test_add_func ("/job-json/completed", test_completed);
  g_test_add_func ("/job-json/failed", test_failed);
  g_test_add_func ("/job-json/event", test_event);
  return g_test_run ();
}
