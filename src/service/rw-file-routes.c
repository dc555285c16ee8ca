/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-file-routes.h"

#include "rw-clock.h"
#include "rw-file-name.h"
#include "rw-folder-storage.h"
#include "rw-io.h"
#include "rw-job-routes.h"
#include "rw-refusal.h"
#include "rw-sample.h"

#include <fcntl.h>
#include <glib/gi18n.h>

#define CSV_TYPE    "text/csv; charset=utf-8"
#define SAMPLE_PATH "/com/retainwiseanalytics/Desktop/samples/telco-sample.csv"
#define EXPIRES_IN  600 /* s */

RwReply *
rw_file_routes_sign (RwRequest *request, GError **error)
{
  g_autoptr (RwJobRecord) record = rw_job_routes_find (request, error);

  if (record == NULL)
    return NULL;
  if (record->state != RW_JOB_COMPLETED)
    {
      rw_refuse (error, MHD_HTTP_BAD_REQUEST, _ ("The job is not completed: it has no result."));
      return NULL;
    }
  g_autofree char *name = rw_file_name_dup_scored (record->file_name);
  g_autofree char *url = rw_storage_dup_url (request->service->backend->storage, record->result_key,
                                             name, rw_clock_now () + EXPIRES_IN * 1000, error);
  if (url == NULL)
    return NULL;
  return rw_reply_new_success (
      json_pack ("{s:s, s:i}", "download_url", url, "expires_in", EXPIRES_IN));
}

/* Only a storage that is a folder has its files served from here. */
static gboolean
check_signature (RwRequest *request, GError **error)
{
  RwStorage *storage = request->service->backend->storage;
  RwUrlResult result =
      RW_IS_FOLDER_STORAGE (storage)
          ? rw_folder_storage_check_url (RW_FOLDER_STORAGE (storage), request->part,
                                         rw_request_get_query (request, "expires"),
                                         rw_request_get_query (request, "name"),
                                         rw_request_get_query (request, "signature"))
          : RW_URL_BAD;

  if (result == RW_URL_EXPIRED)
    return rw_refuse (error, MHD_HTTP_GONE,
                      _ ("This address is valid no more: ask for another one."));
  return result == RW_URL_VALID ||
         rw_refuse (error, MHD_HTTP_FORBIDDEN, _ ("This address was not given out by us."));
}

RwReply *
rw_file_routes_download (RwRequest *request, GError **error)
{
  if (!check_signature (request, error))
    return NULL;
  g_autoptr (RwStorageFile) file =
      rw_storage_fetch (request->service->backend->storage, request->part, NULL, NULL);
  int fd = file != NULL ? rw_io.open (file->path, O_RDONLY | O_CLOEXEC, 0) : -1;
  RwReply *reply =
      fd >= 0 ? rw_reply_new_file (fd, CSV_TYPE, rw_request_get_query (request, "name")) : NULL;
  if (reply == NULL)
    rw_refuse (error, MHD_HTTP_NOT_FOUND, _ ("The file is not there any more."));
  return reply;
}

RwReply *
rw_file_routes_sample (RwRequest *request G_GNUC_UNUSED, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rw_sample_get_resource (), SAMPLE_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? rw_reply_new_bytes (CSV_TYPE, bytes) : NULL;
}
