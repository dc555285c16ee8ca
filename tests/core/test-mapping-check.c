/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-check.h"

#include "rw-test-model.h"
#include "rw-test.h"

/* What somebody gave is read from a table of this text. */
static RwMappingCheck *
check (RwModel *model, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);
  RwMappingCheck *made = rw_mapping_check_new (table, model, mapping, NULL, &error);

  g_assert_no_error (error);
  return made;
}

/* The check of the model's input @name. */
static const RwInputCheck *
get (RwModel *model, const RwMappingCheck *made, const char *name)
{
  const GPtrArray *inputs = rw_model_get_manifest (model)->inputs;

  for (guint i = 0; i < inputs->len; i++)
    if (g_str_equal (((const RwInput *) inputs->pdata[i])->name, name))
      return &g_array_index (made->inputs, RwInputCheck, i);
  g_assert_not_reached ();
}

static void
test_covered (void)
{
  g_autofree char *text = rw_test_read_sample (300);
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwMappingCheck) made = check (model, text);
  const RwInputCheck *contract = get (model, made, "Contract");
  const RwTextCheck *first = contract->texts->pdata[0];

  g_assert_cmpuint (made->n_found, ==, 19);
  g_assert_cmpuint (made->n_needed, ==, 0);
  g_assert_cmpfloat_with_epsilon (made->importance, 1, 1e-9);
  g_assert_true (contract->is_judged);
  g_assert_cmpuint (contract->n_values, ==, 300);
  g_assert_cmpuint (contract->n_fitting, ==, 300);
  g_assert_cmpuint (contract->n_texts, ==, 3);
  g_assert_cmpstr (first->text, ==, "Month-to-month");
  g_assert_cmpstr (first->level, ==, "Month-to-month");
  g_assert_cmpint (first->match, ==, RW_MATCH_EXACT);
}

static void
test_texts (void)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwMappingCheck) made =
      check (model, "contract,tenure\nweekly,1\nONE YEAR,2\nweekly,3\nTwo year,\n,5\nweekly,6\n");
  const RwInputCheck *contract = get (model, made, "Contract");
  const RwTextCheck *weekly = contract->texts->pdata[0];
  const RwTextCheck *year = contract->texts->pdata[1];

  g_assert_cmpuint (contract->n_values, ==, 5);
  g_assert_cmpuint (contract->n_fitting, ==, 2);
  g_assert_cmpuint (contract->n_texts, ==, 3);
  g_assert_cmpstr (weekly->text, ==, "weekly");
  g_assert_cmpuint (weekly->count, ==, 3);
  g_assert_cmpint (weekly->match, ==, RW_MATCH_NONE);
  g_assert_null (weekly->level);
  g_assert_cmpstr (year->text, ==, "ONE YEAR");
  g_assert_cmpint (year->match, ==, RW_MATCH_SIMILAR);
  g_assert_cmpstr (year->level, ==, "One year");
  g_assert_cmpuint (get (model, made, "tenure")->n_values, ==, 5);
}

/* Numbers outside the training data's range, in a unit that is offered; a given factor is none. */
static void
test_numbers (void)
{
  static const char text[] = "tenure,MonthlyCharges\n900,20\n30,7000\n1200,8000\nx,9000\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwMappingCheck) made = check (model, text);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (GPtrArray) names = rw_table_list_names (table);
  g_autoptr (RwMapping) given = rw_mapping_new ();

  g_assert_true (get (model, made, "tenure")->is_judged);
  g_assert_cmpuint (get (model, made, "tenure")->n_values, ==, 3);
  g_assert_cmpuint (get (model, made, "tenure")->n_fitting, ==, 1);
  g_assert_cmpint (get (model, made, "tenure")->unit, ==, RW_UNIT_DAYS);
  g_assert_cmpuint (get (model, made, "MonthlyCharges")->n_fitting, ==, 1);
  g_assert_cmpint (get (model, made, "MonthlyCharges")->unit, ==, RW_UNIT_CENTS);
  rw_mapping_give_factor (given, "tenure", rw_unit_get_factor (RW_UNIT_DAYS));
  g_autoptr (RwMapping) mapping =
      rw_mapping_match (rw_model_get_manifest (model), names, given, &error);
  g_autoptr (RwMappingCheck) again = rw_mapping_check_new (table, model, mapping, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get (model, again, "tenure")->n_fitting, ==, 3);
  g_assert_cmpint (get (model, again, "tenure")->unit, ==, RW_UNIT_SAME);
}

/* Two of 19: the importance is theirs, and the others have nothing to judge. */
static void
test_importance (void)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwMappingCheck) made = check (model, "tenure,gender\n1,Male\n2,Female\n");
  const double *importance = rw_model_get_importance (model);

  g_assert_cmpuint (made->n_found, ==, 2);
  g_assert_cmpuint (made->n_needed, >, 0);
  g_assert_cmpfloat_with_epsilon (made->importance, importance[0] + importance[4], 1e-12);
  g_assert_false (get (model, made, "Contract")->is_judged);
  g_assert_cmpuint (get (model, made, "Contract")->n_values, ==, 0);
}

/* A column of more texts than are told apart: the others are judged all the same. */
static void
test_many_texts (void)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (GString) text = g_string_new ("Contract,tenure\n");

  for (guint i = 0; i < 2 * RW_CATEGORY_MAX_LEVELS; i++)
    g_string_append_printf (text, "x%u,1\n", i);
  for (guint i = 0; i < 10; i++)
    g_string_append (text, "one year,1\n");
  g_autoptr (RwMappingCheck) made = check (model, text->str);
  const RwInputCheck *contract = get (model, made, "Contract");
  g_assert_cmpuint (contract->texts->len, ==, RW_MAPPING_CHECK_MAX_TEXTS);
  g_assert_cmpuint (contract->n_texts, ==, RW_CATEGORY_MAX_LEVELS);
  g_assert_cmpuint (contract->n_values, ==, 2 * RW_CATEGORY_MAX_LEVELS + 10);
  g_assert_cmpuint (contract->n_fitting, ==, 10);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwTable) table = rw_test_load_for (model, "tenure\n1\n");
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_mapping_check_new (table, model, mapping, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-check/covered", test_covered);
  g_test_add_func ("/mapping-check/texts", test_texts);
  g_test_add_func ("/mapping-check/numbers", test_numbers);
  g_test_add_func ("/mapping-check/importance", test_importance);
  g_test_add_func ("/mapping-check/many-texts", test_many_texts);
  g_test_add_func ("/mapping-check/cancelled", test_cancelled);
  return g_test_run ();
}
