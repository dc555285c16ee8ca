/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-manifest-guess.h"

#include "rw-test-guess.h"
#include "rw-test.h"

typedef struct
{
  const char *names;
  const char *wanted;
} Case;

static const Case cases[] = {
  { "tenure|Monthly Charges", "tenure; Monthly Charges" },
  { "tenure|Contract_One year|Contract_Two year",
    "tenure; Contract{One year|Two year}: Contract_One year=Contract/0 "
    "Contract_Two year=Contract/1" },
  /* the order of the features is the model's */
  { "plan_a|age|plan_b", "plan{a|b}; age: plan_a=plan/0 plan_b=plan/1" },
  { "pay_method_Card|pay_method_Bank transfer",
    "pay_method{Card|Bank transfer}: pay_method_Card=pay_method/0 "
    "pay_method_Bank transfer=pay_method/1" },
  /* nothing says that a name alone is a value */
  { "monthly_fee|gender_Male", "monthly_fee; gender_Male" },
  { "_|_a|b_|a__b", "_; _a; b_; a__b" },
  { "a_x|a_x y|a_", "a{x|x y}; a_: a_x=a/0 a_x y=a/1" },
  { "f0|tenure", "f0; tenure" },
};

static void
assert_guess (const char *names, const RwTestSplit *splits, guint n_splits, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *document = rw_test_make_document (names, splits, n_splits);
  g_autoptr (RwManifest) manifest = rw_manifest_guess (document, &error);

  g_assert_no_error (error);
  g_autofree char *shown = rw_test_show_manifest (manifest);
  g_assert_cmpstr (shown, ==, wanted);
  g_assert_cmpstr (manifest->title, ==, "");
  g_assert_null (manifest->label);
}

static void
assert_refused (const char *names, const char *part)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *document = rw_test_make_document (names, NULL, 0);

  g_assert_null (rw_manifest_guess (document, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, part);
}

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_guess (cases[i].names, NULL, 0, cases[i].wanted);
}

/* Numbers whose names begin alike are no values: the trees split them elsewhere. */
static void
test_splits (void)
{
  const RwTestSplit numbers[] = { { 0, 29.85 }, { 1, 0.5 }, { 1, 1.5 }, { 2, 0.0 } };
  const RwTestSplit flags[] = { { 0, 0.5 }, { 1, 1 }, { 0, 1e-6 } };
  const RwTestSplit one[] = { { 0, 0.5 }, { 1, 7 } };

  assert_guess ("total_fee|total_calls|total_days", numbers, 4,
                "total_fee; total_calls; total_days");
  assert_guess ("a_x|a_y", flags, 3, "a{x|y}: a_x=a/0 a_y=a/1");
  assert_guess ("a_x|a_y", one, 2, "a_x; a_y");
  assert_guess ("a_x|a_y|a_z", one, 2, "a{x|z}; a_y: a_x=a/0 a_z=a/1");
}

static void
test_no_names (void)
{
  json_auto_t *document = rw_test_make_document ("a", NULL, 0);
  json_t *learner = json_object_get (document, "learner");
  g_autoptr (GError) error = NULL;

  assert_refused ("f0|f1|f2", "its features have no names");
  assert_refused ("f0|f1|f2", "export_from_python.py");
  assert_refused ("a||b", "one of its features has no name");
  json_object_set_new (learner, "feature_names", json_array ());
  g_assert_null (rw_manifest_guess (document, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "its features have no names");
  json_object_del (learner, "feature_names");
  g_assert_null (rw_manifest_guess (document, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "its features have no names");
}

static void
test_twice (void)
{
  assert_refused ("a_x|a_x|a_y", "two features are the same");
  assert_refused ("tenure|tenure", "two features are the same");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manifest-guess/names", test_names);
  g_test_add_func ("/manifest-guess/splits", test_splits);
  g_test_add_func ("/manifest-guess/no-names", test_no_names);
  g_test_add_func ("/manifest-guess/twice", test_twice);
  return g_test_run ();
}
