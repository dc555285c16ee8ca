/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-json.h"

#include "rw-clock.h"

static json_t *
time_new (gint64 time)
{
  g_autofree char *text = rw_clock_dup_text (time);

  return json_string (text);
}

static json_t *
metrics_new (const RwJobRecord *record)
{
  if (record->state != RW_JOB_COMPLETED)
    return json_null ();
  return json_pack ("{s:I, s:I, s:s?, s:s?}", "rows_processed", (json_int_t) record->n_rows,
                    "result_size", (json_int_t) record->result_size, "result_sha256",
                    record->result_sha256, "model_sha256", record->model_sha256);
}

json_t *
rw_job_json_new (const RwJobRecord *record)
{
  gboolean is_completed = record->state == RW_JOB_COMPLETED;
  gint64 rows = is_completed ? record->n_rows : record->rows_done;
  json_t *job =
      json_pack ("{s:s, s:I, s:s, s:s, s:I, s:s, s:I, s:I, s:I}", "id", record->id, "upload_id",
                 (json_int_t) record->number, "user_id", record->user, "filename",
                 record->file_name, "file_size", (json_int_t) record->size, "status",
                 rw_job_state_get_word (record->state), "attempt", (json_int_t) record->attempt,
                 "rows_processed", (json_int_t) rows, "rows_total", (json_int_t) record->n_rows);

  json_object_set_new (job, "has_output", json_boolean (is_completed));
  json_object_update_new (
      job, json_pack ("{s:s?, s:s?, s:o, s:o, s:o, s:o}", "s3_output_key", record->result_key,
                      "error_message", record->error, "metrics_json", metrics_new (record),
                      "status_since", time_new (record->state_since), "created_at",
                      time_new (record->created_at), "updated_at", time_new (record->updated_at)));
  return job;
}

json_t *
rw_job_json_new_event (const RwJobEvent *event)
{
  return json_pack ("{s:o, s:s, s:s?}", "at", time_new (event->at), "status",
                    rw_job_state_get_word (event->state), "note", event->note);
}
