/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Manifests: what is accepted is written as a text that says the same. */
#include "rw-manifest.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autoptr (RwManifest) manifest = rw_manifest_parse (text, NULL);

  if (manifest == NULL)
    return 0;
  g_autofree char *first = rw_manifest_to_json (manifest);
  g_autoptr (RwManifest) again = rw_manifest_parse (first, NULL);
  g_assert_nonnull (again);
  g_autofree char *second = rw_manifest_to_json (again);
  g_assert_cmpstr (first, ==, second);
  return 0;
}
