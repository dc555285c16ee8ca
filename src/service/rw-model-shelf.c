/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-shelf.h"

#include "rw-clock.h"
#include "rw-error.h"
#include "rw-output.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define DIGITS     64
#define MIN_DIGITS 6

/* Uses that are remembered, and the largest list that is read. */
#define MAX_USES  100
#define MAX_BYTES (64 * 1024)

/* What the list is while the model that ships is in use again. Who publishes need not be allowed to
 * remove anything. */
#define SHIPPED "shipped\n"

void
rw_model_use_free (RwModelUse *use)
{
  g_free (use->sha256);
  g_free (use->since);
  g_free (use);
}

static RwModelUse *
use_new (const char *sha256, const char *since)
{
  RwModelUse *use = g_new (RwModelUse, 1);

  *use = (RwModelUse){ g_strdup (sha256), g_strdup (since) };
  return use;
}

static GPtrArray *
uses_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rw_model_use_free);
}

static gboolean
is_whole_sha256 (const char *text)
{
  return strlen (text) == DIGITS && strspn (text, "0123456789abcdef") == DIGITS;
}

/* NULL: the line is none of ours. */
static RwModelUse *
parse_use (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 2);
  gint64 time = 0;

  if (g_strv_length (parts) != 2 || !is_whole_sha256 (parts[0]) ||
      !rw_clock_parse (parts[1], &time))
    return NULL;
  return use_new (parts[0], parts[1]);
}

static GPtrArray *
parse_uses (const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);
  g_autoptr (GPtrArray) uses = uses_new ();

  if (g_str_equal (text, SHIPPED))
    return g_steal_pointer (&uses);
  for (guint i = 0; i + 1 < n; i++)
    {
      RwModelUse *use = parse_use (lines[i]);
      if (use == NULL)
        break;
      g_ptr_array_add (uses, use);
    }
  if (n >= 2 && uses->len == n - 1 && lines[n - 1][0] == '\0')
    return g_steal_pointer (&uses);
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
               _ ("“%s” in the storage does not say which model is in use. Publish one again."),
               RW_STORAGE_CURRENT);
  return NULL;
}

static GPtrArray *
read_uses (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size > MAX_BYTES)
    return parse_uses ("", error);
  if (!g_file_get_contents (path, &text, &length, NULL))
    return parse_uses ("", error);
  return parse_uses (strlen (text) == length ? text : "", error);
}

/* TRUE: it is not there; else @error is left. */
static gboolean
is_missing (RwStorage *storage, const char *key, GError **error)
{
  g_autoptr (GPtrArray) keys = g_error_matches (*error, RW_ERROR, RW_ERROR_FILE)
                                   ? rw_storage_list (storage, key, G_MAXINT64, NULL)
                                   : NULL;

  if (keys == NULL || keys->len > 0)
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

GPtrArray *
rw_model_shelf_list_uses (RwStorage *storage, GCancellable *cancellable, GError **error)
{
  GError *reason = NULL;
  g_autoptr (RwStorageFile) file =
      rw_storage_fetch (storage, RW_STORAGE_CURRENT, cancellable, &reason);

  if (file != NULL)
    return read_uses (file->path, error);
  if (is_missing (storage, RW_STORAGE_CURRENT, &reason))
    return uses_new ();
  g_propagate_error (error, reason);
  return NULL;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
rw_model_shelf_list (RwStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) keys = rw_storage_list (storage, RW_STORAGE_MODELS, G_MAXINT64, error);
  GPtrArray *list = NULL;

  if (keys == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < keys->len; i++)
    if (!g_str_equal (keys->pdata[i], RW_STORAGE_CURRENT))
      g_ptr_array_add (list, g_strdup ((char *) keys->pdata[i] + strlen (RW_STORAGE_MODELS)));
  g_ptr_array_sort (list, compare);
  return list;
}

static RwStorageFile *
fetch (RwStorage *storage, const char *key, GCancellable *cancellable, GError **error)
{
  GError *reason = NULL;
  RwStorageFile *file = rw_storage_fetch (storage, key, cancellable, &reason);

  if (file != NULL)
    return file;
  if (is_missing (storage, key, &reason))
    g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                 _ ("No model with the SHA-256 %s was published. “model list” tells those that "
                    "were."),
                 key + strlen (RW_STORAGE_MODELS));
  else
    g_propagate_error (error, reason);
  return NULL;
}

GBytes *
rw_model_shelf_read (RwStorage *storage, const char *sha256, GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *key = rw_storage_dup_model_key (sha256);
  g_autoptr (RwStorageFile) file = fetch (storage, key, cancellable, error);
  g_autoptr (GBytes) bytes = file != NULL ? rw_model_read (file->path, cancellable, error) : NULL;

  if (bytes == NULL)
    return NULL;
  g_autofree char *found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_str_equal (found, sha256))
    return g_steal_pointer (&bytes);
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
               _ ("“%s” in the storage is damaged: its SHA-256 is %s. Publish the model again."),
               key, found);
  return NULL;
}

static gboolean
write_spool (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (RwOutput) output = rw_output_open (path, error);

  return output != NULL && rw_output_write_whole (output, bytes, error);
}

static gboolean
store (RwStorage *storage, const char *key, GBytes *bytes, GError **error)
{
  g_autofree char *path = rw_storage_dup_spool_path (storage, error);

  if (path == NULL)
    return FALSE;
  if (write_spool (path, bytes, error))
    return rw_storage_store (storage, key, path, NULL, error);
  g_unlink (path);
  return FALSE;
}

static gboolean
store_uses (RwStorage *storage, const GPtrArray *uses, GError **error)
{
  GString *text = g_string_new (uses->len > 0 ? NULL : SHIPPED);

  for (guint i = 0; i < MIN (uses->len, MAX_USES); i++)
    {
      const RwModelUse *use = uses->pdata[i];
      g_string_append_printf (text, "%s %s\n", use->sha256, use->since);
    }
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  return store (storage, RW_STORAGE_CURRENT, bytes, error);
}

/* A list that is damaged is begun anew: that is how it is mended. */
static gboolean
put_in_use (RwStorage *storage, const char *sha256, GError **error)
{
  GError *reason = NULL;
  g_autoptr (GPtrArray) uses = rw_model_shelf_list_uses (storage, NULL, &reason);
  g_autofree char *now = rw_clock_dup_text (rw_clock_now ());

  if (g_error_matches (reason, RW_ERROR, RW_ERROR_MODEL))
    {
      g_clear_error (&reason);
      uses = uses_new ();
    }
  if (uses == NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  const RwModelUse *last = uses->len > 0 ? uses->pdata[0] : NULL;
  if (last != NULL && g_str_equal (last->sha256, sha256))
    return TRUE;
  g_ptr_array_insert (uses, 0, use_new (sha256, now));
  return store_uses (storage, uses, error);
}

char *
rw_model_shelf_publish (RwStorage *storage, GBytes *bytes, GError **error)
{
  g_autoptr (RwModel) model = rw_model_load_bytes (bytes, error);

  if (model == NULL)
    return NULL;
  const char *sha256 = rw_model_get_sha256 (model);
  g_autofree char *key = rw_storage_dup_model_key (sha256);
  return store (storage, key, bytes, error) && put_in_use (storage, sha256, error)
             ? g_strdup (sha256)
             : NULL;
}

/* The SHA-256 that begins with @digits. */
static const char *
find (const GPtrArray *list, const char *digits, GError **error)
{
  const char *found = NULL;
  guint n = 0;

  for (guint i = 0; strlen (digits) >= MIN_DIGITS && i < list->len; i++)
    if (g_ascii_strncasecmp (list->pdata[i], digits, strlen (digits)) == 0)
      {
        found = list->pdata[i];
        n++;
      }
  if (n == 1)
    return found;
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
               n == 0 ? _ ("No published model begins with “%s”. “model list” tells them; at least "
                           "%d digits are needed.")
                      : _ ("Several published models begin with “%s”: give more than %d digits."),
               digits, MIN_DIGITS);
  return NULL;
}

static gboolean
check (RwStorage *storage, const char *sha256, GError **error)
{
  g_autoptr (GBytes) bytes = rw_model_shelf_read (storage, sha256, NULL, error);
  g_autoptr (RwModel) model = bytes != NULL ? rw_model_load_bytes (bytes, error) : NULL;

  return model != NULL;
}

char *
rw_model_shelf_use (RwStorage *storage, const char *digits, GError **error)
{
  g_autoptr (GPtrArray) list = rw_model_shelf_list (storage, error);
  const char *sha256 = list != NULL ? find (list, digits, error) : NULL;

  return sha256 != NULL && check (storage, sha256, error) && put_in_use (storage, sha256, error)
             ? g_strdup (sha256)
             : NULL;
}

gboolean
rw_model_shelf_roll_back (RwStorage *storage, char **sha256, GError **error)
{
  g_autoptr (GPtrArray) uses = rw_model_shelf_list_uses (storage, NULL, error);

  *sha256 = NULL;
  if (uses == NULL)
    return FALSE;
  if (uses->len == 0)
    {
      g_set_error_literal (error, RW_ERROR, RW_ERROR_MODEL,
                           _ ("No published model is in use: there is none to go back to."));
      return FALSE;
    }
  g_ptr_array_remove_index (uses, 0);
  const RwModelUse *before = uses->len > 0 ? uses->pdata[0] : NULL;
  if ((before != NULL && !check (storage, before->sha256, error)) ||
      !store_uses (storage, uses, error))
    return FALSE;
  *sha256 = before != NULL ? g_strdup (before->sha256) : NULL;
  return TRUE;
}
