/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-storage.h"

#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>

#define ID     "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e"
#define TENANT "2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90" /* of "alice" */

static void
test_dup_key (void)
{
  g_autofree char *input = rw_storage_dup_key ("alice", ID, 0);
  g_autofree char *result = rw_storage_dup_key ("alice", ID, 12);
  g_autofree char *evil = rw_storage_dup_key ("../../etc", ID, 0);
  g_autofree char *evil_id = rw_storage_dup_job_id (evil);

  g_assert_cmpstr (input, ==, "inputs/" TENANT "/" ID ".csv");
  g_assert_cmpstr (result, ==, "results/" TENANT "/" ID "-12.csv");
  g_assert_cmpstr (evil_id, ==, ID);
}

static void
test_dup_job_id (void)
{
  g_autofree char *input = rw_storage_dup_job_id ("inputs/" TENANT "/" ID ".csv");
  g_autofree char *result =
      rw_storage_dup_job_id ("results/" TENANT "/" ID "-9223372036854775807.csv");

  g_assert_cmpstr (input, ==, ID);
  g_assert_cmpstr (result, ==, ID);
}

static const char *const refused[] = {
  "",
  "/",
  "//",
  "signing-key",
  "spool/" TENANT "/" ID ".csv",
  "inputs/" TENANT "/" ID,
  "inputs/" TENANT "/" ID ".csv/",
  "inputs/" TENANT "/" ID ".csv\n",
  "inputs/" TENANT "/" ID ".CSV",
  "inputs/" TENANT "/" ID "-1.csv",
  "inputs/" TENANT "/" ID "x.csv",
  "inputs/" TENANT "/.csv",
  "inputs/" TENANT "//" ID ".csv",
  "inputs/" TENANT "/../" ID ".csv",
  "inputs/../" ID ".csv",
  "/inputs/" TENANT "/" ID ".csv",
  "./inputs/" TENANT "/" ID ".csv",
  "inputs/" TENANT "0/" ID ".csv",
  "inputs/2BD806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90/" ID ".csv",
  "inputs/" TENANT "/9C2E4AD5-0b6f-4a6e-9d4e-1f2a3b4c5d6e.csv",
  "inputs/" TENANT "/9c2e4ad500b6f-4a6e-9d4e-1f2a3b4c5d6e.csv",
  "results/" TENANT "/" ID ".csv",
  "results/" TENANT "/" ID "-0.csv",
  "results/" TENANT "/" ID "-01.csv",
  "results/" TENANT "/" ID "-.csv",
  "results/" TENANT "/" ID "--1.csv",
  "results/" TENANT "/" ID "-+1.csv",
  "results/" TENANT "/" ID "-1x.csv",
  "results/" TENANT "/" ID "- 1.csv",
  "results/" TENANT "/" ID "-9223372036854775808.csv",
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_null (rw_storage_dup_job_id (refused[i]));
      g_assert_false (rw_storage_is_key (refused[i]));
    }
}

static void
test_is_key (void)
{
  g_autofree char *job = rw_storage_dup_key ("alice", ID, 3);
  g_autofree char *model = rw_storage_dup_model_key (TENANT);

  g_assert_cmpstr (model, ==, "models/" TENANT);
  g_assert_true (rw_storage_is_key (job));
  g_assert_true (rw_storage_is_key (model));
  g_assert_true (rw_storage_is_key ("models/CURRENT"));
  g_assert_false (rw_storage_is_key ("models/"));
  g_assert_false (rw_storage_is_key ("models/current"));
  g_assert_false (rw_storage_is_key ("models/CURRENT/"));
  g_assert_false (rw_storage_is_key ("models/" TENANT ".json"));
  g_assert_false (rw_storage_is_key ("models/../" TENANT));
  g_assert_false (rw_storage_is_key (TENANT));
}

static RwStorageFile *
file_new (const char *path, gboolean is_copy)
{
  RwStorageFile *file = g_new (RwStorageFile, 1);

  *file = (RwStorageFile){ g_strdup (path), is_copy };
  return file;
}

static void
test_file (void)
{
  g_autofree char *path = rw_test_write ("file.csv", RW_TEST_BYTES ("a,b\n"));

  rw_storage_file_free (file_new (path, FALSE));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  rw_storage_file_free (file_new (path, TRUE));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/dup-key", test_dup_key);
  g_test_add_func ("/storage/dup-job-id", test_dup_job_id);
  g_test_add_func ("/storage/refused", test_refused);
  g_test_add_func ("/storage/is-key", test_is_key);
  g_test_add_func ("/storage/file", test_file);
  return g_test_run ();
}
