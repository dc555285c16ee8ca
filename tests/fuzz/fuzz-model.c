/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Model files, JSON and UBJ: whatever is accepted can be scored with, and what its features' names
 * are taken for is a description or an error. */
#include "rw-manifest-guess.h"
#include "rw-model-check.h"
#include "rw-model-document.h"
#include "rw-model.h"

#include <math.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static void
guess (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  json_t *document = rw_model_document_parse (file, NULL);
  RwModelFacts facts;

  if (document != NULL && rw_model_check (document, &facts, NULL))
    {
      g_autoptr (RwManifest) manifest = rw_manifest_guess (document, &error);
      g_assert_true ((manifest == NULL) == (error != NULL));
      g_assert_true (manifest == NULL || manifest->features->len == facts.n_features);
    }
  json_decref (document);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autoptr (GBytes) file = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;

  guess (file);
  g_autoptr (RwModel) model = rw_model_load_bytes (file, &error);

  g_assert_true ((model == NULL) == (error != NULL));
  if (model == NULL)
    return 0;
  guint n_features = rw_model_get_manifest (model)->features->len;
  g_autofree float *row = g_new (float, n_features);
  RwMatrix matrix = { .values = row, .n_rows = 1, .n_features = n_features };
  float probability = NAN;
  for (guint i = 0; i < n_features; i++)
    row[i] = i % 3 == 0 ? NAN : (float) i;
  g_assert_true (rw_booster_predict (rw_model_get_booster (model), &matrix, &probability, NULL));
  g_assert_true (probability >= 0 && probability <= 1);
  return 0;
}
