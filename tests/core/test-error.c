/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test.h"

#include <errno.h>
#include <string.h>
#include <xgboost/c_api.h>

static void
test_errno (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_error_set_errno (&error, RW_ERROR_FILE, ENOSPC, "“a.csv” cannot be written"));
  g_assert_error (error, RW_ERROR, RW_ERROR_FILE);
  g_assert_cmpstr (error->message, ==, "“a.csv” cannot be written: No space left on device");
  g_assert_false (rw_error_set_errno (NULL, RW_ERROR_FILE, ENOSPC, "nobody asks"));
}

/* The reason is xgboost's: one line, without the place in its source and the stack. */
static void
assert_plain_reason (const char *message, const char *what)
{
  g_assert_true (g_str_has_prefix (message, what));
  const char *reason = message + strlen (what);
  g_assert_cmpuint (strlen (reason), >, 5);
  g_assert_null (strchr (reason, '\n'));
  g_assert_null (strstr (reason, ".cc:"));
  g_assert_null (strstr (reason, ".h:"));
  g_assert_null (strstr (reason, "Stack trace"));
  g_assert_cmpint (reason[0], !=, '[');
}

static void
test_xgboost_check (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("absent.json");
  BoosterHandle booster = NULL;

  g_assert_cmpint (XGBoosterCreate (NULL, 0, &booster), ==, 0);
  g_assert_cmpint (XGBoosterLoadModel (booster, path), !=, 0);
  g_assert_false (rw_error_set_xgboost (&error, RW_ERROR_MODEL, "The model cannot be read"));
  g_assert_error (error, RW_ERROR, RW_ERROR_MODEL);
  assert_plain_reason (error->message, "The model cannot be read: ");
  g_assert_nonnull (strstr (error->message, "absent.json"));
  g_assert_cmpint (XGBoosterFree (booster), ==, 0);
}

static void
test_xgboost_argument (void)
{
  g_autoptr (GError) error = NULL;
  BoosterHandle booster = NULL;

  g_assert_cmpint (XGBoosterCreate (NULL, 0, &booster), ==, 0);
  g_assert_cmpint (XGBoosterSetParam (booster, "max_depth", "deep"), ==, 0);
  g_assert_cmpint (XGBoosterBoostedRounds (booster, NULL), !=, 0);
  g_assert_false (rw_error_set_xgboost (&error, RW_ERROR_LIBRARY, "No rounds"));
  g_assert_error (error, RW_ERROR, RW_ERROR_LIBRARY);
  assert_plain_reason (error->message, "No rounds: ");
  g_assert_cmpint (XGBoosterFree (booster), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/errno", test_errno);
  g_test_add_func ("/error/xgboost-check", test_xgboost_check);
  g_test_add_func ("/error/xgboost-argument", test_xgboost_argument);
  return g_test_run ();
}
