/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-storage.h"

G_BEGIN_DECLS

/**
 * RwFolderStorage: RwStorage in a folder of this computer, which other processes may use too.
 * Fetching a file gives the file itself. Addresses are signed: whoever serves them asks
 * rw_folder_storage_check_url().
 */
#define RW_TYPE_FOLDER_STORAGE (rw_folder_storage_get_type ())
G_DECLARE_FINAL_TYPE (RwFolderStorage, rw_folder_storage, RW, FOLDER_STORAGE, GObject)

typedef enum
{
  RW_URL_VALID,
  RW_URL_EXPIRED, /* it was valid */
  RW_URL_BAD,     /* not made by us, or changed */
} RwUrlResult;

/* Opens or makes @folder (mode 0700). @base_url: what addresses begin with, without a slash at its
 * end; NULL: with their path. Errors: RW_ERROR_FILE. */
RwStorage *rw_folder_storage_open (const char *folder, const char *base_url, GError **error);

/* The parts of an address, decoded. Any may be NULL, which is bad. */
RwUrlResult rw_folder_storage_check_url (RwFolderStorage *self, const char *key,
                                         const char *expires, const char *name,
                                         const char *signature);

G_END_DECLS
