/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-key-columns.h"

#include "rw-test-model.h"
#include "rw-test.h"

static const char *
get_name (RwTable *table, const GArray *columns, guint i)
{
  return rw_column_get_name (rw_table_get_column (table, g_array_index (columns, guint, i)));
}

/* The name first, then each of the most important inputs. */
static void
test_pick (void)
{
  g_autofree char *text = rw_test_read_sample (100);
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);
  g_autoptr (GArray) columns = rw_key_columns_pick (table, model, mapping, 5);
  g_autoptr (GArray) ranked = rw_model_rank_inputs (model);

  g_assert_cmpuint (columns->len, ==, 6);
  g_assert_cmpstr (get_name (table, columns, 0), ==, "customerID");
  for (guint i = 0; i < 5; i++)
    {
      guint input = g_array_index (ranked, guint, i);
      const RwInput *expected = rw_model_get_manifest (model)->inputs->pdata[input];
      g_assert_cmpstr (get_name (table, columns, i + 1), ==, expected->name);
    }
}

/* There are no more than the model has, and none that the file lacks. */
static void
test_few (void)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("tenure,Contract\n1,a\n2,b\n"));
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);
  g_autoptr (GArray) columns = rw_key_columns_pick (table, model, mapping, 50);

  g_assert_cmpuint (columns->len, ==, 2);
  g_assert_cmpstr (get_name (table, columns, 0), ==, "tenure");
  g_assert_cmpstr (get_name (table, columns, 1), ==, "Contract");
}

/* Columns that the model reads under other names, behind the one that it calls the customer's. */
static void
test_other_names (void)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwTable) table =
      rw_test_load_for (model, "note,months,CONTRACT,customer name\nx y,1,One year,a\n");
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);
  g_autoptr (GArray) columns = rw_key_columns_pick (table, model, mapping, 5);

  g_assert_cmpuint (columns->len, ==, 3);
  g_assert_cmpstr (get_name (table, columns, 0), ==, "customer name");
  g_assert_cmpstr (get_name (table, columns, 1), ==, "CONTRACT");
  g_assert_cmpstr (get_name (table, columns, 2), ==, "months");
}

/* Those of the file where no model says which matter. */
static void
test_no_model (void)
{
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("a,b,c,d\n1,2,x y,4\n"));
  g_autoptr (GArray) columns = rw_key_columns_pick (table, NULL, NULL, 2);
  guint name = rw_key_columns_find_name (table, NULL);

  g_assert_cmpuint (columns->len, ==, 3);
  g_assert_cmpuint (g_array_index (columns, guint, 0), ==, name);
  g_assert_cmpstr (get_name (table, columns, 1), ==, name == 0 ? "b" : "a");
}

/* The first column where none is of texts. */
static void
test_no_texts (void)
{
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("a,b\n1,2\n"));

  g_assert_cmpuint (rw_key_columns_find_name (table, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-columns/pick", test_pick);
  g_test_add_func ("/key-columns/few", test_few);
  g_test_add_func ("/key-columns/other-names", test_other_names);
  g_test_add_func ("/key-columns/no-model", test_no_model);
  g_test_add_func ("/key-columns/no-texts", test_no_texts);
  return g_test_run ();
}
