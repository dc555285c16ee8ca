/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-card.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

static const char *
find_line (const GPtrArray *lines, const char *title)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const RwCardLine *line = lines->pdata[i];
      if (strcmp (line->title, title) == 0)
        return line->text;
    }
  return NULL;
}

static void
test_shipped (void)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (GPtrArray) lines = rw_model_card_list (model);
  g_autofree char *columns = rw_model_card_dup_columns (model);
  g_autofree char *quality = rw_model_card_dup_quality (model);

  g_assert_true (
      g_regex_match_simple ("^AUC 0\\.85\\d ± 0\\.01\\d, log loss 0\\.41\\d ± 0\\.01\\d, "
                            "calibration error 0\\.02\\d ± 0\\.00\\d$",
                            quality, 0, 0));

  g_assert_cmpstr (find_line (lines, "SHA-256"), ==, rw_model_get_sha256 (model));
  g_assert_cmpstr (find_line (lines, "Label"), ==, "Churn = Yes");
  g_assert_cmpstr (find_line (lines, "Id of a customer"), ==, "customerID");
  rw_test_assert_has (find_line (lines, "Trained on"), "of them left: 1869 (26.5 %)");
  g_assert_cmpstr (find_line (lines, "File"), ==, "telco-customer-churn.csv");
  rw_test_assert_has (find_line (lines, "Recipe"), "objective binary:logistic, ");
  g_assert_cmpstr (find_line (lines, "Features"), ==, "45");
  g_assert_true (g_str_has_prefix (columns, "Contract ("));
  rw_test_assert_has (columns, " %), tenure (");
}

/* What a model does not say is left out; what it says wrongly, too. */
static void
test_silent (void)
{
  json_auto_t *document = rw_test_parse_model ();
  json_t *attribute = rw_test_get (document, RW_TEST_MANIFEST);
  json_auto_t *manifest = json_loads (json_string_value (attribute), 0, NULL);

  json_object_del (manifest, "label");
  json_object_del (manifest, "id");
  rw_test_set (manifest, "training", "{\"rows\":-3,\"seed\":\"x\",\"recipe\":[1],\"program\":7}");
  char *text = json_dumps (manifest, 0);
  json_string_set (attribute, text);
  free (text);
  g_autoptr (GBytes) bytes = rw_test_dump (document, TRUE);
  g_autoptr (RwModel) model = rw_model_load_bytes (bytes, NULL);
  g_autoptr (GPtrArray) lines = rw_model_card_list (model);
  g_assert_null (rw_model_card_dup_quality (model));
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_nonnull (find_line (lines, "SHA-256"));
  g_assert_nonnull (find_line (lines, "Trees"));
  g_assert_nonnull (find_line (lines, "Features"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-card/shipped", test_shipped);
  g_test_add_func ("/model-card/silent", test_silent);
  return g_test_run ();
}
