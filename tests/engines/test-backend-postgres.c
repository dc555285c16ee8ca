/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-backend.h"

#include "rw-test-postgres.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

#define COUNT_CONNECTIONS                                                                          \
  "SELECT count (*) FROM pg_stat_activity "                                                        \
  "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid ()"

/* Jobs and tokens share their connections. */
static void
test_shared (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autofree char *uri = rw_test_postgres_dup_tables ();
  RwConfig config = { .database_uri = uri };
  g_autoptr (GError) error = NULL;
  RwBackend *backend = rw_backend_open (folder, &config, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RwTokens) tokens = rw_backend_open_tokens (folder, &config, backend, &error);
  g_assert_no_error (error);
  g_autofree char *token = rw_tokens_add (tokens, "ana", NULL, &error);
  g_autofree char *id = rw_test_create_job (backend->jobs);

  g_assert_nonnull (token);
  g_assert_cmpint (rw_test_postgres_ask (uri, COUNT_CONNECTIONS), ==, 1);
  rw_backend_free (backend);
  g_autofree char *user = rw_tokens_find_user (tokens, token, &error);
  g_assert_cmpstr (user, ==, "ana");
}

/* Who needs only tokens opens nothing else. */
static void
test_tokens (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autofree char *uri = rw_test_postgres_dup_tables ();
  RwConfig config = { .database_uri = uri };
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTokens) tokens = rw_backend_open_tokens (folder, &config, NULL, &error);
  g_autoptr (GPtrArray) list = rw_tokens_list (tokens, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Tables of another version are not touched. */
static void
test_versions (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autofree char *uri = rw_test_postgres_dup_place (0);
  RwConfig config = { .database_uri = uri };
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_backend_open (folder, &config, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "database migrate");
  g_assert_null (rw_backend_open_tokens (folder, &config, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "database migrate");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backend-postgres/shared", test_shared);
  g_test_add_func ("/backend-postgres/tokens", test_tokens);
  g_test_add_func ("/backend-postgres/versions", test_versions);
  return g_test_run ();
}
