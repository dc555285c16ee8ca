/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-storage.h"

#include <microhttpd.h>

G_BEGIN_DECLS

/* A form is so much longer than its file at most. */
#define RW_UPLOAD_FORM_BYTES (64 * 1024)

/**
 * RwUpload: a form that is being received, its file written to the spool piece by piece. Until it
 * is stored, freeing it leaves nothing behind. Errors: RW_REFUSAL, RW_ERROR_FILE.
 */
typedef struct _RwUpload RwUpload;

/* @connection: its Content-Type says where the form's parts end. @user: who asks. @max_bytes: of
 * the file. */
RwUpload *rw_upload_new (struct MHD_Connection *connection, RwStorage *storage, const char *user,
                         gint64 max_bytes, GError **error);
void rw_upload_free (RwUpload *self);

/* The next bytes of the form. Not to be called again after it failed. */
gboolean rw_upload_feed (RwUpload *self, const char *bytes, gsize length, GError **error);

/* After the last bytes: that the form is complete and has a file. */
gboolean rw_upload_finish (RwUpload *self, GError **error);

/* Moves the file to @key of the storage. */
gboolean rw_upload_store (RwUpload *self, const char *key, GError **error);

/* After rw_upload_finish(). The name is clean (rw-file-name.h). */
const char *rw_upload_get_file_name (RwUpload *self);
gint64 rw_upload_get_size (RwUpload *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwUpload, rw_upload_free)

G_END_DECLS
