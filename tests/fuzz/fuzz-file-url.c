/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of files: lines of key, time, name and signature that nobody signed are bad, and no key
 * that is taken for one of ours leads anywhere else. */
#include "rw-folder-storage.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static char *folder;
static RwStorage *storage;

static void
remove_folder (void)
{
  const char *const names[] = { "inputs", "results", "spool", "signing-key", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_remove (path);
    }
  g_clear_object (&storage);
  g_clear_pointer (&folder, g_free);
}

static void
open_storage (void)
{
  folder = g_dir_make_tmp ("rw-fuzz-XXXXXX", NULL);
  storage = rw_folder_storage_open (folder, NULL, NULL);
  g_assert_nonnull (storage);
  atexit (remove_folder);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) parts = g_strsplit (text, "\n", 4);

  if (storage == NULL)
    open_storage ();
  if (g_strv_length (parts) < 4)
    return 0;
  g_autofree char *id = rw_storage_dup_job_id (parts[0]);
  g_assert_true (id == NULL || (strstr (parts[0], "..") == NULL && parts[0][0] != '/'));
  g_assert_cmpint (rw_folder_storage_check_url (RW_FOLDER_STORAGE (storage), parts[0], parts[1],
                                                parts[2], parts[3]),
                   ==, RW_URL_BAD);
  return 0;
}
