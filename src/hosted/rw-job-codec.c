/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-codec.h"

#include "rw-clock.h"
#include "rw-error.h"
#include "rw-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ID     128
#define MAX_REASON 500

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("The server’s answer cannot be understood (%s). Check the server’s address."),
               what);
  return FALSE;
}

static json_t *
parse (const char *bytes, gsize length, GError **error)
{
  json_t *object = rw_json_parse_object (bytes, length);

  if (object == NULL)
    refuse (error, "JSON");
  return object;
}

/* The members: absent and null are the same, and leave what is there. */
static gboolean
read_text (json_t *object, const char *key, char **text, GError **error)
{
  json_t *value = json_object_get (object, key);

  if (json_is_string (value))
    *text = g_strdup (json_string_value (value));
  return value == NULL || json_is_null (value) || json_is_string (value) || refuse (error, key);
}

static gboolean
read_number (json_t *object, const char *key, gint64 *number, GError **error)
{
  json_t *value = json_object_get (object, key);
  gboolean is_number = json_is_integer (value) && json_integer_value (value) >= 0;

  if (is_number)
    *number = json_integer_value (value);
  return value == NULL || json_is_null (value) || is_number || refuse (error, key);
}

static gboolean
read_time (json_t *object, const char *key, gint64 *time, GError **error)
{
  g_autofree char *text = NULL;

  if (!read_text (object, key, &text, error))
    return FALSE;
  return text == NULL || rw_clock_parse (text, time) || refuse (error, key);
}

/* It becomes part of a path, and of what is shown. */
static gboolean
check_id (const char *id, GError **error)
{
  gsize length = id != NULL ? strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") : 0;

  return (length > 0 && length <= MAX_ID && id[length] == '\0') || refuse (error, "id");
}

static gboolean
check_word (const char *word, GError **error)
{
  gsize length = word != NULL ? strspn (word, G_CSET_A_2_Z G_CSET_a_2_z "_") : 0;

  return (length > 0 && length <= MAX_ID && word[length] == '\0') || refuse (error, "status");
}

static gboolean
read_metrics (json_t *job, RwJobReport *report, GError **error)
{
  json_t *metrics = json_object_get (job, "metrics_json");

  if (metrics == NULL || json_is_null (metrics))
    return TRUE;
  if (!json_is_object (metrics))
    return refuse (error, "metrics_json");
  return read_text (metrics, "model_sha256", &report->model_sha256, error) &&
         read_text (metrics, "result_sha256", &report->result_sha256, error);
}

static RwJobReport *
read_job (json_t *job, GError **error)
{
  g_autoptr (RwJobReport) report = g_new0 (RwJobReport, 1);

  if (read_text (job, "id", &report->id, error) && check_id (report->id, error) &&
      read_text (job, "status", &report->word, error) && check_word (report->word, error) &&
      read_number (job, "upload_id", &report->upload_id, error) &&
      read_time (job, "status_since", &report->state_since, error) &&
      read_number (job, "rows_processed", &report->done, error) &&
      read_number (job, "rows_total", &report->total, error) &&
      read_text (job, "error_message", &report->error, error) && read_metrics (job, report, error))
    return g_steal_pointer (&report);
  return NULL;
}

RwJobReport *
rw_job_codec_parse_job (const char *bytes, gsize length, GError **error)
{
  json_auto_t *object = parse (bytes, length, error);

  return object != NULL ? read_job (json_object_get (object, "prediction"), error) : NULL;
}

GPtrArray *
rw_job_codec_parse_list (const char *bytes, gsize length, GError **error)
{
  json_auto_t *object = parse (bytes, length, error);
  json_t *list = json_object_get (object, "predictions");
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_job_report_free);

  if (object == NULL || (!json_is_array (list) && !refuse (error, "predictions")))
    return NULL;
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      RwJobReport *report = read_job (json_array_get (list, i), error);
      if (report == NULL)
        return NULL;
      g_ptr_array_add (jobs, report);
    }
  return g_steal_pointer (&jobs);
}

RwJobReport *
rw_job_codec_parse_upload (const char *bytes, gsize length, GError **error)
{
  json_auto_t *object = parse (bytes, length, error);
  g_autoptr (RwJobReport) report = g_new0 (RwJobReport, 1);

  if (object != NULL && read_text (object, "prediction_id", &report->id, error) &&
      check_id (report->id, error) &&
      read_text (object, "prediction_status", &report->word, error) &&
      check_word (report->word, error) &&
      read_number (object, "upload_id", &report->upload_id, error))
    return g_steal_pointer (&report);
  return NULL;
}

RwLimits *
rw_job_codec_parse_limits (const char *bytes, gsize length, GError **error)
{
  json_auto_t *object = parse (bytes, length, error);
  g_autoptr (RwLimits) limits = g_new0 (RwLimits, 1);

  if (object == NULL || !read_text (object, "user_id", &limits->user, error) ||
      !read_number (object, "max_bytes", &limits->max_bytes, error))
    return NULL;
  if (limits->max_bytes == 0 && !refuse (error, "max_bytes"))
    return NULL;
  return g_steal_pointer (&limits);
}

char *
rw_job_codec_parse_download (const char *bytes, gsize length, GError **error)
{
  json_auto_t *object = parse (bytes, length, error);
  g_autofree char *url = NULL;

  if (object == NULL || !read_text (object, "download_url", &url, error))
    return NULL;
  if (url == NULL)
    refuse (error, "download_url");
  return g_steal_pointer (&url);
}

/* Nothing of it is a line break, or turns the writing around. */
static char *
make_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *at = text; *at != '\0' && line->len < MAX_REASON; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      g_string_append_unichar (line, g_unichar_isprint (letter) ? letter : ' ');
    }
  g_strstrip (line->str);
  return line->str[0] != '\0' ? g_strdup (line->str) : NULL;
}

char *
rw_job_codec_dup_reason (const char *bytes, gsize length)
{
  static const char *const keys[] = { "error", "detail", "message" };
  json_auto_t *object = parse (bytes, length, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = rw_json_get_text (object, keys[i]);
      g_autofree char *line = text != NULL ? make_line (text) : NULL;
      if (line != NULL)
        return g_steal_pointer (&line);
    }
  return NULL;
}
