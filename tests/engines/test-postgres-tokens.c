/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-tokens.h"

#include "rw-test-postgres.h"
#include "rw-test.h"

#include <locale.h>

/* test-tokens.c has what all stores of tokens have in common. */

/* Who reads the database cannot use what is in it. */
static void
test_hashed (void)
{
  g_autofree char *uri = rw_test_postgres_dup_tables ();
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);
  g_autoptr (RwTokens) tokens = rw_postgres_tokens_new (pool);
  g_autofree char *token = rw_tokens_add (tokens, "ana", NULL, NULL);
  g_autofree char *script =
      g_strdup_printf ("SELECT count (*) FROM tokens WHERE tokens::text LIKE '%%ana%%' AND "
                       "position ('%s' IN tokens::text) = 0",
                       token + 4);

  g_assert_cmpint (rw_test_postgres_ask (uri, script), ==, 1);
}

/* Another server knows at once that a token is worthless. */
static void
test_shared (void)
{
  g_autofree char *uri = rw_test_postgres_dup_tables ();
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);
  g_autoptr (RwPostgresPool) other_pool = rw_test_postgres_pool (uri);
  g_autoptr (RwTokens) tokens = rw_postgres_tokens_new (pool);
  g_autoptr (RwTokens) other = rw_postgres_tokens_new (other_pool);
  g_autofree char *token = rw_tokens_add (tokens, "ana", NULL, NULL);
  g_autofree char *user = rw_tokens_find_user (other, token, NULL);

  g_assert_cmpstr (user, ==, "ana");
  g_assert_true (rw_tokens_remove (tokens, 1, NULL));
  g_assert_null (rw_tokens_find_user (other, token, NULL));
}

static void
test_broken (void)
{
  g_autofree char *uri = rw_test_postgres_dup_tables ();
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);
  g_autoptr (RwTokens) tokens = rw_postgres_tokens_new (pool);
  g_autoptr (GError) error = NULL;

  rw_test_postgres_ask (uri, "DROP TABLE tokens");
  g_assert_null (rw_tokens_add (tokens, "ana", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
  g_assert_false (rw_tokens_remove (tokens, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
  g_assert_null (rw_tokens_list (tokens, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
  g_assert_null (rw_tokens_find_user (tokens, "rwt_", &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "tokens");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-tokens/hashed", test_hashed);
  g_test_add_func ("/postgres-tokens/shared", test_shared);
  g_test_add_func ("/postgres-tokens/broken", test_broken);
  return g_test_run ();
}
