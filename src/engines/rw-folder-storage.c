/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-folder-storage.h"

#include "rw-clock.h"
#include "rw-io.h"
#include "rw-signing-key.h"
#include "rw-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _RwFolderStorage
{
  GObject parent;
  char *folder;
  char *spool; /* in it */
  char *base_url;
  RwSigningKey *key;
};

static const char *const folders[] = { "inputs", "results", "models" };

static gboolean
fail (RwFolderStorage *self, int error_number, GError **error)
{
  return rw_spool_fail (self->folder, error_number, error);
}

static char *
dup_path (RwFolderStorage *self, const char *key)
{
  return g_build_filename (self->folder, key, NULL);
}

static char *
dup_spool_path (RwStorage *storage, GError **error)
{
  return rw_spool_dup_path (RW_FOLDER_STORAGE (storage)->spool, error);
}

static gboolean
clean_spool (RwStorage *storage, gint64 before, GError **error)
{
  return rw_spool_clean (RW_FOLDER_STORAGE (storage)->spool, before, error);
}

static gboolean
sync_file (const char *path)
{
  int fd = rw_io.open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return FALSE;
  gboolean synced = rw_io.fsync (fd) == 0;
  close (fd);
  return synced;
}

/* The tenant's folder may be there without being on the disk yet, so its name is written in any
 * case. */
static gboolean
make_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return (g_mkdir (folder, 0700) == 0 || errno == EEXIST) && rw_io_sync_folder_of (folder);
}

/* All or nothing. FALSE with errno set. */
static gboolean
place (const char *path, const char *target)
{
  if (!sync_file (path) || !make_folder_of (target) || rw_io.rename (path, target) != 0)
    return FALSE;
  if (rw_io_sync_folder_of (target))
    return TRUE;
  int error_number = errno;
  g_unlink (target);
  errno = error_number;
  return FALSE;
}

static gboolean
store (RwStorage *storage, const char *key, const char *path, GCancellable *cancellable,
       GError **error)
{
  RwFolderStorage *self = RW_FOLDER_STORAGE (storage);
  g_autofree char *target = dup_path (self, key);
  gboolean stored = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
                    (place (path, target) || fail (self, errno, error));

  if (!stored)
    g_unlink (path);
  return stored;
}

static RwStorageFile *
fetch (RwStorage *storage, const char *key, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  RwFolderStorage *self = RW_FOLDER_STORAGE (storage);
  g_autofree char *path = dup_path (self, key);

  if (access (path, R_OK) != 0)
    {
      if (errno == ENOENT)
        rw_storage_miss (key, error);
      else
        fail (self, errno, error);
      return NULL;
    }
  RwStorageFile *file = g_new (RwStorageFile, 1);
  *file = (RwStorageFile){ .path = g_steal_pointer (&path) };
  return file;
}

static gboolean
remove_file (RwStorage *storage, const char *key, GError **error)
{
  RwFolderStorage *self = RW_FOLDER_STORAGE (storage);
  g_autofree char *path = dup_path (self, key);

  return g_unlink (path) == 0 || errno == ENOENT || fail (self, errno, error);
}

/* Only the name, the last part, may hold a line's end, so no two addresses have the same text. */
static char *
dup_signed_text (const char *key, const char *expires, const char *name)
{
  return g_strdup_printf ("%s\n%s\n%s", key, expires, name);
}

static char *
dup_url (RwStorage *storage, const char *key, const char *name, gint64 expires_at,
         GError **error G_GNUC_UNUSED)
{
  RwFolderStorage *self = RW_FOLDER_STORAGE (storage);
  g_autofree char *expires = g_strdup_printf ("%" G_GINT64_FORMAT, expires_at);
  g_autofree char *text = dup_signed_text (key, expires, name);
  g_autofree char *signature = rw_signing_key_dup_signature (self->key, text);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  return g_strdup_printf ("%s/api/files/%s?expires=%s&name=%s&signature=%s", self->base_url, key,
                          expires, escaped, signature);
}

/* What is done for each file. */
typedef struct
{
  const char *prefix;
  const RwStorageSpan *span;
  RwStorageFunc func;
  gpointer data;
} Visit;

static gboolean
is_within (const char *path, const RwStorageSpan *span)
{
  return rw_spool_is_older (path, span->before) && !rw_spool_is_older (path, span->after);
}

static gboolean
visit_below (RwFolderStorage *self, const char *relative, const Visit *visit, GError **error)
{
  g_autofree char *folder = g_build_filename (self->folder, relative, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  if (dir == NULL)
    return fail (self, errno, error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *key = g_build_filename (relative, name, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_key = rw_storage_is_key (key);
      gboolean is_wanted =
          is_key && g_str_has_prefix (key, visit->prefix) && is_within (path, visit->span);
      if (is_wanted && !visit->func (key, visit->data, error))
        return FALSE;
      if (!is_key && g_file_test (path, G_FILE_TEST_IS_DIR) &&
          !visit_below (self, key, visit, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
each (RwStorage *storage, const char *prefix, const RwStorageSpan *span, RwStorageFunc func,
      gpointer data, GError **error)
{
  RwFolderStorage *self = RW_FOLDER_STORAGE (storage);
  const Visit visit = { prefix, span, func, data };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if ((g_str_has_prefix (prefix, folders[i]) || g_str_has_prefix (folders[i], prefix)) &&
        !visit_below (self, folders[i], &visit, error))
      return FALSE;
  return TRUE;
}

static void
storage_init (RwStorageInterface *interface)
{
  interface->dup_spool_path = dup_spool_path;
  interface->clean_spool = clean_spool;
  interface->store = store;
  interface->fetch = fetch;
  interface->remove = remove_file;
  interface->dup_url = dup_url;
  interface->each = each;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwFolderStorage, rw_folder_storage, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_STORAGE, storage_init))

static void
rw_folder_storage_finalize (GObject *object)
{
  RwFolderStorage *self = RW_FOLDER_STORAGE (object);

  g_clear_pointer (&self->key, rw_signing_key_free);
  g_free (self->folder);
  g_free (self->spool);
  g_free (self->base_url);
  G_OBJECT_CLASS (rw_folder_storage_parent_class)->finalize (object);
}

static void
rw_folder_storage_class_init (RwFolderStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_folder_storage_finalize;
}

static void
rw_folder_storage_init (RwFolderStorage *self G_GNUC_UNUSED)
{
}

static gboolean
make_folders (RwFolderStorage *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, folders[i], NULL);
      if (g_mkdir_with_parents (path, 0700) != 0)
        return fail (self, errno, error);
    }
  return rw_spool_open (self->spool, error);
}

RwStorage *
rw_folder_storage_open (const char *folder, const char *base_url, GError **error)
{
  g_autoptr (RwFolderStorage) self = g_object_new (RW_TYPE_FOLDER_STORAGE, NULL);
  g_autofree char *key_path = g_build_filename (folder, "signing-key", NULL);

  self->folder = g_strdup (folder);
  self->spool = g_build_filename (folder, "spool", NULL);
  self->base_url = g_strdup (base_url != NULL ? base_url : "");
  if (make_folders (self, error))
    self->key = rw_signing_key_open (key_path, error);
  return self->key != NULL ? RW_STORAGE (g_steal_pointer (&self)) : NULL;
}

RwUrlResult
rw_folder_storage_check_url (RwFolderStorage *self, const char *key, const char *expires,
                             const char *name, const char *signature)
{
  guint64 expires_at = 0;

  if (key == NULL || expires == NULL || name == NULL || signature == NULL)
    return RW_URL_BAD;
  g_autofree char *id = rw_storage_dup_job_id (key);
  g_autofree char *text = dup_signed_text (key, expires, name);
  if (!rw_signing_key_check (self->key, text, signature) || id == NULL ||
      !g_ascii_string_to_unsigned (expires, 10, 0, G_MAXINT64, &expires_at, NULL))
    return RW_URL_BAD;
  return (gint64) expires_at > rw_clock_now () ? RW_URL_VALID : RW_URL_EXPIRED;
}
