/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue-submit.h"

#include "rw-error.h"

#include <glib/gi18n.h>

/* So many the original shows at once; what is older is out of sight. */
#define ORIGINAL_LIST 20

static gboolean
check_size (RwSource *file, const RwLimits *limits, GError **error)
{
  guint64 size = rw_source_get_size (file);
  g_autofree char *is = g_format_size (size);
  g_autofree char *may_be = g_format_size ((guint64) limits->max_bytes);

  if (size <= (guint64) limits->max_bytes)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
               _ ("“%s” is too large for this server: it has %s, the server takes %s. Score it on "
                  "this computer instead."),
               rw_source_get_name (file), is, may_be);
  return FALSE;
}

/* The same bytes go under the same key, or none. */
static RwSource *
open_file (const RwJobData *data, GError **error)
{
  g_autoptr (RwSource) file = rw_source_open (data->path, NULL, error);

  if (file == NULL || (rw_source_get_size (file) == (guint64) data->size &&
                       rw_source_get_modified_at (file) == data->modified_at))
    return g_steal_pointer (&file);
  g_set_error (error, RW_ERROR, RW_ERROR_CHANGED,
               _ ("“%s” has changed since it was submitted. Submit it again."),
               rw_source_get_name (file));
  return NULL;
}

static gboolean
save (RwJobStore *store, RwJobData *data, GError **error)
{
  data->revision++;
  return rw_job_store_save (store, data, error);
}

static gint64
get_highest (GPtrArray *jobs)
{
  gint64 highest = 0;

  for (guint i = 0; i < jobs->len; i++)
    highest = MAX (highest, ((RwJobReport *) jobs->pdata[i])->upload_id);
  return highest;
}

static gboolean
contains (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* Takes out of @jobs what was there before the first attempt. FALSE: some may be out of sight. */
static gboolean
drop_older (GPtrArray *jobs, gint64 baseline)
{
  gboolean is_whole = jobs->len < ORIGINAL_LIST;

  for (guint i = jobs->len; i > 0; i--)
    if (((RwJobReport *) jobs->pdata[i - 1])->upload_id <= baseline)
      {
        g_ptr_array_remove_index (jobs, i - 1);
        is_whole = TRUE;
      }
  return is_whole;
}

static void
drop_known (GPtrArray *jobs, GPtrArray *ids)
{
  for (guint i = jobs->len; i > 0; i--)
    if (contains (ids, ((RwJobReport *) jobs->pdata[i - 1])->id))
      g_ptr_array_remove_index (jobs, i - 1);
}

/* What came of the last attempt: the only new job that is none of ours. @found: NULL if nothing
 * did. The list says neither names nor sizes. */
static gboolean
find_lost (RwJobStore *store, const RwJobData *data, GPtrArray *jobs, RwJobReport **found,
           GError **error)
{
  g_autoptr (GPtrArray) ids = rw_job_store_list_ids (store, data->server, error);

  if (ids == NULL)
    return FALSE;
  gboolean is_whole = drop_older (jobs, data->baseline);
  drop_known (jobs, ids);
  if (!is_whole || jobs->len > 1)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
                   _ ("Nobody can tell whether the server “%s” has received the file. Look at its "
                      "own list of jobs; submit the file again if it is not there."),
                   data->host);
      return FALSE;
    }
  *found = jobs->len == 1 ? g_ptr_array_steal_index (jobs, 0) : NULL;
  return TRUE;
}

/* The original: what it shows now tells later whether it has received the file. @found: it has. */
static gboolean
look_first (RwQueueClient *client, RwJobStore *store, RwJobData *data, RwJobReport **found,
            GError **error)
{
  g_autoptr (GPtrArray) jobs = rw_queue_client_list (client, error);

  if (jobs == NULL)
    return FALSE;
  if (data->may_have_arrived && !find_lost (store, data, jobs, found, error))
    return FALSE;
  if (*found != NULL)
    return TRUE;
  if (!data->may_have_arrived)
    data->baseline = get_highest (jobs);
  data->may_have_arrived = TRUE;
  return save (store, data, error);
}

static RwJobReport *
send (RwQueueClient *client, RwJobData *data, RwSource *file, const char *key, RwProgress *progress,
      GError **error)
{
  RwJobReport *report = rw_queue_client_upload (client, file, key, progress, error);

  data->may_have_arrived = report != NULL || rw_queue_client_may_have_arrived (client);
  return report;
}

RwJobReport *
rw_queue_submit (RwQueueClient *client, RwJobStore *store, RwJobData *data, RwProgress *progress,
                 GError **error)
{
  g_autoptr (RwSource) file = open_file (data, error);
  g_autoptr (RwLimits) limits = file != NULL ? rw_queue_client_get_limits (client, error) : NULL;
  g_autoptr (RwJobReport) report = NULL;

  if (limits == NULL || !check_size (file, limits, error))
    return NULL;
  if (limits->is_original && !look_first (client, store, data, &report, error))
    return NULL;
  if (report == NULL)
    report = send (client, data, file, limits->is_original ? NULL : data->key, progress, error);
  if (report == NULL)
    return NULL;
  data->phase = RW_JOB_PHASE_SENT;
  rw_job_data_set (&data->id, report->id);
  rw_job_data_set (&data->word, report->word);
  return save (store, data, error) ? g_steal_pointer (&report) : NULL;
}
