/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-message.h"

#include "rw-clock.h"
#include "rw-error.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <stdlib.h>

#define VERSION 1

char *
rw_message_dup_body (const RwJobRecord *record)
{
  g_autofree char *upload_id = g_strdup_printf ("%" G_GINT64_FORMAT, record->number);
  g_autofree char *timestamp = rw_clock_dup_text (record->state_since);
  json_t *object =
      json_pack ("{s:i, s:s, s:s, s:s, s:s, s:s, s:s}", "version", VERSION, "prediction_id",
                 record->id, "user_id", record->user, "upload_id", upload_id, "s3_file_path",
                 record->input_key, "timestamp", timestamp, "priority", "normal");
  char *text = json_dumps (object, JSON_COMPACT);
  char *body = g_strdup (text);

  free (text);
  json_decref (object);
  return body;
}

char *
rw_message_dup_job_id (const char *body, GError **error)
{
  json_t *object = json_loads (body, JSON_REJECT_DUPLICATES, NULL);
  json_t *version = json_object_get (object, "version");
  const char *id = json_string_value (json_object_get (object, "prediction_id"));
  char *job_id = NULL;

  if (json_is_integer (version) && json_integer_value (version) == VERSION && id != NULL &&
      g_uuid_string_is_valid (id))
    job_id = g_strdup (id);
  else
    g_set_error_literal (error, RW_ERROR, RW_ERROR_FORMAT,
                         _ ("A message on the queue is none of a job. Only retainwise-server may "
                            "send to this queue."));
  json_decref (object);
  return job_id;
}
