/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-tokens.h"

#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

static char *
add (RwTokens *tokens, const char *user, const char *note)
{
  g_autoptr (GError) error = NULL;
  char *token = rw_tokens_add (tokens, user, note, &error);

  g_assert_no_error (error);
  return token;
}

static void
check_user (RwTokens *tokens, const char *token, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *user = rw_tokens_find_user (tokens, token, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (user, ==, expected);
}

/* 32 bytes are 43 letters, and no two are the same. */
static void
test_form (void)
{
  g_autofree char *place = rw_test_dup_tokens_place ();
  g_autoptr (RwTokens) tokens = rw_test_open_tokens (place);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      char *token = add (tokens, "ana", NULL);
      g_assert_true (g_regex_match_simple ("^rwt_[A-Za-z0-9_-]{43}$", token, 0, 0));
      g_assert_true (g_hash_table_add (seen, token));
    }
}

/* Another program that opens the file finds them; a changed token is nobody's. */
static void
test_users (void)
{
  g_autofree char *place = rw_test_dup_tokens_place ();
  RwTokens *tokens = rw_test_open_tokens (place);
  g_autofree char *anas = add (tokens, "ana", "laptop");
  g_autofree char *bens = add (tokens, "ben@example.com", NULL);

  g_object_unref (tokens);
  tokens = rw_test_open_tokens (place);
  check_user (tokens, anas, "ana");
  check_user (tokens, bens, "ben@example.com");
  anas[strlen (anas) - 2] ^= 1;
  check_user (tokens, anas, NULL);
  check_user (tokens, "", NULL);
  check_user (tokens, "rwt_", NULL);
  g_object_unref (tokens);
}

static void
test_list (void)
{
  g_autofree char *place = rw_test_dup_tokens_place ();
  g_autoptr (RwTokens) tokens = rw_test_open_tokens (place);
  g_autofree char *first = add (tokens, "ana", "laptop");
  g_autofree char *second = add (tokens, "ana", NULL);
  g_autoptr (GPtrArray) all = rw_tokens_list (tokens, NULL);
  g_autoptr (GError) error = NULL;
  const RwTokenInfo *info = all->pdata[0];

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (info->note, ==, "laptop");
  g_assert_true (rw_tokens_remove (tokens, info->number, &error));
  check_user (tokens, first, NULL);
  check_user (tokens, second, "ana");
  g_assert_false (rw_tokens_remove (tokens, info->number, &error));
  g_assert_no_error (error);
}

static void
test_names (void)
{
  g_autofree char *place = rw_test_dup_tokens_place ();
  g_autoptr (RwTokens) tokens = rw_test_open_tokens (place);
  g_autofree char *longest = g_strnfill (128, 'a');
  g_autofree char *too_long = g_strnfill (129, 'a');
  const char *const refused[] = { "", "two words", "line\n", "ünsafe", too_long };
  g_autofree char *token = add (tokens, longest, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_tokens_add (tokens, refused[i], NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, "without blanks");
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokens/form", test_form);
  g_test_add_func ("/tokens/users", test_users);
  g_test_add_func ("/tokens/list", test_list);
  g_test_add_func ("/tokens/names", test_names);
  return g_test_run ();
}
