/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-letters.h"

#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

/* test-jobs-letters.c has what all stores of jobs have in common. */

static RwDatabase *
open_database (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (GError) error = NULL;
  RwDatabase *database = rw_database_open (path, rw_sqlite_schema, &error);

  g_assert_no_error (error);
  return database;
}

static void
test_broken (void)
{
  g_autoptr (RwDatabase) database = open_database ();
  g_autoptr (GError) error = NULL;
  char text[] = "x";
  RwDeadLetter letter = { text, text, text, text, 1 };

  rw_database_run (database, NULL, "DROP TABLE letters", "");
  g_assert_false (rw_sqlite_letters_note (database, &letter, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "letters");
  g_assert_null (rw_sqlite_letters_list (database, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "letters");
  g_assert_false (rw_sqlite_letters_remove (database, "x", &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "letters");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sqlite-letters/broken", test_broken);
  return g_test_run ();
}
