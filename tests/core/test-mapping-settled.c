/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-test-mapping.h"
#include "rw-test.h"

#define GIVEN(inputs) "{\"version\":1,\"inputs\":{" inputs "}}"

static void
assert_settled (const RwManifest *manifest, const char *names, const char *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, names, given);

  g_assert_true (rw_mapping_is_settled (mapping, manifest, "a.csv", &error));
  g_assert_no_error (error);
}

static void
assert_asked (const RwManifest *manifest, const char *names, const char *given, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, names, given);

  g_assert_false (rw_mapping_is_settled (mapping, manifest, "a.csv", &error));
  rw_test_assert_error (&error, RW_ERROR_MISMATCH, part);
}

static void
test_settled (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();

  assert_settled (manifest, "tenure;Contract", NULL);
  assert_settled (manifest, "months;PLAN;x", NULL);
  /* a guess that somebody confirmed, one of two, and one column for two */
  assert_settled (manifest, "contrct;tenure", GIVEN ("\"Contract\":{\"column\":\"contrct\"}"));
  assert_settled (manifest, "plan;term;tenure", GIVEN ("\"Contract\":{\"column\":\"term\"}"));
  assert_settled (manifest, "a",
                  GIVEN ("\"tenure\":{\"column\":\"a\"},\"TotalCharges\":{\"column\":\"a\"}"));
  /* two columns may name the customer */
  assert_settled (manifest, "account;customer name;tenure", NULL);
}

static void
test_missing (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();

  assert_asked (manifest, "Contract;x", NULL,
                "The model reads 5 columns; 1 that it needs is not in “a.csv”: “tenure”. ");
  assert_asked (manifest, "Contract;tenur months;tenue x", NULL,
                "“a.csv”: “tenure” (perhaps “tenur months” or “tenue x”). ");
  /* required is required, whatever somebody says */
  assert_asked (manifest, "tenure;x", GIVEN ("\"tenure\":{\"column\":null}"), "“tenure”");
}

static void
test_questions (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();

  assert_asked (manifest, "contrct;tenure", NULL,
                "Which columns of “a.csv” the model is to read must be confirmed: “Contract” may "
                "be “contrct”.");
  assert_asked (manifest, "plan;term;tenure", NULL, "“Contract” may be “plan” or “term”.");
  assert_asked (manifest, "contrct;tenure;tenure (2)", NULL,
                "“tenure” may be “tenure” or “tenure (2)”; “Contract” may be “contrct”.");
  assert_asked (manifest, "tenure;x", GIVEN ("\"TotalCharges\":{\"column\":\"tenure\"}"),
                "“tenure” may be “tenure”, which is read for another one, too; “TotalCharges” may");
}

/* Models of earlier versions do not say what they need: all of it, unless somebody says no. */
static void
test_not_told (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();

  ((RwInput *) manifest->inputs->pdata[0])->required = FALSE;
  assert_asked (
      manifest, "Contract;MonthlyCharges;TotalCharges", NULL,
      "The model reads 5 columns; 2 that it needs are not in “a.csv”: “tenure”, “Partner”. ");
  assert_settled (manifest, "Contract;MonthlyCharges;TotalCharges",
                  GIVEN ("\"tenure\":{\"column\":null},\"Partner\":{\"column\":null}"));
}

static void
test_nothing (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();

  ((RwInput *) manifest->inputs->pdata[0])->required = FALSE;
  ((RwInput *) manifest->inputs->pdata[4])->required = TRUE;
  g_ptr_array_set_size (manifest->inputs, 4); /* so that none is required, and the others … */
  assert_asked (manifest, "x",
                GIVEN ("\"tenure\":{\"column\":null},\"MonthlyCharges\":{\"column\":null},"
                       "\"TotalCharges\":{\"column\":null},\"Contract\":{\"column\":null}"),
                "The model reads no column of “a.csv”.");
}

/* Eight names are said, the others only counted. */
static void
assert_missing_names (guint n_inputs, const char *part)
{
  g_autoptr (RwManifest) manifest = rw_manifest_new ();

  for (guint i = 0; i < n_inputs; i++)
    {
      g_autofree char *name = g_strdup_printf ("x%u", i);
      rw_manifest_add_number (manifest, name);
    }
  assert_asked (manifest, "x0", NULL, part);
}

static void
test_many (void)
{
  assert_missing_names (3, "2 that it needs are not in “a.csv”: “x1”, “x2”. ");
  assert_missing_names (9,
                        "8 that it needs are not in “a.csv”: “x1”, “x2”, “x3”, “x4”, “x5”, “x6”, "
                        "“x7”, “x8”. ");
  assert_missing_names (20,
                        "19 that it needs are not in “a.csv”: “x1”, “x2”, “x3”, “x4”, “x5”, “x6”, "
                        "“x7”, “x8” and 11 more. ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-settled/settled", test_settled);
  g_test_add_func ("/mapping-settled/missing", test_missing);
  g_test_add_func ("/mapping-settled/questions", test_questions);
  g_test_add_func ("/mapping-settled/not-told", test_not_told);
  g_test_add_func ("/mapping-settled/nothing", test_nothing);
  g_test_add_func ("/mapping-settled/many", test_many);
  return g_test_run ();
}
