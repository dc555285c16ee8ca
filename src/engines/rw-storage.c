/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-storage.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define UUID_LENGTH 36

G_DEFINE_INTERFACE (RwStorage, rw_storage, G_TYPE_OBJECT)

static void
rw_storage_default_init (RwStorageInterface *interface G_GNUC_UNUSED)
{
}

/* "-ATTEMPT", as it is written here and no other way. */
static gboolean
is_attempt (const char *text)
{
  guint64 attempt = 0;

  return text[0] == '-' && text[1] != '0' &&
         g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXINT64, &attempt, NULL);
}

/* A tenant's, or a model's. */
static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
is_id (const char *text)
{
  return strspn (text, "0123456789abcdef-") == UUID_LENGTH && g_uuid_string_is_valid (text);
}

char *
rw_storage_dup_key (const char *user, const char *id, gint64 attempt)
{
  g_autofree char *tenant = g_compute_checksum_for_string (G_CHECKSUM_SHA256, user, -1);

  if (attempt == 0)
    return g_strdup_printf ("inputs/%s/%s.csv", tenant, id);
  return g_strdup_printf ("results/%s/%s-%" G_GINT64_FORMAT ".csv", tenant, id, attempt);
}

char *
rw_storage_dup_job_id (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);

  if (g_strv_length (parts) != 3 || !is_sha256 (parts[1]) || !g_str_has_suffix (parts[2], ".csv"))
    return NULL;
  parts[2][strlen (parts[2]) - strlen (".csv")] = '\0';
  g_autofree char *id = g_strndup (parts[2], UUID_LENGTH);
  const char *rest = parts[2] + strlen (id);
  gboolean good = (g_str_equal (parts[0], "inputs") && *rest == '\0') ||
                  (g_str_equal (parts[0], "results") && is_attempt (rest));
  return good && is_id (id) ? g_steal_pointer (&id) : NULL;
}

char *
rw_storage_dup_model_key (const char *sha256)
{
  return g_strconcat (RW_STORAGE_MODELS, sha256, NULL);
}

gboolean
rw_storage_is_key (const char *key)
{
  g_autofree char *id = rw_storage_dup_job_id (key);

  return id != NULL || g_str_equal (key, RW_STORAGE_CURRENT) ||
         (g_str_has_prefix (key, RW_STORAGE_MODELS) &&
          is_sha256 (key + strlen (RW_STORAGE_MODELS)));
}

gboolean
rw_storage_miss (const char *key, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_FILE,
               _ ("“%s” is not there: it was removed from the storage."), key);
  return FALSE;
}

/* No other key gets to a storage: it could lead out of a folder. */
static gboolean
check_key (const char *key, gboolean is_good, GError **error)
{
  if (!is_good)
    g_set_error (error, RW_ERROR, RW_ERROR_FILE, _ ("“%s” is no name of a stored file."), key);
  return is_good;
}

void
rw_storage_file_free (RwStorageFile *file)
{
  if (file->is_copy)
    g_unlink (file->path);
  g_free (file->path);
  g_free (file);
}

char *
rw_storage_dup_spool_path (RwStorage *self, GError **error)
{
  return RW_STORAGE_GET_IFACE (self)->dup_spool_path (self, error);
}

gboolean
rw_storage_clean_spool (RwStorage *self, gint64 before, GError **error)
{
  return RW_STORAGE_GET_IFACE (self)->clean_spool (self, before, error);
}

gboolean
rw_storage_store (RwStorage *self, const char *key, const char *path, GCancellable *cancellable,
                  GError **error)
{
  if (check_key (key, rw_storage_is_key (key), error))
    return RW_STORAGE_GET_IFACE (self)->store (self, key, path, cancellable, error);
  g_unlink (path);
  return FALSE;
}

RwStorageFile *
rw_storage_fetch (RwStorage *self, const char *key, GCancellable *cancellable, GError **error)
{
  return check_key (key, rw_storage_is_key (key), error)
             ? RW_STORAGE_GET_IFACE (self)->fetch (self, key, cancellable, error)
             : NULL;
}

gboolean
rw_storage_remove (RwStorage *self, const char *key, GError **error)
{
  return check_key (key, rw_storage_is_key (key), error) &&
         RW_STORAGE_GET_IFACE (self)->remove (self, key, error);
}

char *
rw_storage_dup_url (RwStorage *self, const char *key, const char *name, gint64 expires_at,
                    GError **error)
{
  g_autofree char *id = rw_storage_dup_job_id (key);

  return check_key (key, id != NULL, error)
             ? RW_STORAGE_GET_IFACE (self)->dup_url (self, key, name, expires_at, error)
             : NULL;
}

gboolean
rw_storage_each (RwStorage *self, const char *prefix, const RwStorageSpan *span, RwStorageFunc func,
                 gpointer data, GError **error)
{
  return RW_STORAGE_GET_IFACE (self)->each (self, prefix, span, func, data, error);
}

static gboolean
add_key (const char *key, gpointer keys, GError **error G_GNUC_UNUSED)
{
  g_ptr_array_add (keys, g_strdup (key));
  return TRUE;
}

GPtrArray *
rw_storage_list (RwStorage *self, const char *prefix, gint64 before, GError **error)
{
  const RwStorageSpan span = { G_MININT64, before };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  return rw_storage_each (self, prefix, &span, add_key, keys, error) ? g_steal_pointer (&keys)
                                                                     : NULL;
}

gboolean
rw_storage_check (RwStorage *self, GError **error)
{
  RwStorageInterface *interface = RW_STORAGE_GET_IFACE (self);

  return interface->check == NULL || interface->check (self, error);
}
