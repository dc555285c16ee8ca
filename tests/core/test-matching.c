/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-matching.h"

#include "rw-test-mapping.h"
#include "rw-test.h"

#include <string.h>

static RwTable *
load (RwMatching *matching, const char *text, GError **error)
{
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  RwTableOptions options = { .hint = rw_matching_hint, .hint_data = matching };

  matching->file = "a.csv";
  return rw_table_load (source, &options, NULL, NULL, error);
}

static void
assert_kind (RwTable *table, const char *name, RwColumnKind kind)
{
  g_assert_cmpint (rw_column_get_kind (rw_table_find_column (table, name)), ==, kind);
}

/* Columns are read as the inputs that they are found for. */
static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_auto (RwMatching) matching = { .manifest = manifest, .label = "left" };
  g_autoptr (RwTable) table = load (&matching, "Months,partner,left,n\nx,1,0,1\ny,0,1,2\n", &error);

  g_assert_no_error (error);
  assert_kind (table, "Months", RW_COLUMN_NUMBER);
  assert_kind (table, "partner", RW_COLUMN_CATEGORY);
  assert_kind (table, "left", RW_COLUMN_CATEGORY);
  assert_kind (table, "n", RW_COLUMN_NUMBER);
  g_assert_cmpstr (rw_mapping_find (matching.mapping, "tenure")->column, ==, "Months");
}

/* What may be the label is read as texts. */
static void
test_label_to_find (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (RwMatching) matching = { .finds_label = TRUE };
  g_autoptr (RwTable) table = load (&matching, "n,Exited,CHURN\n1,0,1\n2,1,0\n", &error);

  g_assert_no_error (error);
  assert_kind (table, "n", RW_COLUMN_NUMBER);
  assert_kind (table, "Exited", RW_COLUMN_CATEGORY);
  assert_kind (table, "CHURN", RW_COLUMN_CATEGORY);
}

/* A number and a category in one column, which somebody said: the texts are kept. */
static void
test_shared (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) given = rw_mapping_new ();
  g_auto (RwMatching) matching = { .manifest = manifest, .given = given };

  rw_mapping_give_column (given, "tenure", "a");
  rw_mapping_give_column (given, "Partner", "a");
  g_autoptr (RwTable) table = load (&matching, "a,b\n1,2\n0,3\n", &error);
  g_assert_no_error (error);
  assert_kind (table, "a", RW_COLUMN_CATEGORY);
}

static void
test_unsettled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_auto (RwMatching) matching = { .manifest = manifest };

  g_assert_null (load (&matching, "contrct,tenure\na,1\n", &error));
  rw_test_assert_error (&error, RW_ERROR_MISMATCH, "“Contract” may be “contrct”");
  matching.to_look_at = TRUE;
  g_autoptr (RwTable) table = load (&matching, "contrct,tenure\na,1\n", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rw_mapping_find (matching.mapping, "Contract")->match, ==, RW_MATCH_GUESS);
}

/* No model: nothing is matched. */
static void
test_no_model (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (RwMatching) matching = { 0 };
  g_autoptr (RwTable) table = load (&matching, "tenure,b\n1,2\n", &error);

  g_assert_no_error (error);
  g_assert_nonnull (table);
  g_assert_null (matching.mapping);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matching/kinds", test_kinds);
  g_test_add_func ("/matching/label-to-find", test_label_to_find);
  g_test_add_func ("/matching/shared", test_shared);
  g_test_add_func ("/matching/unsettled", test_unsettled);
  g_test_add_func ("/matching/no-model", test_no_model);
  return g_test_run ();
}
