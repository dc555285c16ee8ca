/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-upload.h"

#include "rw-error.h"
#include "rw-file-name.h"
#include "rw-io.h"
#include "rw-refusal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FORM_TYPE   "multipart/form-data"
#define BUFFER_SIZE (32 * 1024)
#define USER_BYTES  512

struct _RwUpload
{
  RwStorage *storage;
  char *user;
  gint64 max_bytes;
  struct MHD_PostProcessor *form;
  GError *error;       /* of the form's callback */
  GString *named_user; /* NULL: no "user_id" was sent */
  char *file_name;
  char *spool_path; /* NULL: none, or it was stored */
  int fd;
  gint64 size;
};

static gboolean
refuse (RwUpload *self, guint status, const char *message)
{
  return rw_refuse (&self->error, status, message);
}

static gboolean
begin_file (RwUpload *self, const char *name)
{
  if (self->spool_path != NULL)
    return refuse (self, MHD_HTTP_BAD_REQUEST, _ ("The form has more than one file."));
  self->file_name = name != NULL ? rw_file_name_dup_clean (name) : NULL;
  if (self->file_name == NULL)
    return refuse (self, MHD_HTTP_BAD_REQUEST,
                   _ ("The file is no CSV file: its name must end in .csv."));
  self->spool_path = rw_storage_dup_spool_path (self->storage, &self->error);
  if (self->spool_path == NULL)
    return FALSE;
  self->fd = rw_io.open (self->spool_path, O_WRONLY | O_CLOEXEC, 0);
  return self->fd >= 0 || rw_error_set_errno (&self->error, RW_ERROR_FILE, errno, self->spool_path);
}

static gboolean
write_file (RwUpload *self, const char *bytes, gsize length)
{
  self->size += (gint64) length;
  if (self->size > self->max_bytes)
    return refuse (self, MHD_HTTP_CONTENT_TOO_LARGE,
                   _ ("The file is larger than this server takes."));
  return rw_io_write_all (self->fd, bytes, length) ||
         rw_error_set_errno (&self->error, RW_ERROR_FILE, errno, self->spool_path);
}

static gboolean
add_user (RwUpload *self, gboolean begins, const char *bytes, gsize length)
{
  if (begins && self->named_user != NULL)
    return refuse (self, MHD_HTTP_BAD_REQUEST, _ ("The form has more than one “user_id”."));
  if (self->named_user == NULL)
    self->named_user = g_string_new (NULL);
  g_string_append_len (self->named_user, bytes, (gssize) length);
  return self->named_user->len <= USER_BYTES ||
         refuse (self, MHD_HTTP_BAD_REQUEST, _ ("“user_id” is too long."));
}

/* Fields that are not known are read and dropped. */
static enum MHD_Result
take_part_cb (void *data, enum MHD_ValueKind kind G_GNUC_UNUSED, const char *name,
              const char *file_name, const char *type G_GNUC_UNUSED, const char *encoding,
              const char *bytes, uint64_t offset, size_t length)
{
  RwUpload *self = data;
  gboolean taken = TRUE;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "binary") != 0)
    taken = refuse (self, MHD_HTTP_BAD_REQUEST, _ ("The form's parts must not be encoded."));
  else if (g_strcmp0 (name, "file") == 0)
    taken = (offset > 0 || begin_file (self, file_name)) && write_file (self, bytes, length);
  else if (g_strcmp0 (name, "user_id") == 0)
    taken = add_user (self, offset == 0, bytes, length);
  return taken ? MHD_YES : MHD_NO;
}

static gboolean
is_form (const char *type)
{
  gsize length = strlen (FORM_TYPE);

  return type != NULL && g_ascii_strncasecmp (type, FORM_TYPE, length) == 0 &&
         strchr ("; \t", type[length]) != NULL;
}

RwUpload *
rw_upload_new (struct MHD_Connection *connection, RwStorage *storage, const char *user,
               gint64 max_bytes, GError **error)
{
  const char *type =
      MHD_lookup_connection_value (connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_TYPE);
  g_autoptr (RwUpload) self = g_new0 (RwUpload, 1);

  self->storage = g_object_ref (storage);
  self->user = g_strdup (user);
  self->max_bytes = max_bytes;
  self->fd = -1;
  if (is_form (type))
    self->form = MHD_create_post_processor (connection, BUFFER_SIZE, take_part_cb, self);
  if (self->form != NULL)
    return g_steal_pointer (&self);
  rw_refuse (error, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE,
             _ ("An upload must be a form: multipart/form-data with a boundary."));
  return NULL;
}

static gboolean
end_form (RwUpload *self)
{
  return MHD_destroy_post_processor (g_steal_pointer (&self->form)) == MHD_YES;
}

static void
close_file (RwUpload *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

void
rw_upload_free (RwUpload *self)
{
  if (self->form != NULL)
    end_form (self);
  close_file (self);
  if (self->spool_path != NULL)
    g_unlink (self->spool_path);
  if (self->named_user != NULL)
    g_string_free (self->named_user, TRUE);
  g_clear_error (&self->error);
  g_object_unref (self->storage);
  g_free (self->user);
  g_free (self->file_name);
  g_free (self->spool_path);
  g_free (self);
}

/* @done: what libmicrohttpd says of it; our own reason, if there is one, is the better one. */
static gboolean
settle (RwUpload *self, gboolean done, GError **error)
{
  if (self->error == NULL && !done)
    refuse (self, MHD_HTTP_BAD_REQUEST, _ ("The form is malformed or breaks off."));
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

gboolean
rw_upload_feed (RwUpload *self, const char *bytes, gsize length, GError **error)
{
  return settle (self, MHD_post_process (self->form, bytes, length) == MHD_YES, error);
}

static gboolean
check_form (RwUpload *self)
{
  if (self->named_user != NULL && strcmp (self->named_user->str, self->user) != 0)
    return refuse (self, MHD_HTTP_FORBIDDEN, _ ("“user_id” is not the user of the token."));
  if (self->file_name == NULL)
    return refuse (self, MHD_HTTP_BAD_REQUEST, _ ("The form has no “file”."));
  return self->size > 0 || refuse (self, MHD_HTTP_BAD_REQUEST, _ ("The file is empty."));
}

gboolean
rw_upload_finish (RwUpload *self, GError **error)
{
  gboolean complete = end_form (self);

  close_file (self);
  return settle (self, complete && check_form (self), error);
}

gboolean
rw_upload_store (RwUpload *self, const char *key, GError **error)
{
  g_autofree char *path = g_steal_pointer (&self->spool_path);

  return rw_storage_store (self->storage, key, path, NULL, error);
}

const char *
rw_upload_get_file_name (RwUpload *self)
{
  return self->file_name;
}

gint64
rw_upload_get_size (RwUpload *self)
{
  return self->size;
}
