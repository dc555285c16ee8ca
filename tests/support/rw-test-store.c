/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-store.h"

#include "rw-model-store.h"
#include "rw-test.h"

/* Where models are is found out once in a process. */
static void
run (gconstpointer data)
{
  const RwTestStoreCase *one = data;
  g_autofree char *folder = rw_model_store_dup_folder ();

  rw_test_remove (folder);
  one->func ();
}

int
rw_test_store_main (int argc, char **argv, const RwTestStoreCase *cases, guint n)
{
  g_autofree char *data = rw_test_dup_path ("data");

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++)
    g_test_add_data_func (cases[i].path, &cases[i], run);
  return g_test_run ();
}
