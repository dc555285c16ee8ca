/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-refusal.h"

#include "rw-test.h"

static void
test_status (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_refuse (&error, 404, "There is no such job."));
  g_assert_cmpuint (rw_refusal_get_status (error), ==, 404);
  g_assert_cmpstr (error->message, ==, "There is no such job.");
}

/* A fault of ours is nobody else's business. */
static void
test_fault (void)
{
  g_autoptr (GError) error = g_error_new_literal (RW_ERROR, RW_ERROR_DATABASE, "The disk is full.");

  g_assert_cmpuint (rw_refusal_get_status (error), ==, 503);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refusal/status", test_status);
  g_test_add_func ("/refusal/fault", test_fault);
  return g_test_run ();
}
