/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-storage.h"

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

static gboolean
is_tenant (const char *text)
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

  if (g_strv_length (parts) != 3 || !is_tenant (parts[1]) || !g_str_has_suffix (parts[2], ".csv"))
    return NULL;
  parts[2][strlen (parts[2]) - strlen (".csv")] = '\0';
  g_autofree char *id = g_strndup (parts[2], UUID_LENGTH);
  const char *rest = parts[2] + strlen (id);
  gboolean good = (g_str_equal (parts[0], "inputs") && *rest == '\0') ||
                  (g_str_equal (parts[0], "results") && is_attempt (rest));
  return good && is_id (id) ? g_steal_pointer (&id) : NULL;
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
  return RW_STORAGE_GET_IFACE (self)->store (self, key, path, cancellable, error);
}

RwStorageFile *
rw_storage_fetch (RwStorage *self, const char *key, GCancellable *cancellable, GError **error)
{
  return RW_STORAGE_GET_IFACE (self)->fetch (self, key, cancellable, error);
}

gboolean
rw_storage_remove (RwStorage *self, const char *key, GError **error)
{
  return RW_STORAGE_GET_IFACE (self)->remove (self, key, error);
}

char *
rw_storage_dup_url (RwStorage *self, const char *key, const char *name, gint64 expires_at,
                    GError **error)
{
  return RW_STORAGE_GET_IFACE (self)->dup_url (self, key, name, expires_at, error);
}

GPtrArray *
rw_storage_list (RwStorage *self, const char *prefix, gint64 before, GError **error)
{
  return RW_STORAGE_GET_IFACE (self)->list (self, prefix, before, error);
}
