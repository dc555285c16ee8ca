/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-tokens.h"

#include "rw-database.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

/* test-tokens.c has what all stores of tokens have in common. */

/* Who reads the file cannot use what is in it. */
static void
test_hashed (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  RwTokens *tokens = rw_sqlite_tokens_open (path, NULL);
  g_autofree char *token = rw_tokens_add (tokens, "ana", NULL, NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_object_unref (tokens);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_nonnull (memmem (content, length, "ana", 3));
  g_assert_null (memmem (content, length, token + 4, strlen (token) - 4));
}

static void
test_broken (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (RwTokens) tokens = rw_sqlite_tokens_open (path, NULL);
  const char *const none[] = { "", NULL };
  g_autoptr (RwDatabase) database = rw_database_open (path, none, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rw_database_run (database, NULL, "DROP TABLE tokens", ""), >=, 0);
  g_assert_null (rw_tokens_add (tokens, "ana", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
  g_assert_false (rw_tokens_remove (tokens, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
  g_assert_null (rw_tokens_list (tokens, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
  g_assert_null (rw_tokens_find_user (tokens, "rwt_", &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
  g_assert_null (rw_sqlite_tokens_open ("/dev/null/x", &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sqlite-tokens/hashed", test_hashed);
  g_test_add_func ("/sqlite-tokens/broken", test_broken);
  return g_test_run ();
}
