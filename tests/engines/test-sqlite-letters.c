/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-letters.h"

#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

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
note (RwDatabase *database, const char *id, const char *receipt, gint64 died_at)
{
  g_autoptr (GError) error = NULL;
  RwDeadLetter letter = { (char *) id, (char *) "{}", (char *) "“because”", (char *) receipt,
                          died_at };

  g_assert_true (rw_sqlite_letters_note (database, &letter, &error));
  g_assert_no_error (error);
}

/* "id/receipt " for each letter. */
static void
assert_letters (RwDatabase *database, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) letters = rw_sqlite_letters_list (database, &error);
  g_autoptr (GString) shown = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < letters->len; i++)
    {
      const RwDeadLetter *letter = letters->pdata[i];
      g_string_append_printf (shown, "%s/%s ", letter->id, letter->receipt);
      g_assert_cmpstr (letter->body, ==, "{}");
      g_assert_cmpstr (letter->reason, ==, "“because”");
    }
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
test_oldest_first (void)
{
  g_autoptr (RwDatabase) database = open_database ();

  assert_letters (database, "");
  note (database, "a", "1", 20);
  note (database, "b", "2", 10);
  note (database, "c", "3", 20);
  assert_letters (database, "b/2 a/1 c/3 ");
}

static void
test_again (void)
{
  g_autoptr (RwDatabase) database = open_database ();

  note (database, "a", "old", 10);
  note (database, "b", "other", 20);
  note (database, "a", "new", 30);
  assert_letters (database, "b/other a/new ");
}

static void
test_remove (void)
{
  g_autoptr (RwDatabase) database = open_database ();
  g_autoptr (GError) error = NULL;

  note (database, "a", "1", 10);
  note (database, "b", "2", 20);
  g_assert_true (rw_sqlite_letters_remove (database, "a", &error));
  g_assert_false (rw_sqlite_letters_remove (database, "a", &error));
  g_assert_no_error (error);
  assert_letters (database, "b/2 ");
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
  g_test_add_func ("/sqlite-letters/oldest-first", test_oldest_first);
  g_test_add_func ("/sqlite-letters/again", test_again);
  g_test_add_func ("/sqlite-letters/remove", test_remove);
  g_test_add_func ("/sqlite-letters/broken", test_broken);
  return g_test_run ();
}
