/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-memory.h"

#include "rw-error.h"
#include "rw-mapping-file.h"
#include "rw-name.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "retainwise", "mappings", NULL);
}

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The SHA-256 of the label and the folded names, sorted, each with its NUL. */
static char *
dup_path (const RwManifest *manifest, const GPtrArray *names)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = dup_folder ();

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (folded, rw_name_fold (names->pdata[i]));
  g_ptr_array_sort (folded, compare_texts_cb);
  g_ptr_array_insert (folded, 0, g_strdup (manifest->label != NULL ? manifest->label : ""));
  for (guint i = 0; i < folded->len; i++)
    g_checksum_update (checksum, folded->pdata[i], (gssize) strlen (folded->pdata[i]) + 1);
  g_autofree char *name = g_strconcat (g_checksum_get_string (checksum), ".json", NULL);
  return g_build_filename (folder, name, NULL);
}

RwMapping *
rw_mapping_memory_load (const RwManifest *manifest, const GPtrArray *names)
{
  g_autofree char *path = dup_path (manifest, names);
  g_autoptr (RwMapping) given = rw_mapping_file_load (path, NULL, NULL);
  g_autoptr (RwMapping) fitting =
      given != NULL ? rw_mapping_match (manifest, names, given, NULL) : NULL;

  if (fitting == NULL)
    return NULL;
  utime (path, NULL); /* it was used now */
  return g_steal_pointer (&given);
}

typedef struct
{
  char *path;
  gint64 used; /* ns since 1970 */
} Remembered;

static void
clear_remembered (gpointer data)
{
  g_free (((Remembered *) data)->path);
}

static int
compare_used_cb (gconstpointer a, gconstpointer b)
{
  const Remembered *x = a;
  const Remembered *y = b;

  return (x->used < y->used) - (x->used > y->used);
}

/* Removes the files that were not used for longest. */
static void
forget_old (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Remembered));
  const char *name = NULL;

  g_array_set_clear_func (all, clear_remembered);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;
      if (!g_str_has_suffix (name, ".json") || stat (path, &info) != 0)
        continue;
      gint64 used = (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
      Remembered remembered = { g_steal_pointer (&path), used };
      g_array_append_val (all, remembered);
    }
  g_array_sort (all, compare_used_cb);
  for (guint i = RW_MAPPING_MEMORY_MAX; i < all->len; i++)
    g_unlink (g_array_index (all, Remembered, i).path);
}

static gboolean
forget (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  return rw_error_set_errno (error, RW_ERROR_FILE, errno, path);
}

gboolean
rw_mapping_memory_save (const RwManifest *manifest, const GPtrArray *names, const RwMapping *given,
                        GError **error)
{
  g_autofree char *path = dup_path (manifest, names);
  g_autofree char *folder = dup_folder ();

  if (given->inputs->len == 0 && given->id == NULL)
    return forget (path, error);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return rw_error_set_errno (error, RW_ERROR_FILE, errno, folder);
  g_autoptr (RwOutput) output = rw_output_open (path, error);
  if (output == NULL || !rw_mapping_file_save (given, output, error))
    return FALSE;
  forget_old (folder);
  return TRUE;
}
