/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-shelf.h"

#include "rw-folder-storage.h"
#include "rw-test-model.h"
#include "rw-test-s3.h"
#include "rw-test-service.h"
#include "rw-test.h"

/* What is kept until the end. */
static GPtrArray *stores;

static RwStorage *
open_s3 (void)
{
  RwTestS3 *s3 = rw_test_s3_new (RW_TEST_S3_PROXY);

  g_ptr_array_add (stores, s3);
  return s3->storage;
}

static RwStorage *
open_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = rw_test_dup_new_path ();
  RwStorage *storage = rw_folder_storage_open (folder, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (stores, storage);
  return storage;
}

RwStorage *
rw_test_shelf_storage (void)
{
  if (stores == NULL)
    stores = g_ptr_array_new ();
  return g_getenv ("RW_TEST_S3_PROXY") != NULL ? open_s3 () : open_folder ();
}

GBytes *
rw_test_shelf_model (guint number)
{
  json_auto_t *root = rw_test_parse_model ();
  g_autofree char *score = g_strdup_printf ("\"%uE-2\"", 10 + number);

  rw_test_set (root, RW_TEST_PARAMETERS "base_score", score);
  return rw_test_dump (root, TRUE);
}

void
rw_test_shelf_spoil (RwStorage *storage, const char *sha256, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = rw_storage_dup_model_key (sha256);
  g_autofree char *path = rw_storage_dup_spool_path (storage, &error);

  g_assert_no_error (error);
  rw_test_overwrite (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (rw_storage_store (storage, key, path, NULL, &error));
  g_assert_no_error (error);
}
