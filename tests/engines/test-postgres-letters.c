/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-letters.h"

#include "rw-test-postgres.h"
#include "rw-test.h"

#include <locale.h>

/* test-jobs-letters.c has what all stores of jobs have in common. */

static void
test_broken (void)
{
  g_autofree char *uri = rw_test_postgres_dup_tables ();
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);
  g_autoptr (GError) error = NULL;
  char text[] = "x";
  RwDeadLetter letter = { text, text, text, text, 1 };

  rw_test_postgres_ask (uri, "DROP TABLE letters");
  g_assert_false (rw_postgres_letters_note (pool, &letter, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "letters");
  g_assert_null (rw_postgres_letters_list (pool, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "letters");
  g_assert_false (rw_postgres_letters_remove (pool, "x", &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "letters");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-letters/broken", test_broken);
  return g_test_run ();
}
