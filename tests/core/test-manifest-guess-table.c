/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-manifest-guess.h"

#include "rw-test-guess.h"
#include "rw-test.h"

#include <string.h>

/* A file, the model's features, and what they are; or the part of the message why not. */
typedef struct
{
  const char *csv;
  const char *names;
  const char *wanted;
} Case;

static const Case cases[] = {
  { "tenure,fee\n1,2.5\n", "fee|tenure", "fee; tenure" },
  { "plan\na\nb\nc\n", "plan_a|plan_b|plan_c",
    "plan{a|b|c}: plan_a=plan/0 plan_b=plan/1 plan_c=plan/2" },
  /* pandas' drop_first */
  { "sex\nMale\nFemale\n", "sex_Male", "sex{Male|Female}: sex_Male=sex/0" },
  /* values that the file does not have, and those that the model does not know */
  { "plan\na\nb\n", "plan_a|plan_z", "plan{a|z|b}: plan_a=plan/0 plan_z=plan/1" },
  { "plan\na\nb\nc\n", "plan_a", "plan{a}: plan_a=plan/0" },
  /* the longest column that has the value, else the longest column */
  { "pay,pay_type\nx,card\ntype_cash,y\n", "pay_type_card|pay_type_cash",
    "pay_type{card|y}; pay{type_cash|x}: pay_type_card=pay_type/0 pay_type_cash=pay/0" },
  { "pay,pay_type\nx,card\ny,y\n", "pay_type_cash", "pay_type{cash}: pay_type_cash=pay_type/0" },
  { "total_fee,total\n1,a\n2,b\n", "total_fee|total_a|total_b",
    "total_fee; total{a|b}: total_a=total/0 total_b=total/1" },
  /* numbers as values, as pandas writes them where some are missing */
  { "tier,n\n1,1\n2,1\n3,1\n", "tier_1|tier_2|tier_3",
    "tier{1|2|3}: tier_1=tier/0 tier_2=tier/1 tier_3=tier/2" },
  { "tier,n\n1,1\n2,1\n,1\n", "tier_1.0|tier_2.0", "tier{1|2}: tier_1.0=tier/0 tier_2.0=tier/1" },
  /* folded names and values */
  { "Contract Type\nOne Year\nTwo Year\n", "contract_type_one year|contract_type_two year",
    "Contract Type{One Year|Two Year}: contract_type_one year=Contract Type/0 "
    "contract_type_two year=Contract Type/1" },
  { "Monthly Charges\n1\n", "monthly_charges", "Monthly Charges" },
  /* yes and no as a number */
  { "active\nTRUE\nFALSE\n", "active", "active{TRUE|FALSE}: active=active/0" },
  { "active\nno\nyes\nno\n", "active", "active{yes|no}: active=active/0" },
  { "active\n1\n0\n", "active", "active" },
  { "active\nTrue\nFalse\n", "active_False|active_True",
    "active{False|True}: active_False=active/0 active_True=active/1" },
};

static const Case refused_cases[] = {
  { "tenure\n1\n", "tenure|age", "“age” is neither a column of “customers.csv”" },
  { "tenure\n1\n", "plan_a|plan_b", "export_from_python.py" },
  { "plan\na\nb\nc\n", "plan", "it reads “plan” as a number, but the column holds texts" },
  { "plan\nyes\nno\nmaybe\n", "plan", "it reads “plan” as a number" },
  { "plan\na\nb\n", "f0|f1", "its features have no names" },
  { "a b,a-b\n1,2\n", "a_b", "“a_b” is neither" },
  { "tier,n\n1,1\n2,1\n", "tier_1|tier_1.0", "two features are the same" },
};

static RwManifest *
guess (const Case *test, const RwTestSplit *splits, guint n_splits, GError **error)
{
  json_auto_t *document = rw_test_make_document (test->names, splits, n_splits);
  g_autoptr (RwSource) source = rw_test_source (test->csv, strlen (test->csv));
  RwTableOptions options = { .hint = rw_manifest_guess_hint, .hint_data = document };
  g_autoptr (RwTable) table = rw_table_load (source, &options, NULL, NULL, error);

  g_assert_no_error (*error);
  return rw_manifest_guess_for (document, table, error);
}

static void
test_columns (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("%s", cases[i].names);
      g_autoptr (RwManifest) manifest = guess (&cases[i], NULL, 0, &error);
      g_assert_no_error (error);
      g_autofree char *shown = rw_test_show_manifest (manifest);
      g_assert_cmpstr (shown, ==, cases[i].wanted);
    }
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("%s", refused_cases[i].names);
      g_assert_null (guess (&refused_cases[i], NULL, 0, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, refused_cases[i].wanted);
    }
}

/* What is split at other numbers than 0 and 1 is no value. */
static void
test_no_flag (void)
{
  const Case value = { "plan\na\nb\n", "plan_a|plan_b", "" };
  const Case yes = { "active\nyes\nno\n", "active", "" };
  const RwTestSplit splits[] = { { 0, 2.00001 } };
  g_autoptr (GError) error = NULL;

  g_assert_null (guess (&value, splits, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "“plan_a” is no value");
  g_assert_null (guess (&yes, splits, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "“active” is no value");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manifest-guess-table/columns", test_columns);
  g_test_add_func ("/manifest-guess-table/refused", test_refused);
  g_test_add_func ("/manifest-guess-table/no-flag", test_no_flag);
  return g_test_run ();
}
