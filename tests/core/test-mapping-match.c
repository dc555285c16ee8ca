/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-test-mapping.h"
#include "rw-test-model.h"
#include "rw-test.h"

/* What is read from columns of these names, of which nobody said anything. */
static void
assert_matches (const char *names, const char *shown)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, names, NULL);
  g_autofree char *found = rw_test_show_mapping (mapping);

  g_assert_cmpuint (mapping->inputs->len, ==, manifest->inputs->len);
  g_assert_cmpstr (found, ==, shown);
}

static void
test_exact (void)
{
  assert_matches ("Contract;tenure;x", "tenure=tenure:exact; Contract=Contract:exact");
  /* the same names folded are no rivals of an exact one */
  assert_matches ("TENURE;tenure;days active", "tenure=tenure:exact");
  assert_matches ("customerID;tenure", "tenure=tenure:exact; id=customerID:exact");
}

/* A table calls the second of two columns of one name so. */
static void
test_same_names (void)
{
  assert_matches ("tenure;tenure (2);tenure (3)", "tenure=tenure:exact|tenure (2)|tenure (3)");
}

static void
test_folded (void)
{
  assert_matches (" Tenure ;monthly_charges", "tenure= Tenure :similar; "
                                              "MonthlyCharges=monthly_charges:similar");
  assert_matches ("TENURE;Tenure", "tenure=TENURE:similar|Tenure");
  /* signs alone are no name */
  assert_matches ("--;%", "");
}

static void
test_aliases (void)
{
  assert_matches ("mrr_usd;Months;PLAN", "tenure=Months:similar; MonthlyCharges=mrr_usd:similar; "
                                         "Contract=PLAN:similar");
  /* its own name folded comes first */
  assert_matches ("days active;TENURE", "tenure=TENURE:similar");
  assert_matches ("plan;Term", "Contract=plan:similar|Term");
  assert_matches ("mrr usd;MRR_USD", "MonthlyCharges=mrr usd:similar|MRR_USD");
  assert_matches ("Customer Name;tenure", "tenure=tenure:exact; id=Customer Name:similar");
}

/* The everyday names: what is no alias of the model is not read by itself. */
static void
test_everyday_names (void)
{
  assert_matches ("customer name;signup_date;MRR (USD);tickets;tenure",
                  "tenure=tenure:exact; MonthlyCharges=MRR (USD):similar; "
                  "id=customer name:similar");
}

/* Another name that two inputs share is a guess for both. */
static void
test_shared_alias (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  RwInput *total = manifest->inputs->pdata[2];

  g_strfreev (total->aliases);
  total->aliases = g_strsplit ("monthly fee", ";", -1);
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, "Monthly Fee;tenure", NULL);
  g_autofree char *shown = rw_test_show_mapping (mapping);
  g_assert_cmpstr (shown, ==,
                   "tenure=tenure:exact; MonthlyCharges=Monthly Fee:guess*; "
                   "TotalCharges=Monthly Fee:guess*");
}

/* Who left is never read, whatever the column is called. */
static void
test_label (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();

  g_free (manifest->label);
  manifest->label = g_strdup ("Plan");
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, "plan;tenure", NULL);
  g_autofree char *shown = rw_test_show_mapping (mapping);
  g_assert_cmpstr (shown, ==, "tenure=tenure:exact");
}

static void
test_no_columns (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (RwMapping) mapping = rw_mapping_match (manifest, names, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mapping->inputs->len, ==, 5);
}

/* All columns of the sample have the names of the model that ships. */
static void
test_default_model (void)
{
  g_autofree char *text = rw_test_read_sample (1);
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);

  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *entry = mapping->inputs->pdata[i];
      g_assert_cmpint (entry->match, ==, RW_MATCH_EXACT);
      g_assert_cmpstr (entry->column, ==, entry->input);
      g_assert_cmpuint (entry->rivals->len, ==, 0);
      g_assert_false (entry->is_shared);
    }
}

/* Everyday names, and the input that the model that ships reads from them. */
static const struct
{
  const char *column;
  const char *input; /* NULL: nothing reads it by itself */
} everyday[] = {
  { "MRR (USD)", "MonthlyCharges" },
  { "mrr", "MonthlyCharges" },
  { "monthly_fee", "MonthlyCharges" },
  { "Total Spend", "TotalCharges" },
  { "customer name", "id" },
  { "Customer ID", "id" },
  { "account", "id" },
  { "Contract Type", "Contract" },
  { "payment-method", "PaymentMethod" },
  { "sex", "gender" },
  { "months_active", "tenure" },
  { "Senior Citizen", "SeniorCitizen" },
  { "tickets", NULL },
  { "signup_date", NULL },
  { "plan_type", NULL }, /* which plan is not how long */
  { "days_active", NULL },
  { "ltv", NULL },
};

static void
test_everyday_telco (void)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (everyday); i++)
    {
      g_autoptr (RwMapping) mapping =
          rw_test_map (rw_model_get_manifest (model), everyday[i].column, NULL);
      const char *found = mapping->id->column != NULL ? "id" : NULL;
      for (guint k = 0; k < mapping->inputs->len; k++)
        {
          const RwInputMapping *entry = mapping->inputs->pdata[k];
          if (entry->match == RW_MATCH_SIMILAR)
            found = entry->input;
        }
      g_assert_cmpstr (found, ==, everyday[i].input);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-match/exact", test_exact);
  g_test_add_func ("/mapping-match/same-names", test_same_names);
  g_test_add_func ("/mapping-match/folded", test_folded);
  g_test_add_func ("/mapping-match/aliases", test_aliases);
  g_test_add_func ("/mapping-match/everyday-names", test_everyday_names);
  g_test_add_func ("/mapping-match/shared-alias", test_shared_alias);
  g_test_add_func ("/mapping-match/label", test_label);
  g_test_add_func ("/mapping-match/no-columns", test_no_columns);
  g_test_add_func ("/mapping-match/everyday-telco", test_everyday_telco);
  g_test_add_func ("/mapping-match/default-model", test_default_model);
  return g_test_run ();
}
