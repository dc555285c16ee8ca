/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-report.h"

#include <locale.h>

/* That all of it is freed, and nothing need be there, is for AddressSanitizer to see. */
static void
test_free (void)
{
  g_autoptr (RwJobReport) full = g_new0 (RwJobReport, 1);
  g_autoptr (RwJobReport) empty = g_new0 (RwJobReport, 1);

  full->id = g_strdup ("id");
  full->word = g_strdup ("QUEUED");
  full->error = g_strdup ("error");
  full->model_sha256 = g_strdup ("model");
  full->result_sha256 = g_strdup ("result");
  g_assert_null (empty->id);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-report/free", test_free);
  return g_test_run ();
}
