/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-upload-route.h"

#include "rw-error.h"
#include "rw-refusal.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEY_HEADER "Idempotency-Key"
#define KEY_MOST   128

gboolean
rw_upload_route_get_key (RwRequest *request, const char **key, GError **error)
{
  gsize length = 0;

  *key = rw_request_get_header (request, KEY_HEADER);
  if (*key == NULL)
    return TRUE;
  length = strlen (*key);
  return (length >= 1 && length <= KEY_MOST && strspn (*key, RW_REQUEST_WORD_LETTERS) == length) ||
         rw_refuse (error, MHD_HTTP_BAD_REQUEST,
                    _ ("Idempotency-Key must be 1 to 128 of A-Z, a-z, 0-9, “.”, “_” and “-”."));
}

/* Whether there is a job is asked anew: what fails may have happened. Who cannot be asked leaves
 * the file to the tidier. */
static void
remove_unless_owned (RwBackend *backend, const RwJobDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwJobRecord) owner = rw_jobs_find (backend->jobs, NULL, draft->id, &error);

  if (owner == NULL && error == NULL)
    rw_storage_remove (backend->storage, draft->input_key, NULL);
}

/* With an idempotency key the job may be there already; then the new file is one too many. A
 * storage that cannot be reached would only make the client wait longer. */
static RwJobRecord *
create_job (RwRequest *request, const RwJobDraft *draft, GError **error)
{
  RwBackend *backend = request->service->backend;
  GError *reason = NULL;
  RwJobRecord *record = rw_upload_store (request->upload, draft->input_key, &reason)
                            ? rw_jobs_create (backend->jobs, draft, &reason)
                            : NULL;
  gboolean is_needed = record != NULL && strcmp (record->id, draft->id) == 0;

  if (!is_needed && !g_error_matches (reason, RW_ERROR, RW_ERROR_NETWORK))
    remove_unless_owned (backend, draft);
  if (reason != NULL)
    g_propagate_error (error, reason);
  return record;
}

static RwReply *
reply_with_upload (const RwJobRecord *record)
{
  return rw_reply_new_success (json_pack (
      "{s:s, s:I, s:s, s:s, s:I, s:s, s:s, s:n}", "message", _ ("The file waits to be scored."),
      "upload_id", (json_int_t) record->number, "object_key", record->input_key, "filename",
      record->file_name, "file_size", (json_int_t) record->size, "prediction_id", record->id,
      "prediction_status", rw_job_state_get_word (record->state), "publish_warning"));
}

RwReply *
rw_upload_route (RwRequest *request, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *input_key = rw_storage_dup_key (request->user, id, 0);
  RwJobDraft draft = { .id = id, .user = request->user, .input_key = input_key };

  if (!rw_upload_route_get_key (request, &draft.idempotency_key, error) ||
      !rw_upload_finish (request->upload, error))
    return NULL;
  draft.file_name = rw_upload_get_file_name (request->upload);
  draft.size = rw_upload_get_size (request->upload);
  g_autoptr (RwJobRecord) record = create_job (request, &draft, error);
  if (record == NULL)
    return NULL;
  /* The job is safe, and a queue that does not answer is nothing to wait for. */
  rw_refiller_tell (request->service->refiller);
  return reply_with_upload (record);
}
